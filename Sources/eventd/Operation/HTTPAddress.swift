/// Where metrics and health are served: on this machine only, since whoever connects is not asked who
/// he is.
enum HTTPAddress: Equatable, Sendable, CustomStringConvertible {
  case loopback(host: String, port: Int)
  case socket(path: String)

  /// - Parameter text: `unix:PATH`, or `ADDRESS:PORT` with an IPv6 address in brackets; port 0 is any
  ///   that is free.
  init(_ text: String) throws(UsageError) {
    if text.hasPrefix("unix:") {
      let path = String(text.dropFirst(5))
      if path.isEmpty { throw UsageError("--http unix:PATH needs a path") }
      self = .socket(path: path)
      return
    }
    guard let colon = text.lastIndex(of: ":"), let port = UInt16(text[text.index(after: colon)...])
    else { throw UsageError("--http is ADDRESS:PORT or unix:PATH, not '\(text)'") }
    let host = text[..<colon]
    switch host {
    case "localhost": self = .loopback(host: "127.0.0.1", port: Int(port))
    case "[::1]": self = .loopback(host: "::1", port: Int(port))
    case _ where Self.isLoopback(host): self = .loopback(host: String(host), port: Int(port))
    default:
      throw UsageError(
        "--http takes an address of this machine only (127.0.0.1, [::1], localhost) or unix:PATH, "
          + "not '\(host)': nobody is asked who he is; let a proxy carry it further")
    }
  }

  /// Of the network 127.0.0.0/8.
  private static func isLoopback(_ host: Substring) -> Bool {
    let parts = host.split(separator: ".", omittingEmptySubsequences: false)
    return parts.count == 4 && parts[0] == "127" && parts.allSatisfy { UInt8($0) != nil }
  }

  /// `http://127.0.0.1:9464`, `unix:/run/eventd/http.sock`.
  var description: String {
    switch self {
    case .loopback(let host, let port):
      "http://" + (host.contains(":") ? "[\(host)]" : host) + ":\(port)"
    case .socket(let path): "unix:\(path)"
    }
  }
}
