/// Why a call did not do what was asked.
public enum EventdError: Error, Equatable, Sendable {
  /// The stream is not where the caller thought; `nil`: it has no events. Nothing was written.
  case wrongRevision(stream: String, actual: UInt64?)
  /// A rule said no. Nothing was written.
  case refused(code: String, message: String, source: String, allowed: [String])
  /// The caller may not do that, or not on this socket. Nothing was written.
  case notPermitted(String)
  /// There is no such stream, folio or position.
  case notFound(String)
  /// The request itself is wrong.
  case invalid(String)
  /// Too much waits, or there is no room. Nothing was written; try again later.
  case busy(String)
  /// Nobody answers on the socket, or the call ended. Whether an append was written is not known.
  case unavailable(String)
  /// The log is damaged, or is not what it was. Somebody has to look at it.
  case damaged(String)
  /// Anything else, with the gRPC status code. Whether it was written is not known.
  case other(code: String, message: String)
}

extension EventdError: CustomStringConvertible {
  public var description: String {
    switch self {
    case .wrongRevision(let stream, let actual):
      "the stream \(stream) is at \(actual.map { "revision \($0)" } ?? "no event"), "
        + "not where it was expected; read it and decide anew"
    case .refused(let code, let message, let source, let allowed):
      "[\(code)] \(message)"
        + (allowed.isEmpty ? "" : "; allowed here: \(allowed.joined(separator: ", "))")
        + " (source: \(source))"
    case .notPermitted(let message), .notFound(let message), .invalid(let message),
      .busy(let message), .unavailable(let message), .damaged(let message):
      message
    case .other(let code, let message): "\(code): \(message)"
    }
  }
}
