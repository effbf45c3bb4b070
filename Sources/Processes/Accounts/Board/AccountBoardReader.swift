public import Events
public import Projections
public import Schemas
import SwiftProtobuf

/// Reads the board of accounts. Every answer comes from one snapshot.
///
/// Any thread; a read never waits for a write. Deadlines that wait are not stored here and stay absent.
public struct AccountBoardReader: Sendable {
  private let store: FollowerStore
  private let tables: AccountBoardTables

  /// - Parameter store: that of a follower of `AccountBoard`; traps with another.
  public init(_ store: FollowerStore) {
    self.store = store
    tables = AccountBoardTables(store.environment)
  }

  /// A list of the board, or one bucket of it.
  public enum Filter: Hashable, Sendable {
    /// Open steps, the oldest first.
    case tasks(AccountArea?)
    case quotes(AccountQuoteStatus?)
    case invoices(AccountInvoiceStatus?)
    case amendments(AccountAmendmentStatus?)
    /// By number.
    case accounts(AccountSituation?)
  }

  /// One account; `nil` when there is none with this number.
  public func page(_ number: AccountNumber) throws(LMDBError) -> AccountPage? {
    try store.environment.read { transaction throws(LMDBError) in
      try tables.page(number.rawValue, transaction)
    }
  }

  /// What each bucket holds and the time of its oldest row, in the order of lists and buckets. What
  /// there is none of is not named. Complexity: linear in the buckets.
  public func counts() throws(LMDBError) -> [AccountCount] {
    try store.environment.read { transaction throws(LMDBError) in
      var counts: [AccountCount] = []
      try transaction.scan(tables.counts) { key, value throws(LMDBError) in
        let bytes = key.copied
        guard let list = AccountList(rawValue: bytes[0]) else { return .next }
        counts.append(
          AccountCount.with {
            $0.bucket = .init(list, Int(bytes[1]))
            $0.count = value.bigEndian(at: 0)
          })
        return .next
      }
      for index in counts.indices {
        guard let bucket = counts[index].bucket, bucket.list != .accounts else { continue }
        let prefix = AccountBoardKey.prefix(bucket.list, bucket.number)
        try transaction.scan(tables.rows, from: prefix) { key, _ throws(LMDBError) in
          counts[index].oldest = .init(AccountBoardKey.time(in: key))
          return .stop
        }
      }
      return counts
    }
  }

  /// The rows of a list, by bucket, then time, then account.
  ///
  /// - Parameters:
  ///   - after: as an answer gave it in `next`; empty for the beginning. What is no key of this list
  ///     gives the beginning or nothing.
  ///   - limit: at most this many; traps unless positive.
  /// - Returns: the rows, and what to give to read on; empty when there is no more.
  public func rows(
    _ filter: Filter, after: [UInt8] = [], limit: Int
  ) throws(LMDBError) -> (rows: [AccountRow], next: [UInt8]) {
    precondition(limit > 0, "a list of at most \(limit) rows")
    let prefix = AccountBoardKey.prefix(filter.list, filter.bucket).bytes
    // The first key that can stand behind `after`.
    let start = after.starts(with: prefix) ? Key(after.prefix(Self.keyBytesMax) + [0]) : Key(prefix)
    return try store.environment.read { transaction throws(LMDBError) in
      var rows: [AccountRow] = []
      var last: [UInt8] = []
      var next: [UInt8] = []
      try transaction.scan(tables.rows, from: start) { key, value throws(LMDBError) in
        let isOfList =
          key.byteCount >= prefix.count && key.extracting(first: prefix.count).equals(prefix)
        guard isOfList else { return .stop }
        if rows.count == limit {
          next = last
          return .stop
        }
        rows.append(AccountBoardTables.message(value.copied))
        last = key.copied
        return .next
      }
      return (rows, next)
    }
  }

  /// LMDB takes keys of at most 511 bytes. Source: `mdb_env_get_maxkeysize`.
  private static let keyBytesMax = 510
}

extension AccountBoardReader.Filter {
  fileprivate var list: AccountList {
    switch self {
    case .tasks: .tasks
    case .quotes: .quotes
    case .invoices: .invoices
    case .amendments: .amendments
    case .accounts: .accounts
    }
  }

  fileprivate var bucket: UInt8? {
    let number =
      switch self {
      case .tasks(let area): area?.rawValue
      case .quotes(let status): status?.rawValue
      case .invoices(let status): status?.rawValue
      case .amendments(let status): status?.rawValue
      case .accounts(let situation): situation?.rawValue
      }
    return number.map { UInt8(clamping: $0) }
  }
}

extension AccountCount.OneOf_Bucket {
  fileprivate init(_ list: AccountList, _ number: Int) {
    switch list {
    case .tasks: self = .area(AccountArea(rawValue: number) ?? .unspecified)
    case .quotes: self = .quotes(AccountQuoteStatus(rawValue: number) ?? .unspecified)
    case .invoices: self = .invoices(AccountInvoiceStatus(rawValue: number) ?? .unspecified)
    case .amendments:
      self = .amendments(AccountAmendmentStatus(rawValue: number) ?? .unspecified)
    case .accounts: self = .situation(AccountSituation(rawValue: number) ?? .unspecified)
    }
  }

  fileprivate var list: AccountList {
    switch self {
    case .area: .tasks
    case .quotes: .quotes
    case .invoices: .invoices
    case .amendments: .amendments
    case .situation: .accounts
    }
  }

  fileprivate var number: UInt8 {
    switch self {
    case .area(let area): UInt8(clamping: area.rawValue)
    case .quotes(let status): UInt8(clamping: status.rawValue)
    case .invoices(let status): UInt8(clamping: status.rawValue)
    case .amendments(let status): UInt8(clamping: status.rawValue)
    case .situation(let situation): UInt8(clamping: situation.rawValue)
    }
  }
}
