public import Events
public import Schemas
import SwiftProtobuf

/// Reads the board of requests. Any thread; a read never waits for a write. Who may take a step and when
/// a limit passes is not stored here and stays absent.
public struct OrderBoardReader: Sendable {
  private let store: FollowerStore
  private let tables: OrderBoardTables

  /// - Parameter store: that of a follower of `OrderBoard`; traps with another.
  public init(_ store: FollowerStore) {
    self.store = store
    tables = OrderBoardTables(store.environment)
  }

  /// The counts, by procedure and step; a cell without requests is not named. Linear in the cells.
  public func board() throws(LMDBError) -> [OrderCell] {
    try store.environment.read { transaction throws(LMDBError) in
      var found: [(cell: OrderBoardCell, count: UInt64)] = []
      try transaction.scan(tables.counts) { key, value throws(LMDBError) in
        found.append((OrderBoardCell(key: key), value.bigEndian(at: 0)))
        return .next
      }
      var cells: [OrderCell] = []
      for (cell, count) in found.sorted(by: { $0.cell < $1.cell }) {
        var row = OrderCell()
        row.procedure = cell.procedure
        row.step = cell.step
        row.end = cell.end
        row.count = count
        if let oldest = try oldest(of: cell, transaction) { row.oldest = .init(oldest) }
        cells.append(row)
      }
      return cells
    }
  }

  private func oldest(
    of cell: OrderBoardCell, _ transaction: borrowing some Transaction & ~Copyable
  ) throws(LMDBError) -> Timestamp? {
    guard cell.isOpen else { return nil }
    var oldest: Timestamp?
    let prefix = cell.bytes
    try transaction.scan(tables.waiting, from: Key(prefix)) { key, _ throws(LMDBError) in
      if key.hasPrefix(prefix) {
        let ordered = key.bigEndian(at: prefix.count)
        oldest = Timestamp(microseconds: Int64(bitPattern: ordered ^ (1 << 63)))
      }
      return .stop
    }
    return oldest
  }

  /// One request; `nil` when there is none with this number.
  public func page(_ number: OrderNumber) throws(LMDBError) -> OrderPage? {
    try store.environment.read { transaction throws(LMDBError) in
      try tables.page(number, transaction)
    }
  }

  /// The highest number in use; `nil` when there are no requests.
  public func highestNumber() throws(LMDBError) -> OrderNumber? {
    try store.environment.read { transaction throws(LMDBError) in
      var highest: OrderNumber?
      try transaction.scan(tables.pages, .backwards) { key, _ throws(LMDBError) in
        highest = OrderNumber(key.bigEndian(at: 0))
        return .stop
      }
      return highest
    }
  }

  /// Which requests a list is of. What is `nil` does not filter.
  public struct Filter: Sendable {
    public var procedure: OrderProcedure?
    public var step: String?
    /// Key of the executive.
    public var executive: String?
    /// Number of the client's document.
    public var client: String?
    /// Also those that have ended.
    public var withEnded: Bool

    public init(
      procedure: OrderProcedure? = nil, step: String? = nil, executive: String? = nil,
      client: String? = nil, withEnded: Bool = false
    ) {
      self.procedure = procedure
      self.step = step
      self.executive = executive
      self.client = client
      self.withEnded = withEnded
    }

    func passes(_ row: OrderRow) -> Bool {
      (procedure == nil || procedure == row.procedure) && (step == nil || step == row.step)
        && (executive == nil || executive == row.executive.key)
        && (client == nil || client == row.client.number)
        && (withEnded || row.end == .unspecified)
    }
  }

  /// The requests that pass, in order of number. Linear in the requests that are passed over: those of
  /// the executive where one is given, else all.
  ///
  /// - Parameters:
  ///   - after: only numbers greater than this.
  ///   - limit: at most this many rows; traps unless positive.
  /// - Returns: the rows, and in `after` what to give to read on; 0 when there is no more.
  public func rows(
    _ filter: Filter = Filter(), after: UInt64 = 0, limit: Int
  ) throws(LMDBError) -> (rows: [OrderRow], after: UInt64) {
    precondition(limit > 0, "a list of at most \(limit) rows")
    guard after < .max else { return ([], 0) }
    return try store.environment.read { transaction throws(LMDBError) in
      var rows: [OrderRow] = []
      var isMore = false
      try each(filter.executive, from: after + 1, transaction) { row throws(LMDBError) in
        guard filter.passes(row) else { return .next }
        isMore = rows.count == limit
        if isMore { return .stop }
        rows.append(row)
        return .next
      }
      return (rows, isMore ? rows.last?.number ?? 0 : 0)
    }
  }

  /// The rows of one executive, or of all, in order of number.
  private func each(
    _ executive: String?, from first: UInt64,
    _ transaction: borrowing some Transaction & ~Copyable,
    _ body: (OrderRow) throws(LMDBError) -> ScanStep
  ) throws(LMDBError) {
    guard let executive else {
      try transaction.scan(tables.rows, from: Key(first)) { _, value throws(LMDBError) in
        try body(Row.message(value.copied))
      }
      return
    }
    guard CompositeKey.fits(executive) else { return }
    let prefix = CompositeKey(executive).bytes
    var numbers: [UInt64] = []
    let start = OrderBoardTables.key(executive, first)
    try transaction.scan(tables.executives, from: start) { key, _ throws(LMDBError) in
      guard key.hasPrefix(prefix) else { return .stop }
      numbers.append(key.bigEndian(at: prefix.count))
      return .next
    }
    for number in numbers {
      guard let row = try tables.row(number, transaction) else { continue }
      if try body(row) == .stop { return }
    }
  }

  /// Cronograma de visitas: those of an executive from one local day to another, both included, in
  /// order of time; at most `limit`.
  public func visits(
    of executive: String, from: LocalDate?, to: LocalDate?, limit: Int
  ) throws(LMDBError) -> [ScheduledVisit] {
    guard CompositeKey.fits(executive) else { return [] }
    return try store.environment.read { transaction throws(LMDBError) in
      var visits: [ScheduledVisit] = []
      let prefix = CompositeKey(executive).bytes
      let start = from.map { OrderBoardTables.key(executive, .init(BolivianTime.startOfDay($0))) }
      let end = to.map { BolivianTime.startOfDay($0.adding(days: 1)) }
      try transaction.scan(tables.visits, from: Key(start ?? prefix)) {
        key, value throws(LMDBError) in
        guard key.hasPrefix(prefix), visits.count < limit else { return .stop }
        let visit: ScheduledVisit = Row.message(value.copied)
        if let end, Timestamp(visit.visit.at) >= end { return .stop }
        visits.append(visit)
        return .next
      }
      return visits
    }
  }

  /// Cartera de clientes: the contracts of an executive by client and contract, with their requests.
  /// Linear in the executive's requests.
  public func portfolio(of executive: String) throws(LMDBError) -> [OrderContract] {
    try store.environment.read { transaction throws(LMDBError) in
      var contracts: [[String]: OrderContract] = [:]
      try each(executive, from: 0, transaction) { row throws(LMDBError) in
        var contract = contracts[[row.client.number, row.contract]] ?? OrderContract()
        contract.client = row.client
        contract.contract = row.contract
        contract.total += 1
        if row.end == .unspecified { contract.open += 1 }
        if Timestamp(row.received) > Timestamp(contract.lastReceived) {
          contract.lastReceived = row.received
        }
        contracts[[row.client.number, row.contract]] = contract
        return .next
      }
      return contracts.sorted { $0.key.lexicographicallyPrecedes($1.key) }.map(\.value)
    }
  }
}
