import Events
import Processes

/// Where a list of timers goes on: behind the one that was answered last. As text its key in hex and
/// its process: `8006…0000.folio-escalations`.
struct TimerCursor: Equatable {
  /// Empty: from the start.
  private let key: [UInt8]
  private let process: String

  init(_ entry: TimerEntry) {
    key = entry.key
    process = entry.process
  }

  init(_ text: String) throws(RPCStatus) {
    if text.isEmpty {
      (key, process) = ([], "")
      return
    }
    let parts = text.split(separator: ".", maxSplits: 1)
    guard parts.count == 2, let key = Self.bytes(parts[0]), key.count == Self.keyBytes else {
      throw Self.unknown
    }
    (self.key, process) = (key, String(parts[1]))
  }

  /// Due time, position and index.
  private static let keyBytes = 24

  static let unknown = RPCStatus(
    .invalidArgument, "'after' is not what an answer gave as 'next' for this request")

  var text: String {
    let hex = key.map { $0 < 16 ? "0" + String($0, radix: 16) : String($0, radix: 16) }
    return hex.joined() + "." + process
  }

  /// Behind which key the list of a process goes on. Timers of one due time are ordered by process.
  func after(_ name: String) -> [UInt8] {
    if key.isEmpty || name == process { return key }
    let due = Array(key.prefix(8))
    return name < process ? due + [UInt8](repeating: 0xff, count: 16) : due
  }

  private static func bytes(_ hex: Substring) -> [UInt8]? {
    let digits = Array(hex.utf8)
    guard digits.count % 2 == 0, digits.allSatisfy({ Self.digit($0) != nil }) else { return nil }
    return stride(from: 0, to: digits.count, by: 2).map {
      (Self.digit(digits[$0]) ?? 0) << 4 | (Self.digit(digits[$0 + 1]) ?? 0)
    }
  }

  private static func digit(_ byte: UInt8) -> UInt8? {
    switch byte {
    case UInt8(ascii: "0")...UInt8(ascii: "9"): byte - UInt8(ascii: "0")
    case UInt8(ascii: "a")...UInt8(ascii: "f"): byte - UInt8(ascii: "a") + 10
    default: nil
    }
  }
}
