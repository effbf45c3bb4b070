import Events
import Glibc

/// What a process did to the files of a directory, in order, as `Tests/Acceptance/support/shim.c`
/// wrote it down.
struct DiskTrace {
  enum Step {
    /// Opened; a file that was not there before is made.
    case opened(isNew: Bool)
    /// Begun to be written at an offset. `isSynced`: on the disk as soon as the call returns.
    case written(offset: Int, bytes: ArraySlice<UInt8>, isSynced: Bool)
    /// Everything that was written before is on the disk; of a directory, the names in it.
    case synced
    case truncated(bytes: Int)
    case renamed(from: String)
    case removed
  }

  struct Record {
    let path: String
    let step: Step
  }

  let records: [Record]

  init(path: String) throws(FaultsError) {
    let bytes = try readFile(path)
    var records: [Record] = []
    var offset = 0
    while offset < bytes.count {
      let header = 16
      guard offset + header <= bytes.count else { throw .malformedTrace(offset: offset) }
      let pathLength = Int(Self.number(bytes, offset + 2, 2))
      let length = Int(Self.number(bytes, offset + 4, 4))
      let argument = Int(Self.number(bytes, offset + 8, 8))
      let body = offset + header + pathLength
      guard body + length <= bytes.count else { throw .malformedTrace(offset: offset) }
      let content = bytes[body..<body + length]
      let flag = bytes[offset + 1] != 0
      let step: Step
      switch UnicodeScalar(bytes[offset]) {
      case "O": step = .opened(isNew: flag)
      case "W": step = .written(offset: argument, bytes: content, isSynced: flag)
      case "S": step = .synced
      case "T": step = .truncated(bytes: argument)
      case "R": step = .renamed(from: String(decoding: content, as: UTF8.self))
      case "U": step = .removed
      default: throw .malformedTrace(offset: offset)
      }
      let name = String(decoding: bytes[offset + header..<body], as: UTF8.self)
      records.append(Record(path: name, step: step))
      offset = body + length
    }
    self.records = records
  }

  private static func number(_ bytes: [UInt8], _ offset: Int, _ count: Int) -> UInt64 {
    bytes[offset..<offset + count].reversed().reduce(0) { $0 << 8 | UInt64($1) }
  }
}
