import Events
import Schemas
import SwiftProtobuf

/// The tables of the statement of account. The indexes follow from `documents`.
struct StatementTables: Sendable {
  /// Kind, number -> `StatementRow`.
  let documents: Table
  /// Broker, place -> nothing; and once more under no broker, for the insurer.
  let places: Table
  /// Criterion, its value, kind, number -> nothing.
  let exact: Table
  /// Line, due date, kind, number of what is owed -> nothing.
  let owed: Table
  /// Number of the policy -> `StatementPolicy`.
  let policies: Table
  /// Reference as it is compared -> `StatementPayment`, of payments that hold.
  let payments: Table
  /// Number -> `ReceiptPage` without its row.
  let receipts: Table

  static let names = [
    "documents", "places", "exact", "owed", "policies", "payments", "receipts",
  ]

  init(_ environment: Environment) {
    documents = environment.table("documents")
    places = environment.table("places")
    exact = environment.table("exact")
    owed = environment.table("owed")
    policies = environment.table("policies")
    payments = environment.table("payments")
    receipts = environment.table("receipts")
  }

  /// What an exact search goes by.
  enum Criterion: UInt8, CaseIterable {
    case policy = 1
    case client = 2
    case receipt = 3

    func value(_ row: StatementRow) -> String {
      switch self {
      case .policy: row.policy
      case .client: row.client
      case .receipt: row.receipt
      }
    }
  }

  func row(
    _ document: PremiumDocument, _ transaction: borrowing some Transaction & ~Copyable
  ) throws(LMDBError) -> StatementRow? {
    try transaction.get(documents, document.tableKey).map(Self.message)
  }

  /// Writes a row and the indexes that change with it.
  func replace(
    _ before: StatementRow?, with after: StatementRow, _ transaction: inout WriteTransaction
  ) throws(LMDBError) {
    let old = before.map(indexKeys) ?? []
    let new = indexKeys(after)
    for key in old where !new.contains(key) { try transaction.remove(key.table, key.key) }
    for key in new where !old.contains(key) { try transaction.put(key.table, key.key, []) }
    try transaction.put(documents, after.document.tableKey, Self.bytes(after))
  }

  private struct IndexKey: Equatable {
    let table: Table
    let key: Key

    static func == (a: IndexKey, b: IndexKey) -> Bool {
      a.table.name == b.table.name && a.key == b.key
    }
  }

  private func indexKeys(_ row: StatementRow) -> [IndexKey] {
    var keys = [row.broker.key, ""].map { broker in
      IndexKey(table: places, key: Self.place(row.place, broker: broker))
    }
    for criterion in Criterion.allCases where !criterion.value(row).isEmpty {
      var key = Self.exact(criterion, criterion.value(row))
      key.add(row.document)
      keys.append(IndexKey(table: exact, key: key.key))
    }
    if row.isOwed {
      var key = Self.owed(row.line)
      key.add(row.due)
      key.add(row.document)
      keys.append(IndexKey(table: owed, key: key.key))
    }
    return keys
  }

  static func place(_ place: StatementPlace, broker: String) -> Key {
    var key = CompositeKey(broker)
    key.add(place.date)
    key.add(
      .with {
        $0.kind = place.kind
        $0.number = place.number
      })
    return key.key
  }

  static func exact(_ criterion: Criterion, _ value: String) -> CompositeKey {
    var key = CompositeKey()
    key.add(byte: criterion.rawValue)
    key.add(value)
    return key
  }

  static func owed(_ line: PremiumLine) -> CompositeKey {
    var key = CompositeKey()
    key.add(byte: UInt8(truncatingIfNeeded: line.rawValue))
    return key
  }

  func get<M: Message>(
    _ table: Table, _ key: String, as message: M.Type = M.self,
    _ transaction: borrowing some Transaction & ~Copyable
  ) throws(LMDBError) -> M? {
    guard CompositeKey.fits(key), !key.isEmpty else { return nil }
    return try transaction.get(table, CompositeKey(key).key).map(Self.message)
  }

  func put(
    _ message: some Message, _ table: Table, _ key: String, _ transaction: inout WriteTransaction
  ) throws(LMDBError) {
    try transaction.put(table, CompositeKey(key).key, Self.bytes(message))
  }

  /// The rows were written by this same version of the code, so one that cannot be read is our own
  /// mistake.
  static func message<M: Message>(_ bytes: [UInt8]) -> M {
    do { return try M(serializedBytes: bytes) } catch { preconditionFailure("\(M.self): \(error)") }
  }

  /// No message here has a map, so equal messages give equal bytes.
  private static func bytes(_ message: some Message) -> [UInt8] {
    do { return try message.serializedBytes() } catch { preconditionFailure("\(error)") }
  }
}

extension CompositeKey {
  /// Kind and number.
  mutating func add(_ document: PremiumDocument) {
    add(byte: UInt8(truncatingIfNeeded: document.kind.rawValue))
    add(document.number)
  }
}

extension PremiumDocument {
  var tableKey: Key {
    var key = CompositeKey()
    key.add(self)
    return key.key
  }

  /// Reads what `CompositeKey.add(_: PremiumDocument)` wrote.
  init(key: RawSpan, at offset: Int) {
    let kind = key.extracting(offset..<offset + 1).copied[0]
    self = .with {
      $0.kind = PremiumDocumentKind(rawValue: Int(kind)) ?? .unspecified
      $0.number = key.texts(1, at: offset + 1)[0]
    }
  }
}
