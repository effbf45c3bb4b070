import Events
import Processes
import Projections
import Schemas
import SwiftProtobuf
import TestSupport
import Testing

/// A log with the rules of premiums, the process that acts on them, and the views that follow.
struct PremiumFixture {
  let log: TestLog
  let engine: ProcessEngine<PremiumDeadlines>
  let statement: Follower
  let ledger: Follower

  /// - Parameter start: RFC 3339.
  init(at start: String = "2026-03-02T15:00:00Z") throws {
    let calendar = try Fixture.calendar("PE")
    let path = TemporaryDirectory.path
    log = try TestLog(
      procedures: [PremiumRules(zone: calendar.zone), PolicyRules()], clock: ManualClock(start))
    engine = try ProcessEngine(
      PremiumDeadlines(calendar: calendar), directory: path, scratch: path + "/scratch",
      log: log.log)
    statement = try Follower(
      PremiumStatement(), path: path + "/statement.mdb", log: log.log)
    ledger = try Follower(
      LedgerProjection(PremiumBookkeeper()), path: path + "/ledger.mdb", log: log.log)
  }

  var reader: PremiumStatementReader { PremiumStatementReader(statement.store) }
  var books: LedgerReader { LedgerReader(ledger.store, PremiumAccounts.chart) }

  /// Appends, and lets the views follow.
  ///
  /// - Returns: the code of the refusal; `nil` when it was admitted.
  @discardableResult
  func when(_ message: any Message, in stream: String = Premiums.client) async throws -> String? {
    let event = NewEvent(
      id: EventID(high: 0x9e, low: log.log.head.count),
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

  func given(_ messages: any Message..., in stream: String = Premiums.client) async throws {
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
    try statement.catchUp()
    try ledger.catchUp()
  }

  func balance(_ account: LedgerAccount, _ currency: Currency = .pen) throws -> Money {
    try books.balance(of: account, currency).balance.net(on: account.normalSide)
  }

  func row(_ number: String, today: String) throws -> StatementRow? {
    var search = PremiumSearch()
    search.number = number
    return try reader.statement(search, today: date(today), limit: 1).rows.first
  }
}

extension StreamName {
  init(checked text: String) {
    do { try self.init(text) } catch { preconditionFailure("\(text): \(error)") }
  }
}
