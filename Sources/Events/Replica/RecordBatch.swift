/// Records as they are stored, checksums included, from one position on without a gap.
public struct RecordBatch: Equatable, Sendable {
  /// Position of the first record; where the next one would be when there is none.
  public let first: Position
  public let records: [[UInt8]]

  public init(first: Position, records: [[UInt8]]) {
    self.first = first
    self.records = records
  }

  /// The position behind the last record: the size of the tree in which it is the last leaf.
  public var end: Position { Position(first.rawValue + UInt64(records.count)) }
}

extension EventLog {
  /// The records from `start` on and before `end`, at most `Limits.recordBatchRecordsMax` of them and at
  /// most about `Limits.readBatchBytesMax` bytes; none at the end of the log. Each was checked, and was
  /// durable before it could be read.
  public func records(
    from start: Position, until end: Position
  ) throws(ReadError) -> RecordBatch {
    var records: [[UInt8]] = []
    var bytes = 0
    do throws(ScanError<Never>) {
      try scan(from: start) { view throws(Never) in
        if view.position >= end || records.count >= Limits.recordBatchRecordsMax
          || bytes >= Limits.readBatchBytesMax
        {
          return .stop
        }
        let record = view.record
        bytes += record.count
        records.append(record)
        return .next
      }
    } catch {
      throw error.read
    }
    return RecordBatch(first: start, records: records)
  }
}
