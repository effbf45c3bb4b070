import Glibc

/// Tells systemd how the daemon is, where it was started by it. Source: sd_notify(3),
/// sd_watchdog_enabled(3).
struct SystemdNotifier: Sendable {
  /// Begins with `@` for an abstract one; `nil`: nobody wants to know.
  let socketPath: String?
  /// Without a sign of life for so long, systemd ends the daemon; `nil`: it waits for none.
  let watchdog: Duration?

  /// - Parameters:
  ///   - variable: of the environment.
  ///   - pid: of this process.
  init(pid: Int32 = getpid(), variable: (String) -> String? = SystemdNotifier.environment) {
    let path = variable("NOTIFY_SOCKET")
    // Others than `@` and `/` (a `vsock:` address) belong to machines, not to services.
    socketPath = path.flatMap { $0.hasPrefix("/") || $0.hasPrefix("@") ? $0 : nil }
    let isForUs = variable("WATCHDOG_PID").map { $0 == "\(pid)" } ?? true
    let microseconds = variable("WATCHDOG_USEC").flatMap { Int64($0) } ?? 0
    watchdog = isForUs && microseconds > 0 ? .microseconds(microseconds) : nil
  }

  static func environment(_ name: String) -> String? {
    getenv(name).map { String(cString: $0) }
  }

  /// Sends assignments such as `READY=1` in one datagram, without waiting. Returns whether it was sent.
  @discardableResult
  func send(_ assignments: String...) -> Bool {
    guard let socketPath else { return false }
    var address = sockaddr_un()
    let path = Array(socketPath.utf8)
    let capacity = MemoryLayout.size(ofValue: address.sun_path)
    guard path.count < capacity else { return false }
    address.sun_family = sa_family_t(AF_UNIX)
    withUnsafeMutableBytes(of: &address.sun_path) { name in
      name.copyBytes(from: path)
      // The name of an abstract socket begins with a zero. Source: unix(7).
      if path.first == UInt8(ascii: "@") { name[0] = 0 }
    }
    let size = socklen_t(MemoryLayout<sockaddr_un>.size - capacity + path.count)
    let descriptor = socket(AF_UNIX, Int32(SOCK_DGRAM.rawValue) | O_CLOEXEC | O_NONBLOCK, 0)
    guard descriptor >= 0 else { return false }
    defer { close(descriptor) }
    let message = Array(assignments.joined(separator: "\n").utf8)
    return withUnsafePointer(to: &address) { pointer in
      pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
        sendto(descriptor, message, message.count, Int32(MSG_NOSIGNAL), $0, size)
          == message.count
      }
    }
  }
}
