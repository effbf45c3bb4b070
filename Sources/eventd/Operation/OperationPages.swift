/// What the daemon tells over HTTP: metrics and health.
struct OperationPages: Sendable {
  let daemon: Daemon

  /// Any thread; takes a few milliseconds at most.
  func answer(_ method: String, _ target: String) -> HTTPAnswer {
    let path = target.prefix { $0 != "?" }
    guard ["/metrics", "/health/live", "/health/ready"].contains(path) else {
      return .text(404, "there is /metrics, /health/live and /health/ready\n")
    }
    guard method == "GET" || method == "HEAD" else {
      return HTTPAnswer(
        status: 405, contentType: HTTPAnswer.plainText, body: "this can only be read: GET\n",
        allow: "GET, HEAD")
    }
    switch path {
    case "/metrics":
      return HTTPAnswer(
        status: 200, contentType: MetricsText.contentType, body: MetricsPage(daemon: daemon).text)
    case "/health/live":
      let isAlive = daemon.isAlive
      return .json(isAlive ? 200 : 503, "{\"live\":\(isAlive)}\n")
    default:
      let readiness = daemon.readiness
      return .json(readiness.isReady ? 200 : 503, readiness.json)
    }
  }
}

/// An answer over HTTP.
struct HTTPAnswer: Equatable, Sendable {
  let status: Int
  let contentType: String
  let body: String
  /// The methods that are allowed, where this one is not.
  var allow: String?

  static let plainText = "text/plain; charset=utf-8"

  static func text(_ status: Int, _ body: String) -> HTTPAnswer {
    HTTPAnswer(status: status, contentType: plainText, body: body)
  }

  static func json(_ status: Int, _ body: String) -> HTTPAnswer {
    HTTPAnswer(status: status, contentType: "application/json", body: body)
  }
}
