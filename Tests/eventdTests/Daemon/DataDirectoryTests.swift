import Foundation
import Glibc
import TestSupport
import Testing

@testable import eventd

@Suite("Data directory and socket path", .temporaryDirectory)
struct DataDirectoryTests {
  private var place: String { TemporaryDirectory.path }

  @Test func `is held by one daemon at a time, and free again afterwards`() throws {
    do {
      let first = try DataDirectory(place + "/var")
      #expect(throws: StartError.inUse(path: place + "/var", pid: "\(getpid())")) {
        try DataDirectory(place + "/var")
      }
      #expect(FileManager.default.fileExists(atPath: first.path + "/projections"))
    }
    _ = try DataDirectory(place + "/var")
  }

  /// Another test was starting a program just then; between its fork and its exec it had a copy of the
  /// descriptor, and the directory was held for that long.
  @Test func `is free at once, also while a program that is being started has a copy of its lock`()
    throws
  {
    var first: DataDirectory? = try DataDirectory(place + "/var")
    let copy = dup(try descriptor(of: place + "/var/lock"))
    defer { close(copy) }
    #expect(copy >= 0 && first?.path == place + "/var")
    first = nil
    _ = try DataDirectory(place + "/var")
  }

  private func descriptor(of path: String) throws -> Int32 {
    let all = try FileManager.default.contentsOfDirectory(atPath: "/proc/self/fd")
    let found = all.first {
      (try? FileManager.default.destinationOfSymbolicLink(atPath: "/proc/self/fd/\($0)")) == path
    }
    return try #require(found.flatMap { Int32($0) })
  }

  @Test func `says which path cannot be made`() {
    #expect(throws: StartError.directory(path: place + "/a/b", errno: ENOENT)) {
      try DataDirectory(place + "/a/b")
    }
  }

  @Test func `refuses a socket path that is too long, a plain file, or nowhere`() throws {
    let long = "/" + String(repeating: "x", count: SocketPath.bytesMax)
    #expect(throws: StartError.socketPathTooLong(path: long, bytes: SocketPath.bytesMax + 1)) {
      try SocketPath.claim(long)
    }
    let file = place + "/file"
    try Data([1]).write(to: URL(filePath: file))
    #expect(throws: StartError.notASocket(path: file)) { try SocketPath.claim(file) }
    #expect(FileManager.default.contents(atPath: file) == Data([1]))
    #expect(throws: StartError.socket(path: place + "/no/s", errno: ENOENT)) {
      try SocketPath.claim(place + "/no/s")
    }
  }

  @Test func `refuses a socket that is answered, and removes one that is not`() throws {
    let path = place + "/s"
    let descriptor = listener(path)
    #expect(throws: StartError.socketTaken(path: path)) { try SocketPath.claim(path) }
    #expect(SocketPath.isAnswered(path))
    close(descriptor)
    #expect(!SocketPath.isAnswered(path) && !SocketPath.isAnswered(place + "/none"))
    #expect(FileManager.default.fileExists(atPath: path))
    try SocketPath.claim(path)
    #expect(FileManager.default.fileExists(atPath: path) == false)
  }

  private func listener(_ path: String) -> Int32 {
    let descriptor = socket(AF_UNIX, Int32(SOCK_STREAM.rawValue), 0)
    var address = sockaddr_un()
    address.sun_family = sa_family_t(AF_UNIX)
    withUnsafeMutableBytes(of: &address.sun_path) { $0.copyBytes(from: path.utf8) }
    withUnsafePointer(to: &address) { pointer in
      pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
        #expect(bind(descriptor, $0, socklen_t(MemoryLayout<sockaddr_un>.size)) == 0)
      }
    }
    #expect(listen(descriptor, 1) == 0)
    return descriptor
  }
}
