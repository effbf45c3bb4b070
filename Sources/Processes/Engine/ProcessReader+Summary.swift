public import Events
import Projections
import Schemas

extension ProcessReader {
  /// How many timers wait, and when the earliest of them is or was due; those that cannot fire count.
  /// Complexity: constant, but for what is to be done at once, which is not counted as a deadline.
  public func summary() throws(LMDBError) -> (waiting: UInt64, earliest: Timestamp?) {
    try store.environment.read { transaction throws(LMDBError) in
      var earliest: Timestamp?
      var atOnce: UInt64 = 0
      try transaction.scan(tables.timers) { _, value throws(LMDBError) in
        let timer: StoredTimer = ProcessTables<P>.message(value.copied)
        if timer.due == DueTimer.atOnce.microseconds {
          atOnce += 1
          return .next
        }
        earliest = Timestamp(microseconds: timer.due)
        return .stop
      }
      return (try transaction.count(tables.timers) - atOnce, earliest)
    }
  }
}
