import EventdClient
import Events
import Processes
import Projections
import Schemas
import TestSupport
import Testing

@testable import eventd

/// Source: receivables page, “Ledger rules”: for every ledger and currency debits = credits at every
/// position.
@Suite("Ledgers of the daemon", .temporaryDirectory)
struct LedgersTests {
  /// One ledger as it follows the log.
  private struct Followed {
    let name: String
    let follower: Follower
    let reader: LedgerReader
    let anew: () throws -> Follower

    /// `premium` of `premium-ledger`.
    var kind: Substring { name.prefix { $0 != "-" } }

    init<B: Bookkeeper>(_ bookkeeper: B, _ log: EventLog, _ path: String) throws {
      let projection = LedgerProjection(bookkeeper)
      name = projection.name
      follower = try Follower(projection, path: "\(path)/\(name).mdb", log: log)
      reader = LedgerReader(follower.store, bookkeeper.chart)
      anew = {
        try Follower(
          LedgerProjection(bookkeeper), path: "\(path)/anew-\(projection.name).mdb", log: log)
      }
    }
  }

  private static func all(_ log: EventLog) throws -> [Followed] {
    let path = TemporaryDirectory.path
    return [
      try Followed(PremiumBookkeeper(), log, path), try Followed(CreditBookkeeper(), log, path),
      try Followed(ArrearsBookkeeper(), log, path),
    ]
  }

  @Test func `are those that the checks below follow`() throws {
    let registry = Registry(try Calendars())
    let test = try TestLog()
    #expect(
      registry.views.map(\.name).filter { $0.hasSuffix("-ledger") }
        == (try Self.all(test.log)).map(\.name))
  }

  /// The traffic of all ledgers at once. What waits for the daemon's own events, which do not come here,
  /// is refused and left out.
  @Test func `balance at every position and as of any two times, and come back the same`()
    async throws
  {
    var random = SeededRandom.printed()
    let test = try TestLog(
      procedures: Registry(try Calendars()).procedures, clock: ManualClock("2026-01-05T05:00:00Z"))
    let ledgers = try Self.all(test.log)
    let start = try #require(LocalDate("2026-01-05"))
    let kinds = TrafficKind.all.filter { ["premiums", "credits", "arrears"].contains($0.name) }
    let parts = kinds.map {
      $0.make(.init(seed: random.next(), cases: 8, start: start, days: 200))
    }
    var times: [Timestamp] = []
    for step in MixedTraffic(parts: parts) {
      test.clock.set(step.at)
      for event in step.events {
        let new = NewEvent(
          id: try #require(EventID(event.id)), type: try EventType(event.type),
          contentType: event.isJSON ? .json : .binary, data: event.data, metadata: event.metadata)
        let stream = try StreamName(step.stream)
        do throws(AppendError) {
          _ = try await test.log.append(Append(stream: stream, expected: .any, events: [new]))
        } catch {
          guard case .refused = error else { throw error }
          continue
        }
        for ledger in ledgers {
          try ledger.follower.catchUp()
          try requireBalanced(ledger, .latest)
        }
      }
      times.append(step.at)
    }
    for ledger in ledgers {
      for _ in 0..<100 {
        let day = start.adding(days: Int.random(in: -60...400, using: &random))
        try requireBalanced(
          ledger,
          LedgerMoment(
            effective: Bool.random(using: &random) ? day : nil,
            recorded: times.randomElement(using: &random)))
      }
      let anew = try ledger.anew()
      try anew.catchUp()
      #expect(try anew.store.digest() == ledger.follower.store.digest(), "\(ledger.name)")
    }
    for ledger in ledgers
    where kinds.contains(where: { "\($0.name)-ledger".hasPrefix(ledger.kind) }) {
      #expect(try !ledger.reader.journal(limit: 1).entries.isEmpty, "\(ledger.name)")
    }
  }

  private func requireBalanced(_ ledger: Followed, _ moment: LedgerMoment) throws {
    var nets: [Currency: Int64] = [:]
    for row in try ledger.reader.trialBalance(at: moment).rows {
      nets[row.currency, default: 0] += row.balance.net(on: .debit).minorUnits
    }
    try #require(nets.values.allSatisfy { $0 == 0 }, "\(ledger.name) \(moment): \(nets)")
  }
}
