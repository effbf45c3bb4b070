import Events
import Projections

/// The smallest view: how many events each stream has. The type `Bad` cannot be applied.
struct TallyProjection: Projection {
  let name = "tally"
  var version: UInt32 = 1
  let tables = ["tally"]
  var readableVersions: Set<UInt32> = []
  var categories: Set<String>?
  /// Whether it is the version in which somebody saw to that.
  var takesBad = false

  func apply(
    _ event: RecordedEvent, to rows: inout WriteTransaction, _ environment: Environment
  ) throws(FollowerError) {
    do throws(LMDBError) {
      let table = environment.table("tally")
      let key = Key(event.stream.text)
      let before = try rows.get(table, key) { value throws(LMDBError) in value.bigEndian(at: 0) }
      try rows.put(table, key, Key((before ?? 0) + 1).bytes)
    } catch {
      throw .failure(error)
    }
    // After the write, so that a test sees whether it is taken back.
    if event.type.text == "Bad", !takesBad {
      throw .poison(position: event.position, stream: event.stream, reason: "it is bad")
    }
  }

  static func counts(_ store: FollowerStore) throws -> [String: UInt64] {
    var counts: [String: UInt64] = [:]
    try store.environment.read { transaction throws(LMDBError) in
      try transaction.scan(store.environment.table("tally")) { key, value throws(LMDBError) in
        counts[key.copiedText] = value.bigEndian(at: 0)
        return .next
      }
    }
    return counts
  }
}
