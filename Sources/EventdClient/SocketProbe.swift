import Glibc

/// Finds out whether somebody listens on a socket, so that a missing daemon is a clear error at
/// once instead of a connection that is tried again and again.
enum SocketProbe {
  static func check(_ path: String) throws(EventdError) {
    var address = sockaddr_un()
    // What the networking library takes (Source: SwiftNIO, `SocketAddress`).
    let bytesMax = 103
    guard path.utf8.count <= bytesMax else {
      throw .invalid(
        "the socket path has \(path.utf8.count) bytes and a Unix socket allows \(bytesMax)")
    }
    let descriptor = socket(AF_UNIX, Int32(SOCK_STREAM.rawValue) | O_CLOEXEC, 0)
    guard descriptor >= 0 else { throw failure(path) }
    defer { close(descriptor) }
    address.sun_family = sa_family_t(AF_UNIX)
    withUnsafeMutableBytes(of: &address.sun_path) { $0.copyBytes(from: path.utf8) }
    let code = withUnsafePointer(to: &address) { pointer in
      pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
        Glibc.connect(descriptor, $0, socklen_t(MemoryLayout<sockaddr_un>.size))
      }
    }
    if code != 0 { throw failure(path) }
  }

  private static func failure(_ path: String) -> EventdError {
    .unavailable(
      "no daemon answers on \(path) (\(String(cString: strerror(errno)))); "
        + "start one with: eventd serve, or name its socket with --socket")
  }
}
