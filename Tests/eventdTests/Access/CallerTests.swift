import Events
import Glibc
import Testing

@testable import eventd

@Suite("Callers")
struct CallerTests {
  @Test func `are who the kernel says they are`() throws {
    var ends: [Int32] = [0, 0]
    #expect(socketpair(AF_UNIX, Int32(SOCK_STREAM.rawValue), 0, &ends) == 0)
    defer { for end in ends { close(end) } }
    let caller = try #require(Caller(connection: ends[0]))
    #expect(caller.peer == Peer(uid: geteuid(), gid: getegid(), pid: UInt32(getpid())))
    let count = getgroups(0, nil)
    var groups = [gid_t](repeating: 0, count: Int(count))
    getgroups(count, &groups)
    #expect(caller.groups == groups)
  }

  @Test func `are not known of anything but a Unix socket`() {
    let descriptor = open("/dev/null", O_RDONLY)
    defer { close(descriptor) }
    #expect(Caller(connection: descriptor) == nil)
  }
}

@Suite("Methods on sockets")
struct SocketMethodsTests {
  private let caller = Caller(peer: Peer(uid: 1001, gid: 1, pid: 1))

  private func outcome(
    _ right: RPCMethod.Right, on role: ServedSocket.Role, _ gate: AccessGate = AccessGate()
  ) async throws -> RPCStatus? {
    let method = RPCMethod(service: "s", name: "Do", right: right) { _ in }
    let messages = AsyncThrowingStream<[UInt8], any Error> { $0.finish() }
    do {
      try await method.served(on: role, appendSocket: "/run/a", gate: gate).handle(
        RPCCall(messages: messages, caller: caller) { _ in })
      return nil
    } catch let status as RPCStatus {
      return status
    }
  }

  @Test func `the append socket has all, the read socket what changes nothing`() async throws {
    for right in [RPCMethod.Right.read, .append, .operate] {
      #expect(try await outcome(right, on: .append) == nil)
    }
    #expect(try await outcome(.read, on: .read) == nil)
    for right in [RPCMethod.Right.append, .operate] {
      let status = try await outcome(right, on: .read)
      #expect(status?.code == .permissionDenied)
      #expect(
        status?.message == "Do changes something, and this socket only reads; call it on /run/a")
    }
  }

  @Test func `a method of which nothing is said is not for readers`() {
    #expect(RPCMethod(service: "s", name: "n") { _ in }.right == .operate)
  }

  @Test func `operating asks the policy, reading does not`() async throws {
    let gate = AccessGate(AccessPolicy(source: "p", append: [], operate: []))
    #expect(try await outcome(.operate, on: .append, gate)?.code == .permissionDenied)
    #expect(try await outcome(.read, on: .append, gate) == nil)
    let callers = AccessPolicy.Callers(users: [1001])
    let open = AccessGate(AccessPolicy(source: "p", append: [], operate: [callers]))
    #expect(try await outcome(.operate, on: .append, open) == nil)
  }
}
