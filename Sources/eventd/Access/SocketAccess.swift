/// Who may connect to a socket: its owner, its group, and the bits of its file.
///
/// Connecting needs the right to write; the other bits mean nothing. Source: unix(7), "Pathname socket
/// ownership and permissions".
struct SocketAccess: Equatable, Sendable {
  /// `nil`: the user that the daemon runs as.
  let owner: UInt32?
  /// `nil`: the group that the daemon runs as.
  let group: UInt32?
  /// Permission bits, 0 to 0o777.
  let mode: UInt32

  init(owner: UInt32? = nil, group: UInt32? = nil, mode: UInt32 = 0o660) {
    self.owner = owner
    self.group = group
    self.mode = mode
  }

  /// Three octal digits, also with a 0 before them. `nil` for anything else, and for a mode with which
  /// nobody could connect.
  static func mode(octal text: String) -> UInt32? {
    let digits = text.count == 4 && text.hasPrefix("0") ? text.dropFirst() : text[...]
    guard digits.count == 3, digits.utf8.allSatisfy({ (48...55).contains($0) }),
      let mode = UInt32(digits, radix: 8), mode & 0o222 != 0
    else { return nil }
    return mode
  }
}
