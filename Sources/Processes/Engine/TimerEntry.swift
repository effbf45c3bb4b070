public import Events
internal import Schemas

/// A timer that waits, with what it will do.
public struct TimerEntry: Equatable, Sendable {
  public let process: String
  public let stream: String
  public let timer: DueTimer
  public let outlook: TimerOutlook
  /// Orders the timers of a process: by due time, then by the event that set it.
  public let key: [UInt8]
  /// Of the last event that the instance has seen.
  public let revision: UInt64

  /// Keys of timers due at `time` and later are greater than this one, those before less.
  public static func key(at time: Timestamp) -> [UInt8] { Key(order(of: time)).bytes }

  /// Keys of timers due after `time` are greater than this one, those at it or before less.
  public static func key(after time: Timestamp) -> [UInt8] {
    Key(order(of: time), .max, .max).bytes
  }

  /// Unsigned in the order of the times, before 1970 too.
  static func order(of time: Timestamp) -> UInt64 {
    UInt64(bitPattern: time.microseconds) ^ (1 << 63)
  }
}

/// By due time; of those due at once by process, then by the event that set them.
extension TimerEntry: Comparable {
  public static func < (a: TimerEntry, b: TimerEntry) -> Bool {
    if a.timer.due != b.timer.due { return a.timer.due < b.timer.due }
    if a.process != b.process { return a.process < b.process }
    return a.key.lexicographicallyPrecedes(b.key)
  }
}

extension ProcessTables {
  func entry(_ timer: StoredTimer, of instance: StoredInstance) -> TimerEntry {
    let due = DueTimer(rule: timer.rule, due: Timestamp(microseconds: timer.due))
    guard let stream = try? StreamName(timer.stream) else {
      preconditionFailure("a timer of no stream: \(timer.stream)")
    }
    return TimerEntry(
      process: manager.name, stream: timer.stream, timer: due,
      outlook: manager.describe(
        due, of: Self.message([UInt8](instance.state)), in: stream),
      key: [UInt8](timer.key), revision: instance.revision)
  }
}
