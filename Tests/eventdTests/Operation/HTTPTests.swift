import Events
import Glibc
import ServiceLifecycle
import TestSupport
import Testing

@testable import eventd

@Suite("Where metrics are served")
struct HTTPAddressTests {
  @Test(
    arguments: [
      ("127.0.0.1:9464", "http://127.0.0.1:9464"), ("127.1.2.3:0", "http://127.1.2.3:0"),
      ("localhost:80", "http://127.0.0.1:80"), ("[::1]:9464", "http://[::1]:9464"),
      ("unix:/run/x.sock", "unix:/run/x.sock"),
    ])
  func `is this machine`(text: String, shown: String) throws {
    #expect(try HTTPAddress(text).description == shown)
  }

  @Test(
    arguments: [
      "", ":9464", "9464", "0.0.0.0:9464", "192.168.0.1:9464", "127.0.0.1", "127.0.0.1:65536",
      "127.0.0:1", "127.0.0.256:1", "::1:9464", "[::]:9464", "unix:", "example.org:80",
    ])
  func `is nowhere else`(text: String) {
    #expect(throws: UsageError.self) { try HTTPAddress(text) }
  }
}

@Suite("Answers over HTTP", .temporaryDirectory, .timeLimit(.minutes(1)))
struct HTTPServerTests {
  /// Serves on a socket while `body` runs.
  private func serving(_ body: @escaping @Sendable (String) async throws -> Void) async throws {
    let path = TemporaryDirectory.path + "/http"
    let listening = ProgressSignal(count: 0)
    let server = HTTPServer(
      address: .socket(path: path),
      answer: { method, target in .text(200, "\(method) \(target)") },
      onListening: { _ in listening.advance(to: 1) })
    try await withThrowingTaskGroup(of: Void.self) { group in
      group.addTask { try await server.run() }
      await listening.wait(past: 0)
      try await body(path)
      group.cancelAll()
      try await group.waitForAll()
    }
  }

  /// Sends bytes and reads until the end.
  private static func exchange(_ path: String, _ request: String) -> String {
    let descriptor = socket(AF_UNIX, Int32(SOCK_STREAM.rawValue) | O_CLOEXEC, 0)
    defer { close(descriptor) }
    var address = sockaddr_un()
    address.sun_family = sa_family_t(AF_UNIX)
    withUnsafeMutableBytes(of: &address.sun_path) { $0.copyBytes(from: path.utf8) }
    let isConnected = withUnsafePointer(to: &address) { pointer in
      pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
        connect(descriptor, $0, socklen_t(MemoryLayout<sockaddr_un>.size)) == 0
      }
    }
    guard isConnected, Output.write(Array(request.utf8), to: descriptor) else { return "" }
    var answer: [UInt8] = []
    var buffer = [UInt8](repeating: 0, count: 4096)
    while case let count = read(descriptor, &buffer, buffer.count), count > 0 {
      answer += buffer[..<count]
    }
    return String(decoding: answer, as: UTF8.self)
  }

  @Test func `are one a connection`() async throws {
    try await serving { path in
      let answer = Self.exchange(path, "GET /metrics?x=1 HTTP/1.1\r\nHost: x\r\n\r\n")
      #expect(answer.hasPrefix("HTTP/1.1 200 OK\r\n"))
      #expect(answer.contains("connection: close\r\n"))
      #expect(answer.hasSuffix("\r\n\r\nGET /metrics?x=1"))
    }
  }

  @Test func `to HEAD have no body, and what is no request is refused`() async throws {
    try await serving { path in
      let head = Self.exchange(path, "HEAD / HTTP/1.1\r\nHost: x\r\n\r\n")
      #expect(head.contains("content-length: 6\r\n") && head.hasSuffix("\r\n\r\n"))
      let garbage = Self.exchange(path, "\u{0}\u{1}garbage\r\n\r\n")
      #expect(garbage.hasPrefix("HTTP/1.1 400 Bad Request\r\n"))
    }
  }
}
