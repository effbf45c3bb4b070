/// Where a moment lies in the log.
extension EventLog {
  /// The position behind the last event that was recorded at or before `time`; the number of
  /// events until then. 0 when the log was created later.
  ///
  /// Recorded times never go backwards, so a binary search finds it.
  public func position(recordedAt time: Timestamp) throws(ReadError) -> Position {
    // All before `low` were recorded at or before `time`, all from `high` on later.
    var low: UInt64 = 0
    var high = try count()
    while low < high {
      let middle = low + (high - low) / 2
      if try recorded(at: Position(middle)) <= time { low = middle + 1 } else { high = middle }
    }
    return Position(low)
  }

  /// When the event at `position` was recorded; a position without an event is corruption.
  public func recorded(at position: Position) throws(ReadError) -> Timestamp {
    var recorded: Timestamp?
    do throws(ScanError<Never>) {
      try scan(from: position) { view throws(Never) in
        recorded = view.recorded
        return .stop
      }
    } catch {
      throw error.read
    }
    guard let recorded else {
      throw .corrupt(Corruption(position: position, finding: .hole))
    }
    return recorded
  }
}
