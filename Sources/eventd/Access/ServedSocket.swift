/// A socket that the daemon is to serve: what can be called there, and where it comes from.
struct ServedSocket: Equatable, Sendable {
  /// What can be called on a socket.
  enum Role: String, CaseIterable, Sendable {
    /// Everything.
    case append
    /// What changes nothing. No append can be reached there.
    case read
  }

  enum Source: Equatable, Sendable {
    /// To be made, and removed at the end.
    case path(String, SocketAccess)
    /// Made and opened by whoever started the daemon, and theirs to remove.
    case inherited(descriptor: Int32)
  }

  let role: Role
  let source: Source
}

extension ServedSocket.Role: CustomStringConvertible {
  var description: String { rawValue }
}
