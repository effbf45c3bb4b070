/// Something in the log that cannot be: never guessed around, always reported with its position.
public struct Corruption: Error, Equatable, Sendable {
  /// `nil` where it is about a row that belongs to no single event.
  public let position: Position?
  public let finding: Finding

  public init(position: Position?, finding: Finding) {
    self.position = position
    self.finding = finding
  }

  public enum Finding: Equatable, Sendable {
    case hole
    case recordTooShort(bytes: Int)
    case unknownFormat(UInt8)
    case lengthsDisagree
    case checksum
    case indexDisagrees(stream: String, revision: Revision)
    /// A row of this table is not as long as its kind.
    case malformedRow(table: String)
    /// The Merkle tree has another number of leaves than the log has events.
    case treeSize(leaves: UInt64, events: UInt64)
    /// The Merkle tree has another hash here than that of the record.
    case treeDisagrees
    /// Recorded before the event at the position before.
    case recordedEarlier
    /// A row does not follow from the records, or one that has to be there is missing.
    case rowDisagrees(table: String, key: String)
    case missingTable(String)
    /// The rows of the table are not those that were written.
    case digest(table: String, rows: UInt64, rowsWritten: UInt64)
  }
}

extension Corruption: CustomStringConvertible {
  public var description: String {
    let what =
      switch finding {
      case .hole: "there is no event here, although later ones exist"
      case .recordTooShort(let bytes): "the record has only \(bytes) bytes"
      case .unknownFormat(let format): "the record has format \(format), which is not known"
      case .lengthsDisagree: "the lengths in the record do not add up to its size"
      case .checksum: "the checksum of the record is wrong"
      case .indexDisagrees(let stream, let revision) where position == nil:
        "the index of \(stream) has nothing for revision \(revision)"
      case .indexDisagrees(let stream, let revision):
        "the index of \(stream) leads here for revision \(revision), but another event is here"
      case .malformedRow(let table): "a row of the table \(table) has a wrong size"
      case .treeSize(let leaves, let events):
        "there are \(events) events, and the Merkle tree has \(leaves) leaves"
      case .recordedEarlier: "the event was recorded before the one at the position before"
      case .rowDisagrees(let table, let key):
        "the row \(key) of the table \(table) does not follow from the records"
      case .missingTable(let table): "there is no table \(table)"
      case .digest(let table, let rows, let rowsWritten):
        "the table \(table) is not as it was written: it has \(rows) rows of \(rowsWritten)"
          + (rows == rowsWritten ? ", and not the same" : "")
      case .treeDisagrees: "the Merkle tree has another hash than that of the record"
      }
    let place = position.map { " at position \($0)" } ?? ""
    return "the log is damaged\(place): \(what); restore it from a backup"
  }
}
