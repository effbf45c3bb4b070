/// The sockets that the service manager opened and passed to the daemon.
///
/// They are the descriptors from 3 on, as many as `LISTEN_FDS` says, meant for the process `LISTEN_PID`;
/// `LISTEN_FDNAMES` says which is which: `append` or `read`, the `FileDescriptorName=` of the socket unit.
///
/// Source: sd_listen_fds(3), systemd.socket(5).
enum SocketActivation {
  static let firstDescriptor: Int32 = 3

  /// - Returns: the sockets in the order in which they were passed; none when nothing was passed, or
  ///   when it was meant for another process.
  /// - Throws: `StartError.activation` when it is not clear what was passed.
  static func sockets(
    environment: [String: String], processID: Int32
  ) throws(StartError) -> [ServedSocket] {
    guard let pid = environment["LISTEN_PID"], let count = environment["LISTEN_FDS"] else {
      return []
    }
    guard let pid = Int32(pid), let count = Int32(count), (0...descriptorsMax).contains(count)
    else {
      throw .activation(
        "LISTEN_PID is “\(pid)” and LISTEN_FDS is “\(count)”; they have to be a process id and a "
          + "number of at most \(descriptorsMax)")
    }
    guard pid == processID, count > 0 else { return [] }
    let names = (environment["LISTEN_FDNAMES"] ?? "")
      .split(separator: ":", omittingEmptySubsequences: false).map(String.init)
    guard names.count == Int(count) else {
      throw .activation(
        "\(count) sockets were passed, and LISTEN_FDNAMES names \(names.count); " + remedy)
    }
    var sockets: [ServedSocket] = []
    for (index, name) in names.enumerated() {
      guard let role = ServedSocket.Role(rawValue: name) else {
        throw .activation("a socket named “\(name)” was passed; " + remedy)
      }
      let descriptor = firstDescriptor + Int32(index)
      sockets.append(ServedSocket(role: role, source: .inherited(descriptor: descriptor)))
    }
    return sockets
  }

  private static let descriptorsMax: Int32 = 16
  private static let remedy =
    "give each socket unit FileDescriptorName=append or FileDescriptorName=read"
}
