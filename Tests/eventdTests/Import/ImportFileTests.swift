import Foundation
import TestSupport
import Testing

@testable import eventd

@Suite("Import file", .temporaryDirectory)
struct ImportFileTests {
  /// What `printf 'a,b\n1,2\n' | gzip -n` gives.
  private static let compressed: [UInt8] = [
    0x1f, 0x8b, 0x08, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x03, 0x4b, 0xd4, 0x49, 0xe2, 0x32,
    0xd4, 0x31, 0xe2, 0x02, 0x00, 0x7b, 0x07, 0x97, 0x0a, 0x08, 0x00, 0x00, 0x00,
  ]

  private func write(_ bytes: [UInt8], _ name: String) throws -> String {
    let path = "\(TemporaryDirectory.path)/\(name)"
    try Data(bytes).write(to: URL(fileURLWithPath: path))
    return path
  }

  @Test func `reads a plain file`() throws {
    let path = try write(Array("a,b\n".utf8), "plain.csv")
    #expect(try ImportFile.read(path) == Array("a,b\n".utf8))
  }

  @Test func `decompresses a file whose name ends in gz`() throws {
    let path = try write(Self.compressed, "packed.csv.gz")
    #expect(try ImportFile.read(path) == Array("a,b\n1,2\n".utf8))
  }

  @Test(arguments: [20, 24, 5, 0])
  func `tells that a compressed file is cut off`(length: Int) throws {
    let path = try write(Array(Self.compressed.prefix(length)), "cut.csv.gz")
    let error = try #require(throws: ImportError.self) { try ImportFile.read(path) }
    guard case .damaged(path, let message) = error else {
      Issue.record("\(error)")
      return
    }
    #expect(message.contains("gzip"))
    #expect("\(error)".contains("cut.csv.gz"))
  }

  @Test func `tells that a compressed file was changed`() throws {
    var bytes = Self.compressed
    bytes[21] ^= 1
    let path = try write(bytes, "changed.csv.gz")
    #expect(throws: ImportError.self) { try ImportFile.read(path) }
  }

  @Test(arguments: ["missing.csv", "missing.csv.gz"])
  func `tells that there is no such file`(name: String) {
    let path = "\(TemporaryDirectory.path)/\(name)"
    #expect(throws: ImportError.unreadable(path: path, errno: ENOENT)) {
      try ImportFile.read(path)
    }
  }

  @Test func `takes no more bytes than allowed, also when they are compressed`() throws {
    let plain = try write(Array(repeating: 0x61, count: 9), "plain.csv")
    #expect(throws: ImportError.tooLarge(path: plain, bytesMax: 8)) {
      try ImportFile.read(plain, bytesMax: 8)
    }
    let packed = try write(Self.compressed, "packed.csv.gz")
    #expect(try ImportFile.read(packed, bytesMax: 8).count == 8)
    #expect(throws: ImportError.tooLarge(path: packed, bytesMax: 7)) {
      try ImportFile.read(packed, bytesMax: 7)
    }
  }

  /// In a process of its own, since the PATH is that of the whole process.
  @Test func `tells that gzip is not installed`() async {
    await #expect(processExitsWith: .success) {
      let path = "\(NSTemporaryDirectory())/eventd-test-\(getpid()).csv.gz"
      try Data(Self.compressed).write(to: URL(fileURLWithPath: path))
      defer { unlink(path) }
      setenv("PATH", "/nonexistent", 1)
      #expect(throws: ImportError.gzipMissing(path: path)) { try ImportFile.read(path) }
    }
  }
}
