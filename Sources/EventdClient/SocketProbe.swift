import Glibc

/// Finds out whether somebody listens on a Unix socket.
public enum SocketProbe {
  /// What the networking library takes (Source: SwiftNIO, `SocketAddress`); Linux would take 107.
  public static let pathBytesMax = 103

  /// Connects and lets go again. Returns 0 when somebody listens, else the `errno` of the attempt.
  /// - Parameter path: at most `pathBytesMax` bytes; traps when it is longer.
  public static func attempt(_ path: String) -> Int32 {
    precondition(path.utf8.count <= pathBytesMax, "a socket path of \(path.utf8.count) bytes")
    let descriptor = socket(AF_UNIX, Int32(SOCK_STREAM.rawValue) | O_CLOEXEC, 0)
    guard descriptor >= 0 else { return errno }
    defer { close(descriptor) }
    var address = sockaddr_un()
    address.sun_family = sa_family_t(AF_UNIX)
    withUnsafeMutableBytes(of: &address.sun_path) { $0.copyBytes(from: path.utf8) }
    return withUnsafePointer(to: &address) { pointer in
      pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
        let size = socklen_t(MemoryLayout<sockaddr_un>.size)
        return Glibc.connect(descriptor, $0, size) == 0 ? 0 : errno
      }
    }
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
