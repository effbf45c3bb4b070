import ArgumentParser

/// The sockets of `serve`: where they are, and who may connect.
struct SocketOptions: ParsableArguments {
  @Option(help: "The append socket, at most 103 bytes. Default: DATA/eventd.sock.")
  var socket: String?

  @Option(help: "Permission bits of the append socket, octal; connecting needs the right to write.")
  var socketMode = "0660"

  @Option(help: "Its owner, a name or a number. Default: the user that the daemon runs as.")
  var socketOwner: String?

  @Option(help: "Its group, a name or a number. Default: the group that the daemon runs as.")
  var socketGroup: String?

  @Option(help: "A second socket for readers, on which no append can be made. Default: none.")
  var readSocket: String?

  @Option(help: "Permission bits of the read socket, octal.")
  var readSocketMode = "0660"

  @Option(help: "Its owner.")
  var readSocketOwner: String?

  @Option(help: "Its group.")
  var readSocketGroup: String?

  /// What is to be served: the sockets that were passed, and those of the options for each role of which
  /// none was passed.
  /// - Throws: `UsageError` for a value that cannot be used, or that would not be looked at.
  func sockets(inherited: [ServedSocket], data: String) throws(UsageError) -> [ServedSocket] {
    let append = SocketAccess(
      owner: try user(socketOwner, "--socket-owner"),
      group: try group(socketGroup, "--socket-group"),
      mode: try mode(socketMode, "--socket-mode"))
    let read = SocketAccess(
      owner: try user(readSocketOwner, "--read-socket-owner"),
      group: try group(readSocketGroup, "--read-socket-group"),
      mode: try mode(readSocketMode, "--read-socket-mode"))
    if readSocket == nil && read != SocketAccess() {
      throw UsageError(
        "--read-socket-mode, --read-socket-owner and --read-socket-group are rights of a read socket; "
          + "name one with --read-socket")
    }
    if let readSocket, readSocket == socket ?? "\(data)/eventd.sock" {
      throw UsageError("--read-socket and --socket are the same; give each a path of its own")
    }
    for (role, path, option) in [
      (ServedSocket.Role.append, socket, "--socket"), (.read, readSocket, "--read-socket"),
    ] where path != nil && inherited.contains(where: { $0.role == role }) {
      throw UsageError("the service manager passes the \(role) socket; leave \(option) out")
    }
    var sockets = inherited
    if !sockets.contains(where: { $0.role == .append }) {
      sockets.append(.init(role: .append, source: .path(socket ?? "\(data)/eventd.sock", append)))
    }
    if let readSocket { sockets.append(.init(role: .read, source: .path(readSocket, read))) }
    return sockets
  }

  private func mode(_ text: String, _ option: String) throws(UsageError) -> UInt32 {
    guard let mode = SocketAccess.mode(octal: text) else {
      throw UsageError(
        "\(option) is three octal digits with which somebody may write, such as 0660, not '\(text)'"
      )
    }
    return mode
  }

  private func user(_ text: String?, _ option: String) throws(UsageError) -> UInt32? {
    guard let text else { return nil }
    guard let user = SystemAccounts.user(text) else {
      throw UsageError("\(option): there is no user '\(text)' on this machine")
    }
    return user
  }

  private func group(_ text: String?, _ option: String) throws(UsageError) -> UInt32? {
    guard let text else { return nil }
    guard let group = SystemAccounts.group(text) else {
      throw UsageError("\(option): there is no group '\(text)' on this machine")
    }
    return group
  }
}
