import Glibc
import TestSupport
import Testing

@testable import eventd

@Suite("Notes to systemd", .temporaryDirectory)
struct SystemdNotifierTests {
  /// A datagram socket as systemd has one.
  private final class Manager {
    private let descriptor: Int32

    /// - Parameter name: of a file, or abstract where it begins with a zero.
    init(_ name: [UInt8]) throws {
      descriptor = socket(AF_UNIX, Int32(SOCK_DGRAM.rawValue) | O_CLOEXEC | O_NONBLOCK, 0)
      try #require(descriptor >= 0)
      var address = sockaddr_un()
      let capacity = MemoryLayout.size(ofValue: address.sun_path)
      address.sun_family = sa_family_t(AF_UNIX)
      withUnsafeMutableBytes(of: &address.sun_path) { $0.copyBytes(from: name) }
      let size = socklen_t(MemoryLayout<sockaddr_un>.size - capacity + name.count)
      let isBound = withUnsafePointer(to: &address) { pointer in
        pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
          bind(descriptor, $0, size) == 0
        }
      }
      try #require(isBound)
    }

    deinit { close(descriptor) }

    /// The next datagram; `nil` when there is none.
    func next() -> String? {
      var buffer = [UInt8](repeating: 0, count: 1024)
      let count = recv(descriptor, &buffer, buffer.count, 0)
      return count < 0 ? nil : String(decoding: buffer.prefix(count), as: UTF8.self)
    }
  }

  private func notifier(_ variables: [String: String]) -> SystemdNotifier {
    SystemdNotifier(pid: 42) { variables[$0] }
  }

  @Test func `go to the socket that it names, one datagram each`() throws {
    let path = TemporaryDirectory.path + "/notify"
    let manager = try Manager(Array(path.utf8))
    let notifier = notifier(["NOTIFY_SOCKET": path])
    #expect(notifier.send("READY=1"))
    #expect(notifier.send("STOPPING=1", "STATUS=a text"))
    #expect(manager.next() == "READY=1")
    #expect(manager.next() == "STOPPING=1\nSTATUS=a text")
    #expect(manager.next() == nil)
  }

  @Test func `go to an abstract socket`() throws {
    let name = "eventd-test-\(getpid())-\(TemporaryDirectory.path.suffix(6))"
    let manager = try Manager([0] + Array(name.utf8))
    #expect(notifier(["NOTIFY_SOCKET": "@" + name]).send("READY=1"))
    #expect(manager.next() == "READY=1")
  }

  @Test(arguments: [
    nil, "", "vsock:2:1234", "/nowhere/at/all", "/" + String(repeating: "x", count: 200),
  ])
  func `go nowhere, and harm nobody, where nobody listens`(address: String?) {
    #expect(!notifier(address.map { ["NOTIFY_SOCKET": $0] } ?? [:]).send("READY=1"))
  }

  @Test(
    arguments: [
      (["WATCHDOG_USEC": "30000000"], Duration.seconds(30)),
      (["WATCHDOG_USEC": "30000000", "WATCHDOG_PID": "42"], .seconds(30)),
      (["WATCHDOG_USEC": "30000000", "WATCHDOG_PID": "43"], nil),
      (["WATCHDOG_USEC": "soon"], nil), (["WATCHDOG_USEC": "0"], nil), ([:], nil),
    ] as [([String: String], Duration?)])
  func `say that the daemon lives, where systemd asks this process`(
    variables: [String: String], watchdog: Duration?
  ) {
    #expect(notifier(variables).watchdog == watchdog)
  }
}
