import ArgumentParser
import Events
import Glibc
import TestSupport
import Testing

@testable import eventd

@Suite("Sockets that are passed")
struct SocketActivationTests {
  private func sockets(_ environment: [String: String]) throws -> [ServedSocket] {
    try SocketActivation.sockets(environment: environment, processID: 42)
  }

  @Test func `are known by their names, from descriptor 3 on`() throws {
    #expect(
      try sockets(["LISTEN_PID": "42", "LISTEN_FDS": "2", "LISTEN_FDNAMES": "read:append"]) == [
        ServedSocket(role: .read, source: .inherited(descriptor: 3)),
        ServedSocket(role: .append, source: .inherited(descriptor: 4)),
      ])
  }

  @Test(
    arguments: [
      [:], ["LISTEN_FDS": "1", "LISTEN_FDNAMES": "append"], ["LISTEN_PID": "42"],
      ["LISTEN_PID": "41", "LISTEN_FDS": "1", "LISTEN_FDNAMES": "append"],
      ["LISTEN_PID": "42", "LISTEN_FDS": "0"],
    ])
  func `are none when nothing was passed, or to another process`(environment: [String: String])
    throws
  {
    #expect(try sockets(environment) == [])
  }

  @Test(
    arguments: [
      ["LISTEN_PID": "42", "LISTEN_FDS": "1"],
      ["LISTEN_PID": "42", "LISTEN_FDS": "1", "LISTEN_FDNAMES": "eventd.socket"],
      ["LISTEN_PID": "42", "LISTEN_FDS": "2", "LISTEN_FDNAMES": "append"],
      ["LISTEN_PID": "42", "LISTEN_FDS": "x", "LISTEN_FDNAMES": "append"],
      ["LISTEN_PID": "42", "LISTEN_FDS": "99999999999", "LISTEN_FDNAMES": "append"],
      ["LISTEN_PID": "42", "LISTEN_FDS": "-1", "LISTEN_FDNAMES": "append"],
    ])
  func `are refused when it is not clear which is which`(environment: [String: String]) {
    let error = #expect(throws: StartError.self) { try sockets(environment) }
    guard case .activation = error else {
      Issue.record("\(String(describing: error))")
      return
    }
  }
}

@Suite("Options of sockets")
struct SocketOptionsTests {
  private func sockets(
    _ arguments: [String], inherited: [ServedSocket] = []
  ) throws -> [ServedSocket] {
    try SocketOptions.parse(arguments).sockets(inherited: inherited, data: "var")
  }

  @Test func `without any there is one append socket, for its owner and group`() throws {
    let expected = ServedSocket(
      role: .append, source: .path("var/eventd.sock", .init(owner: nil, group: nil, mode: 0o660)))
    #expect(try sockets([]) == [expected])
  }

  @Test func `owner, group and mode are of each socket`() throws {
    let made = try sockets([
      "--socket", "a", "--socket-owner", "root", "--socket-group", "7", "--socket-mode", "600",
      "--read-socket", "r", "--read-socket-mode", "0666", "--read-socket-group", "root",
    ])
    #expect(
      made == [
        ServedSocket(role: .append, source: .path("a", .init(owner: 0, group: 7, mode: 0o600))),
        ServedSocket(role: .read, source: .path("r", .init(owner: nil, group: 0, mode: 0o666))),
      ])
  }

  @Test func `a passed socket takes the place of the one of its role`() throws {
    let append = ServedSocket(role: .append, source: .inherited(descriptor: 3))
    let read = ServedSocket(role: .read, source: .inherited(descriptor: 4))
    #expect(try sockets([], inherited: [append, read]) == [append, read])
    #expect(try sockets([], inherited: [read]).map(\.role) == [.read, .append])
    #expect(throws: UsageError.self) { try sockets(["--socket", "s"], inherited: [append]) }
    #expect(throws: UsageError.self) { try sockets(["--read-socket", "s"], inherited: [read]) }
  }

  @Test(
    arguments: [
      ["--socket-mode", "0888"], ["--socket-mode", "rw"], ["--socket-mode", "0444"],
      ["--socket-mode", "10660"], ["--socket-mode", "66"], ["--socket-owner", "no-such-user"],
      ["--socket-group", "no-such-group"], ["--socket-owner", "4294967295"],
      ["--read-socket-mode", "0666"], ["--read-socket", "var/eventd.sock"],
      ["--read-socket", "r", "--read-socket-owner", "-3"],
    ])
  func `what cannot be used is refused before anything starts`(arguments: [String]) {
    #expect(throws: (any Error).self) { try sockets(arguments) }
  }
}

@Suite("Listening sockets", .temporaryDirectory)
struct ListeningSocketTests {
  private var path: String { TemporaryDirectory.path + "/s" }

  private func status(_ path: String) -> stat? {
    var status = stat()
    return lstat(path, &status) == 0 ? status : nil
  }

  @Test(arguments: [0o600, 0o660, 0o666, 0o222] as [UInt32])
  func `have their mode before anybody can connect, whatever the umask`(mode: UInt32) throws {
    let socket = try ListeningSocket(
      .init(role: .append, source: .path(path, SocketAccess(mode: mode))))
    #expect(status(path).map { $0.st_mode & 0o777 } == mode)
    #expect(!SocketPath.isAnswered(path))
    socket.remove()
  }

  @Test func `are given to owner and group`() throws {
    let access = SocketAccess(owner: getuid(), group: getgid(), mode: 0o600)
    let socket = try ListeningSocket(.init(role: .read, source: .path(path, access)))
    #expect(status(path)?.st_gid == getgid())
    _ = socket
  }

  @Test func `are gone with their last user, unless somebody else has made another there`() throws {
    do {
      _ = try ListeningSocket(.init(role: .append, source: .path(path, SocketAccess())))
    }
    #expect(status(path) == nil)
    let first = try ListeningSocket(.init(role: .append, source: .path(path, SocketAccess())))
    let second = try ListeningSocket(.init(role: .append, source: .path(path, SocketAccess())))
    first.remove()
    #expect(status(path) != nil)
    second.remove()
    #expect(status(path) == nil)
  }

  @Test func `an inherited one stays, and anything else that was passed is refused`() throws {
    let made = try ListeningSocket(.init(role: .append, source: .path(path, SocketAccess())))
    let descriptor = try #require(made.take())
    let socket = ServedSocket(role: .append, source: .inherited(descriptor: descriptor))
    #expect(throws: StartError.self) { try ListeningSocket(socket) }
    listen(descriptor, 1)
    let inherited = try ListeningSocket(socket)
    #expect(inherited.path == path && inherited.take() == descriptor)
    inherited.remove()
    #expect(status(path) != nil)
    close(descriptor)
    #expect(throws: StartError.self) { try ListeningSocket(socket) }
  }
}
