import Glibc

/// Finds out whether somebody listens on a Unix socket.
public enum SocketProbe {
  /// What the networking library takes (Source: SwiftNIO, `SocketAddress`); Linux would take 107.
  public static let pathBytesMax = 103

  /// Connects and lets go again. Returns 0 when somebody listens, else the `errno` of the attempt.
  /// - Parameter path: at most `pathBytesMax` bytes; traps when it is longer.
  public static func attempt(_ path: String) -> Int32 {
    let (descriptor, failure) = connected(path)
    if let descriptor { close(descriptor) }
    return failure
  }

  /// Why the daemon takes no connection just now, in its own words; `nil` when it does not say.
  ///
  /// It says so on a new connection, which it then ends: settings, and GOAWAY with a text.
  /// Source: RFC 9113 sections 4.1 (frames) and 6.8 (GOAWAY).
  static func refusal(_ path: String) -> String? {
    guard let descriptor = connected(path).descriptor else { return nil }
    defer { close(descriptor) }
    var patience = timeval(tv_sec: 0, tv_usec: 500_000)
    setsockopt(
      descriptor, SOL_SOCKET, SO_RCVTIMEO, &patience, socklen_t(MemoryLayout<timeval>.size))
    var said: [UInt8] = []
    var buffer = [UInt8](repeating: 0, count: 4096)
    while said.count < buffer.count {
      let count = recv(descriptor, &buffer, buffer.count, 0)
      if count <= 0 { break }
      said += buffer[..<count]
    }
    var rest = said[...]
    while rest.count >= 9 {
      let header = Array(rest.prefix(9))
      let payload = rest.dropFirst(9).prefix(header[..<3].reduce(0) { $0 << 8 | Int($1) })
      if header[3] == 7 { return String(decoding: payload.dropFirst(8), as: UTF8.self) }
      rest = rest.dropFirst(9 + payload.count)
    }
    return nil
  }

  /// - Returns: 0 and a connected socket, to be closed, or the `errno` of the attempt.
  private static func connected(_ path: String) -> (descriptor: Int32?, failure: Int32) {
    precondition(path.utf8.count <= pathBytesMax, "a socket path of \(path.utf8.count) bytes")
    let descriptor = socket(AF_UNIX, Int32(SOCK_STREAM.rawValue) | O_CLOEXEC, 0)
    guard descriptor >= 0 else { return (nil, errno) }
    var address = sockaddr_un()
    address.sun_family = sa_family_t(AF_UNIX)
    withUnsafeMutableBytes(of: &address.sun_path) { $0.copyBytes(from: path.utf8) }
    let failure = withUnsafePointer(to: &address) { pointer in
      pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
        let size = socklen_t(MemoryLayout<sockaddr_un>.size)
        return Glibc.connect(descriptor, $0, size) == 0 ? 0 : errno
      }
    }
    if failure == 0 { return (descriptor, 0) }
    close(descriptor)
    return (nil, failure)
  }

  /// Makes a missing daemon a clear error at once, instead of a connection that is tried again and
  /// again.
  static func check(_ path: String) throws(EventdError) {
    guard path.utf8.count <= pathBytesMax else {
      throw .invalid(
        "the socket path has \(path.utf8.count) bytes and a Unix socket allows \(pathBytesMax)")
    }
    let failure = attempt(path)
    if failure == EACCES {
      throw .notPermitted(
        "this user may not connect to \(path); use a socket whose owner, group and mode let it, or ask "
          + "whoever runs the daemon")
    }
    guard failure == 0 else {
      throw .unavailable(
        "no daemon answers on \(path) (\(String(cString: strerror(failure)))); "
          + "start one with: eventd serve, or name its socket with --socket")
    }
  }
}
