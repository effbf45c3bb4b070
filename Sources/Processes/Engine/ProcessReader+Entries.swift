public import Events
import Projections
import Schemas

extension ProcessReader {
  /// What a stream waits for, with what it will do, in order of due time.
  public func entries(of stream: StreamName) throws(LMDBError) -> [TimerEntry] {
    try store.environment.read { transaction throws(LMDBError) in
      guard let instance = try tables.instance(stream.text, transaction) else { return [] }
      return instance.timers.map { tables.entry($0, of: instance) }
        .filter { $0.timer.due != DueTimer.atOnce }.sorted()
    }
  }
}
