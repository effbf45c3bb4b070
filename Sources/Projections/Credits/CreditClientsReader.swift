public import Events
public import Schemas
import SwiftProtobuf

/// Reads the view of credits. Every answer comes from one snapshot.
///
/// Any thread; a read never waits for a write.
public struct CreditClientsReader: Sendable {
  private let store: FollowerStore
  private let tables: CreditClientTables

  /// - Parameter store: that of a follower of `CreditClients`; traps with another.
  public init(_ store: FollowerStore) {
    self.store = store
    tables = CreditClientTables(store.environment)
  }

  /// One client; `nil` when there is none with this cédula.
  public func client(_ cedula: Cedula) throws(LMDBError) -> CreditClient? {
    try store.environment.read { transaction throws(LMDBError) in
      try tables.client(cedula, transaction).map { CreditClient(cedula, $0) }
    }
  }

  /// Walks the clients in order of cédula.
  ///
  /// - Parameters:
  ///   - after: begins behind it.
  ///   - body: says whether to go on. It must be quick: it holds the snapshot.
  public func scan(
    after: Cedula? = nil, _ body: (CreditClient) -> ScanStep
  ) throws(LMDBError) {
    try store.environment.read { transaction throws(LMDBError) in
      let start = after.map(CreditClientTables.key)
      try transaction.scan(tables.clients, from: start) { key, value throws(LMDBError) in
        if let start, key.equals(start.bytes) { return .next }
        guard let cedula = Cedula(key.extracting(droppingFirst: 1).copiedText) else {
          preconditionFailure("a row of no cédula")
        }
        return body(CreditClient(cedula, Row.message(value.copied)))
      }
    }
  }

  /// A month of the report; `nil` before it closed.
  public func month(_ month: YearMonth) throws(LMDBError) -> CreditReportMonth? {
    try store.environment.read { transaction throws(LMDBError) in
      try tables.month(month, transaction)
    }
  }

  /// The months of the report, in order.
  /// - Parameter after: begins behind it.
  public func months(
    after: YearMonth? = nil, limit: Int
  ) throws(LMDBError) -> [CreditReportMonth] {
    try store.environment.read { transaction throws(LMDBError) in
      var months: [CreditReportMonth] = []
      let start = after.map { Key("\($0.next)") }
      try transaction.scan(tables.months, from: start) { _, value throws(LMDBError) in
        if months.count >= limit { return .stop }
        months.append(Row.message(value.copied))
        return .next
      }
      return months
    }
  }
}

/// A client as the view has it.
public struct CreditClient: Sendable {
  public let cedula: Cedula
  /// What happened, but for what moved the accounts.
  public let row: StoredCreditClient
  public let accounts: CreditAccounts

  init(_ cedula: Cedula, _ row: StoredCreditClient) {
    self.cedula = cedula
    self.row = row
    accounts = CreditAccounts(row.accounts)
  }
}
