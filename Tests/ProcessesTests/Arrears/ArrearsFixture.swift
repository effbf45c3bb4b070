import Events
import Processes
import Projections
import Schemas
import SwiftProtobuf
import TestSupport
import Testing

/// A log with the rules of arrears, the process that acts on them, and the views that follow.
struct ArrearsFixture {
  let log: TestLog
  let engine: ProcessEngine<ArrearsDeadlines>
  let portfolio: Follower
  let ledger: Follower

  /// - Parameter start: RFC 3339.
  init(at start: String = "2026-03-02T14:00:00Z") throws {
    let calendar = try Fixture.calendar("BO")
    let path = TemporaryDirectory.path
    log = try TestLog(
      procedures: [ArrearsRules(zone: calendar.zone), PolicyRules()], clock: ManualClock(start))
    engine = try ProcessEngine(
      ArrearsDeadlines(calendar: calendar), directory: path, scratch: path + "/scratch",
      log: log.log)
    portfolio = try Follower(ArrearsPortfolio(), path: path + "/portfolio.mdb", log: log.log)
    ledger = try Follower(
      LedgerProjection(ArrearsBookkeeper()), path: path + "/ledger.mdb", log: log.log)
  }

  var reader: ArrearsReader { ArrearsReader(portfolio.store) }
  var books: LedgerReader { LedgerReader(ledger.store, ArrearsAccounts.chart) }

  /// Appends, and lets the views follow.
  ///
  /// - Returns: the code of the refusal; `nil` when it was admitted.
  @discardableResult
  func when(_ message: any Message, in stream: String = Arrears.client) async throws -> String? {
    let event = NewEvent(
      id: EventID(high: 0xa4, low: log.log.head.count),
      type: try EventType(type(of: message).protoMessageName), contentType: .json,
      data: Array(try message.jsonString().utf8))
    do throws(AppendError) {
      _ = try await log.log.append(
        Append(stream: StreamName(checked: stream), expected: .any, events: [event]))
    } catch {
      guard case .refused(let refusal) = error else { throw error }
      return refusal.code
    }
    try follow()
    return nil
  }

  func given(_ messages: any Message..., in stream: String = Arrears.client) async throws {
    for message in messages {
      let code = try await when(message, in: stream)
      try #require(code == nil, "\(message)")
    }
  }

  /// Lets the time be this, and the daemon do what is due.
  func advance(to now: Timestamp) async throws {
    log.clock.set(now)
    while case .fired = try await engine.step(now: now) {}
    try follow()
  }

  func follow() throws {
    try portfolio.catchUp()
    try ledger.catchUp()
  }

  func balance(_ account: LedgerAccount, _ scope: LedgerScope = .account) throws -> String {
    try books.balance(of: account, .bob, scope).balance.net(on: account.normalSide).decimal
  }

  func page(_ stream: String = Arrears.client) throws -> ArrearsPage {
    let nit = try #require(ArrearsNIT(stream: StreamName(stream)))
    return try #require(try reader.page(nit).page)
  }

  /// One line a debt: contract, product, amount, invoices, oldest month.
  func debts(
    byProduct: Bool = false, executive: String? = nil, of nit: String? = nil,
    contract: String? = nil, limit: Int = 100
  ) throws -> [String] {
    var found: [String] = []
    var after: String?
    repeat {
      let answer = try reader.debts(
        of: nit, contract: contract, executive: executive, byProduct: byProduct, after: after,
        limit: limit)
      found += try answer.debts.map { debt in
        let product = byProduct ? " \(debt.product.number)" : ""
        let amount = try Money(debt.amount).decimal
        return "\(debt.contract)\(product) \(amount) \(debt.invoices) \(debt.oldestMonth)"
      }
      after = answer.after
    } while after != nil
    return found
  }
}
