import Events
import Foundation
import TestSupport
import Testing

@Suite("A damaged file that is opened for reading", .temporaryDirectory)
struct ReadOnlyFileTests {
  /// A fuzzer gave LMDB a meta page whose size of a page is 0. It divides by that, and the process
  /// ended by a signal; to open for writing looked at the file before.
  @Test(arguments: [0, 1, 100, 511, 4095, 65_536])
  func `is refused where its page size cannot be`(pageBytes: UInt32) throws {
    let path = try log()
    var bytes = try Data(contentsOf: URL(filePath: path))
    for page in [0, 4096] {
      withUnsafeBytes(of: pageBytes.littleEndian) { size in
        bytes.replaceSubrange(page + 40..<page + 44, with: size)
      }
    }
    try bytes.write(to: URL(filePath: path))
    expectRefusal(path)
  }

  /// The second meta page would be touched in the map, behind the end of the file.
  @Test(arguments: [16, 152, 153, 1063, 4096, 4200])
  func `is refused where its meta pages are cut off`(count: Int) throws {
    let path = try log()
    let bytes = try Data(contentsOf: URL(filePath: path))
    try bytes.prefix(count).write(to: URL(filePath: path))
    expectRefusal(path)
  }

  private func log() throws -> String {
    let path = TemporaryDirectory.path + "/log.mdb"
    _ = try TestLog(path: path)
    return path
  }

  private func expectRefusal(_ path: String) {
    #expect {
      try LogFile(path: path)
    } throws: { error in
      guard case .failure(let cause) = error as? ReadError else { return false }
      return cause.damage == .notADatabase
    }
  }
}
