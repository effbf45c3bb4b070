import Events
import Processes

/// A row that can be read: what happened to which case, when, by whom.
struct ImportRow: Equatable, Sendable {
  /// 1 for the first row after the header.
  let number: Int
  let caseID: String
  let activity: String
  let at: Timestamp
  /// The timestamp as the file writes it.
  let timestamp: String
  let resource: String
  /// 0 for the first row of this content in the file, 1 for the second, …
  let repetition: Int

  /// What an event id is worked out in.
  private static let namespace = EventID(high: 0x9d2f_61c4_7a0b_4e58, low: 0xb3c7_1f6e_05d8_42a9)

  /// The same row has the same id wherever it stands and in whichever file, compressed or not, so
  /// that a log which has grown can be imported again.
  var eventID: EventID {
    let parts = [caseID, activity, timestamp, resource, String(repetition)]
    // Each part with its length, so that no two rows run together into the same name.
    return EventID(
      namespace: Self.namespace, name: parts.map { "\($0.utf8.count):\($0)" }.joined())
  }
}
