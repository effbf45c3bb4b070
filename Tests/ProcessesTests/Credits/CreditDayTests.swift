import Events
import Processes
import Projections
import Schemas
import SwiftProtobuf
import TestSupport
import Testing

/// What lists, portfolio, agenda and report say of a log that the rules admitted.
private struct BoardFixture {
  var scenario: CreditScenario
  private let log: TestLog
  private let follower: Follower
  private var followed = 0
  private let reader: CreditClientsReader

  init() throws {
    scenario = try CreditScenario()
    log = try TestLog(clock: ManualClock("2018-07-01T12:00:00Z"))
    follower = try Follower(
      CreditClients(), path: TemporaryDirectory.path + "/clients.mdb", log: log.log)
    reader = CreditClientsReader(follower.store)
  }

  mutating func given(
    _ event: any Message, in stream: String = CreditScenario.stream
  ) async throws {
    try scenario.given(event, in: stream)
    for event in scenario.recorded[followed...] {
      log.clock.set(event.recorded)
      _ = try await log.log.append(
        Append(
          stream: event.stream, expected: .any,
          events: [
            NewEvent(
              id: EventID(high: 3, low: event.position.rawValue), type: event.type,
              contentType: event.contentType, data: event.data)
          ]))
    }
    followed = scenario.recorded.count
    try follower.catchUp()
  }

  func day(_ date: String) -> CreditDay {
    CreditDay(ProcessesTests.day(date), PolicyBook())
  }

  func clients() throws -> [CreditClient] {
    var clients: [CreditClient] = []
    try reader.scan { client in
      clients.append(client)
      return .next
    }
    return clients
  }

  func report(_ date: String) throws -> (rows: [String], report: CreditReport) {
    var report = CreditReport(day(date))
    let rows = try clients().flatMap { report.add($0) }
      .map { "\($0.cedula) \($0.invoice) \($0.balance.units) \($0.daysPastDue)" }
    return (rows, report)
  }

  func agenda(_ date: String) throws -> [String] {
    var agenda = CreditAgenda(day(date))
    for client in try clients() { agenda.add(client) }
    return agenda.first(10) { _ in true }.rows.map(\.cedula)
  }

  /// `band obligations outstanding`, of bands with something in them.
  func portfolio(_ date: String) throws -> [String] {
    var portfolio = CreditPortfolio(day(date))
    for client in try clients() { portfolio.add(client) }
    return portfolio.rows.filter { $0.obligations + $0.writtenOff > 0 }.map {
      "\($0.band): \($0.obligations) \($0.outstanding.units)"
        + ($0.writtenOff > 0
          ? ", castigadas \($0.writtenOff) \($0.writtenOffOutstanding.units)" : "")
    }
  }
}

@Suite("Portfolio, agenda and report", .temporaryDirectory) struct CreditDayTests {
  private func fixture() async throws -> BoardFixture {
    var fixture = try BoardFixture()
    try await fixture.given(.registration())
    try await fixture.given(.credit())
    return fixture
  }

  @Test func `the report has what is vigente, insured and under 360 days past due`() async throws {
    var fixture = try await fixture()
    try await fixture.given(.credit("F-2", policy: ""))
    #expect(try fixture.report("2018-07-14").rows == [])
    #expect(try fixture.report("2018-07-31").rows == ["1098765432 F-1 600000 0"])
    #expect(try fixture.report("2018-07-31").report.notCovered == 1)
    // 359 days on 2019-08-09, 360 on the day after.
    let last = try fixture.report("2019-08-09")
    #expect(last.rows == ["1098765432 F-1 750000 359"])
    #expect(last.report.total == pesos(750_000))
    let none = try fixture.report("2019-08-10")
    #expect(none.rows == [])
    #expect(none.report.obligations == 0)
    #expect(none.report.notCovered == 2)
    #expect(none.report.notCoveredTotal == pesos(1_500_000))
  }

  @Test func `the report of a past month changes with what is recorded later`() async throws {
    var fixture = try await fixture()
    try fixture.scenario.at("2018-10-10")
    #expect(try fixture.report("2018-08-31").rows == ["1098765432 F-1 625000 16"])
    try await fixture.given(.payment("p-1", 125_000, on: "2018-08-20"))
    #expect(try fixture.report("2018-08-31").rows == ["1098765432 F-1 500000 0"])
    try await fixture.given(.writeOff("k-1", on: "2018-10-01"))
    #expect(try fixture.report("2018-09-30").rows.count == 1)
    #expect(try fixture.report("2018-10-31").rows == [])
  }

  @Test func `the portfolio counts each obligation in its own band`() async throws {
    var fixture = try await fixture()
    try await fixture.given(.credit("F-2", first: "2018-08-01"))
    #expect(try fixture.portfolio("2018-07-31") == ["0: 2 1200000"])
    #expect(try fixture.portfolio("2018-08-15") == ["0: 1 625000", "1: 1 625000"])
    #expect(try fixture.portfolio("2018-09-01") == ["1: 1 625000", "2: 1 650000"])
    try fixture.scenario.at("2018-09-01")
    try await fixture.given(.writeOff("k-1", on: "2018-09-01", of: "F-2"))
    #expect(
      try fixture.portfolio("2018-09-01") == ["1: 1 625000", "2: 0 0, castigadas 1 650000"])
  }

  @Test func `the agenda has the oldest promise first, then the longest past due`() async throws {
    var fixture = try await fixture()
    for (cedula, first) in [("52987654", "2018-08-01"), ("999", "2018-08-20")] {
      try await fixture.given(.registration(cedula), in: "credit-\(cedula)")
      try await fixture.given(.credit("F-\(cedula)", first: first), in: "credit-\(cedula)")
    }
    #expect(try fixture.agenda("2018-07-31") == [])
    #expect(try fixture.agenda("2018-08-19") == ["52987654", "1098765432"])
    try fixture.scenario.at("2018-08-25")
    try await fixture.given(.promise("c-1", 1_000, by: "2018-08-27"), in: "credit-999")
    #expect(try fixture.agenda("2018-08-25") == ["999", "52987654", "1098765432"])
    try await fixture.given(.promise("c-1", 1_000, by: "2018-08-26"))
    #expect(try fixture.agenda("2018-08-25") == ["1098765432", "999", "52987654"])
    // A promise that was kept is none to ask about.
    try await fixture.given(.payment("p-1", 1_000, on: "2018-08-25"))
    #expect(try fixture.agenda("2018-08-25") == ["999", "52987654", "1098765432"])
  }

  @Test func `a client's page has what was true on the day`() async throws {
    var fixture = try await fixture()
    try fixture.scenario.at("2018-09-20")
    try await fixture.given(.payment("p-1", 125_000, on: "2018-09-10"))
    let client = try #require(try fixture.clients().first)
    let before = fixture.day("2018-09-09").page(of: client)
    #expect(before.obligations[0].movements.map(\.kind) == ["disbursement", "accrual"])
    #expect(before.row.daysPastDue == 25)
    #expect(before.row.band == 1)
    let after = fixture.day("2018-09-10").page(of: client)
    #expect(after.obligations[0].movements.last?.id == "p-1")
    #expect(after.obligations[0].balance.total == pesos(500_000).wire)
    #expect(after.obligations[0].nextInstalment.dueDate == "2018-09-15")
    #expect(after.obligations[0].nextInstalment.amount == pesos(125_000).wire)
    #expect(after.row.daysPastDue == 0)
    #expect(after.obligations[0].covered)
  }
}
