/// Why records were not taken into a copy of a log. Nothing of their batch is in the copy.
public enum ReplicaError: Error, Equatable, Sendable {
  /// The file of the copy itself cannot be read or written.
  case copy(ReadError)
  /// They are of another log.
  case foreignLog(own: String, found: String)
  /// They do not begin where the copy ends.
  case notNext(expected: Position, found: Position)
  /// The tree head is not that of the log at the end of the batch.
  case otherSize(end: UInt64, head: UInt64)
  /// What came for this position is no record, or not the one of this position.
  case record(Corruption)
  /// Recorded before the event at the position before.
  case recordedEarlier(Position)
  /// The event has not the next revision of its stream.
  case revision(Position, stream: String, expected: Revision, found: Revision)
  /// The first `size` events are not those of the signed tree head: the copy has others, or the records
  /// that came are others.
  case differs(size: UInt64, own: TreeHash, signed: TreeHash)
  /// The other log has fewer events than the copy, which was made from it: it was rolled back.
  case shorter(own: UInt64, found: UInt64)
}

extension ReplicaError: ReadFailing {
  public static func failure(_ error: LMDBError) -> ReplicaError { .copy(.failure(error)) }
  static func corrupt(_ corruption: Corruption) -> ReplicaError { .copy(.corrupt(corruption)) }
}

extension ReplicaError: CustomStringConvertible {
  public var description: String {
    switch self {
    case .copy(let error): error.description
    case .foreignLog(let own, let found):
      "this is a copy of \(own), and the records are of \(found); use another directory for them"
    case .notNext(let expected, let found):
      "the records begin at position \(found), and the copy goes on at \(expected); give the ones "
        + "that follow"
    case .otherSize(let end, let head):
      "the records end with event \(end), and the checkpoint is of \(head) events"
    case .record(let corruption):
      "what came\(corruption.position.map { " for position \($0)" } ?? "") is no sound record of it; "
        + "nothing of its batch was taken"
    case .recordedEarlier(let position):
      "the record of position \(position) has an earlier time than the one before it; nothing of its "
        + "batch was taken"
    case .revision(let position, let stream, let expected, let found):
      "the record of position \(position) is revision \(found) of \(stream), where \(expected) "
        + "follows; nothing of its batch was taken"
    case .differs(let size, let own, let signed):
      "the first \(size) events have the root \(own), and \(signed) was signed: an event before "
        + "position \(size) was changed, or the two logs have parted"
    case .shorter(let own, let found):
      "the log has \(found) events, and its copy \(own): it was rolled back or restored from an "
        + "older copy"
    }
  }
}
