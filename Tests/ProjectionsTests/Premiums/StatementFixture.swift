import Events
import Projections
import Schemas
import SwiftProtobuf
import TestSupport

/// A log without rules, and the statement and the ledger that follow it.
struct StatementFixture {
  let log: TestLog
  let statement: Follower
  let ledger: Follower
  let reader: PremiumStatementReader
  let books: LedgerReader

  init() throws {
    log = try TestLog()
    statement = try Follower(
      PremiumStatement(), path: TemporaryDirectory.path + "/statement.mdb", log: log.log)
    ledger = try Follower(
      LedgerProjection(PremiumBookkeeper()), path: TemporaryDirectory.path + "/ledger.mdb",
      log: log.log)
    reader = PremiumStatementReader(statement.store)
    books = LedgerReader(ledger.store, PremiumAccounts.chart)
  }

  func given(_ messages: any Message..., in stream: String = Premiums.client) async throws {
    try await log.appendAll(stream, messages)
    try statement.catchUp()
    try ledger.catchUp()
  }

  /// One line a row: number, status, and the date that it is matched on.
  func find(
    today: String = "2026-03-10", limit: Int = 100, _ fill: (inout PremiumSearch) -> Void = { _ in }
  ) throws -> [String] {
    var search = PremiumSearch()
    fill(&search)
    var found: [String] = []
    var after: StatementPlace?
    repeat {
      let page = try reader.statement(
        search, today: LocalDate(today)!, after: after, limit: limit)
      found += page.rows.map { "\($0.document.number) \($0.status.code) \($0.place.date)" }
      // As it comes back from a client.
      after = page.after.flatMap { StatementPlace($0.text) }
    } while after != nil
    return found
  }

  func balance(_ account: LedgerAccount, _ currency: Currency = .pen) throws -> String {
    try books.balance(of: account, currency).balance.net(on: account.normalSide).decimal
  }
}

extension DayRange {
  init(_ from: String?, _ to: String?) {
    self.init(from: from.map { LocalDate($0)! }, to: to.map { LocalDate($0)! })
  }
}
