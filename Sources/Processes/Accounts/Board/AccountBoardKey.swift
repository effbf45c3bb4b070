import Events
import Schemas

/// The lists of the board.
enum AccountList: UInt8, CaseIterable {
  case tasks = 1
  case quotes = 2
  case invoices = 3
  case amendments = 4
  case accounts = 5
}

/// Where a row is kept: in its list by bucket, then time, then account.
struct AccountBoardKey: Hashable {
  let list: AccountList
  /// An area, a status or a situation, as their enums number them.
  let bucket: UInt8
  let time: Timestamp
  let number: UInt64
  /// Tells the rows of one account apart.
  let id: String

  /// What fits into a key beside the numbers, a track and a step. The rules stay far below it.
  static let idBytesMax = 400

  /// List and bucket, one byte each; time in microseconds with the sign bit flipped and number, eight
  /// bytes big-endian each; the id in UTF-8.
  var key: Key {
    let time = UInt64(bitPattern: time.microseconds) ^ 1 << 63
    return Key([list.rawValue, bucket] + Key(time, number).bytes + Array(id.utf8))
  }

  /// The beginning of all keys of a bucket.
  var prefix: Key { Self.prefix(list, bucket) }

  static func prefix(_ list: AccountList, _ bucket: UInt8?) -> Key {
    Key([list.rawValue] + (bucket.map { [$0] } ?? []))
  }

  /// The time in a key.
  static func time(in key: RawSpan) -> Timestamp {
    Timestamp(microseconds: Int64(bitPattern: key.bigEndian(at: 2) ^ 1 << 63))
  }
}
