import Events
import Projections
import Schemas
import SwiftProtobuf
import TestSupport
import Testing

/// A log and the view of credits that follows it.
private struct ClientsFixture {
  static let stream = "credit-1098765432"
  let log: TestLog
  let follower: Follower
  let reader: CreditClientsReader

  init() throws {
    log = try TestLog(clock: ManualClock("2018-07-15T12:00:00Z"))
    follower = try Follower(
      CreditClients(), path: TemporaryDirectory.path + "/clients.mdb", log: log.log)
    reader = CreditClientsReader(follower.store)
  }

  func enter(
    _ message: any Message, recorded: String, in stream: String = Self.stream
  ) async throws {
    log.clock.set(noon(recorded))
    try await log.append(stream, message)
    try follower.catchUp()
  }

  func client(_ cedula: String = "1098765432") throws -> CreditClient {
    let key = try #require(Cedula(cedula))
    return try #require(try reader.client(key))
  }

  func outcomes() throws -> [PromiseOutcome] { try client().row.contacts.map(\.outcome) }
}

private func contact(_ id: String, promising amount: Int64? = nil) -> CreditClientContacted {
  .with {
    $0.id = id
    $0.channel = .llamada
    $0.typification = amount == nil ? .noContesta : .promesaDePago
    if let amount {
      $0.promise.amount = pesos(amount).wire
      $0.promise.date = "2018-09-30"
    }
  }
}

@Suite("View of credits", .temporaryDirectory) struct CreditClientsTests {
  private func fixture() async throws -> ClientsFixture {
    let fixture = try ClientsFixture()
    try await fixture.enter(Credits.registered().message, recorded: "2018-07-15")
    try await fixture.enter(Credits.granted().message, recorded: "2018-07-15")
    return fixture
  }

  @Test func `shows a client with what was owed on any day`() async throws {
    let fixture = try await fixture()
    try await fixture.enter(
      Credits.paid("p-1", 125_000, on: "2018-08-20").message, recorded: "2018-10-10")
    let client = try fixture.client()
    #expect(client.row.name == "Íngrid Peña Ñúñez")
    #expect(client.row.birthDate == "1980-02-29")
    #expect(client.row.revision == 2)
    #expect(client.accounts.owed(on: "2018-08-20") == [500_000, 0, 0, 0])
    #expect(
      client.accounts.owed(on: "2018-08-20", knownBy: "2018-10-09") == [600_000, 20_000, 0, 5_000])
    let nobody = try #require(Cedula("52987654"))
    #expect(try fixture.reader.client(nobody) == nil)
  }

  @Test func `walks the clients in order of their number`() async throws {
    let fixture = try await fixture()
    for cedula in ["999", "52987654"] {
      try await fixture.enter(
        Credits.registered(cedula).message, recorded: "2018-07-16", in: "credit-\(cedula)")
    }
    func walk(after: String? = nil, most: Int = 10) throws -> [String] {
      var found: [String] = []
      try fixture.reader.scan(after: after.flatMap { Cedula($0) }) { client in
        found.append(client.cedula.digits)
        return found.count < most ? .next : .stop
      }
      return found
    }
    #expect(try walk() == ["999", "52987654", "1098765432"])
    #expect(try walk(after: "999") == ["52987654", "1098765432"])
    #expect(try walk(after: "1000") == ["52987654", "1098765432"])
    #expect(try walk(most: 2) == ["999", "52987654"])
    #expect(try walk(after: "1098765432") == [])
  }

  @Test func `knows what became of each promise`() async throws {
    let fixture = try await fixture()
    try await fixture.enter(contact("c-1"), recorded: "2018-09-20")
    try await fixture.enter(contact("c-2", promising: 1_000), recorded: "2018-09-20")
    #expect(try fixture.outcomes() == [.unspecified, .open])
    try await fixture.enter(contact("c-3", promising: 2_000), recorded: "2018-09-21")
    #expect(try fixture.outcomes() == [.unspecified, .replaced, .open])
    try await fixture.enter(
      Credits.paid("p-1", 2_000, on: "2018-09-22").message, recorded: "2018-09-22")
    #expect(try fixture.outcomes() == [.unspecified, .replaced, .kept])
    try await fixture.enter(Credits.reversed("r-1", "p-1").message, recorded: "2018-09-23")
    #expect(try fixture.outcomes() == [.unspecified, .replaced, .open])
    let passed = CreditDeadlinePassed.with {
      $0.promise = "c-3"
      $0.escalation.rule = "promise-not-kept"
    }
    try await fixture.enter(passed, recorded: "2018-10-01")
    #expect(try fixture.outcomes() == [.unspecified, .replaced, .notKept])
    #expect(try fixture.client().row.contacts[2].escalation.rule == "promise-not-kept")
    // What is paid afterwards changes nothing in that.
    try await fixture.enter(
      Credits.paid("p-2", 2_000, on: "2018-10-02").message, recorded: "2018-10-02")
    #expect(try fixture.outcomes() == [.unspecified, .replaced, .notKept])
    // A promise after one that was kept does not replace it.
    try await fixture.enter(contact("c-4", promising: 1_000), recorded: "2018-10-03")
    try await fixture.enter(
      Credits.paid("p-3", 1_000, on: "2018-10-03").message, recorded: "2018-10-03")
    try await fixture.enter(contact("c-5", promising: 1_000), recorded: "2018-10-04")
    #expect(try fixture.outcomes().suffix(2) == [.kept, .open])
  }

  @Test func `knows the adviser, the certificates and the death`() async throws {
    let fixture = try await fixture()
    try await fixture.enter(
      CreditAdviserAssigned.with { $0.adviser.name = "Iván" }, recorded: "2018-09-20")
    #expect(try fixture.client().row.adviser.name == "Iván")
    try await fixture.enter(CreditAdviserReleased(), recorded: "2018-09-21")
    #expect(try fixture.client().row.hasAdviser == false)
    try await fixture.enter(
      CreditCertificateIssued.with { $0.number = "C-1" }, recorded: "2018-09-22")
    try await fixture.enter(
      CreditIdCancelled.with { $0.resolution = "R-1" }, recorded: "2018-09-23")
    let row = try fixture.client().row
    #expect(row.certificates.map(\.certificate.number) == ["C-1"])
    #expect(row.idCancelled.resolution == "R-1")
  }

  @Test func `shows what claims pay, of clients that are kept here`() async throws {
    let fixture = try await fixture()
    let detected = ClaimCauseDetected.with { $0.client.id = "1098765432" }
    guard case .poolOpened(let pool) = ClaimMoney.opened(months: 2),
      case .poolMonthApplied(let month) = ClaimMoney.month(1, on: "2018-10-15")
    else { preconditionFailure() }
    for (message, recorded): (any Message, String) in [
      (detected, "2018-10-01"), (pool, "2018-10-10"), (month, "2018-10-15"),
    ] {
      try await fixture.enter(message, recorded: recorded, in: ClaimMoney.stream.text)
    }
    let accounts = try fixture.client().accounts
    #expect(accounts.pool(on: day("2018-10-15")) == pesos(125_000))
    #expect(accounts.owed(on: "2018-10-15") == [500_000, 40_000, 0, 10_000])
    // Of somebody else nothing is kept.
    try await fixture.enter(
      ClaimCauseDetected.with { $0.client.id = "52987654" }, recorded: "2018-10-16",
      in: "claim-00000002")
    try await fixture.enter(pool, recorded: "2018-10-16", in: "claim-00000002")
    #expect(fixture.follower.incident == nil)
  }

  @Test func `keeps the months of the report`() async throws {
    let fixture = try await fixture()
    let report = "credit-informe"
    for (subject, recorded): (CreditDeadlinePassed.OneOf_Subject, String) in [
      (.closedMonth("2018-07"), "2018-08-01"), (.unsentMonth("2018-07"), "2018-08-10"),
      (.closedMonth("2018-08"), "2018-09-01"),
    ] {
      try await fixture.enter(
        CreditDeadlinePassed.with { $0.subject = subject }, recorded: recorded, in: report)
    }
    try await fixture.enter(
      CreditReportSent.with {
        $0.month = "2018-07"
        $0.insurer = "LA EQUIDAD"
      }, recorded: "2018-09-02", in: report)
    let months = try fixture.reader.months(limit: 10)
    #expect(months.map(\.month) == ["2018-07", "2018-08"])
    #expect(months.map(\.hasLate) == [true, false])
    #expect(months.map(\.hasSent) == [true, false])
    #expect(
      try fixture.reader.months(after: YearMonth("2018-07"), limit: 1).map(\.month)
        == ["2018-08"])
    #expect(try fixture.reader.months(limit: 1).count == 1)
    let june = try #require(YearMonth("2018-06"))
    #expect(try fixture.reader.month(june) == nil)
  }

  @Test func `is the same when it is built anew`() async throws {
    let fixture = try await fixture()
    try await fixture.enter(contact("c-1", promising: 1_000), recorded: "2018-09-20")
    try await fixture.enter(
      Credits.paid("p-1", 125_000, on: "2018-08-20").message, recorded: "2018-10-10")
    let anew = try Follower(
      CreditClients(), path: TemporaryDirectory.path + "/anew.mdb", log: fixture.log.log)
    try anew.catchUp()
    #expect(try anew.store.digest() == fixture.follower.store.digest())
  }

  @Test(
    arguments: [
      ("credit-informes", CreditClientRegistered.with { $0.cedula = "1" } as any Message),
      ("credit-1098765432", CreditWrittenDown.with { $0.payment = "p-9" }),
    ])
  func `stands still at what admission refuses`(_ stream: String, _ message: any Message)
    async throws
  {
    let fixture = try await fixture()
    try await fixture.log.append(stream, message)
    #expect(throws: FollowerError.self) { try fixture.follower.catchUp() }
  }
}
