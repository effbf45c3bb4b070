import Events
import Projections
import Schemas
import TestSupport
import Testing

/// Source: receivables page, “Reports”.
@Suite("PremiumReport", .temporaryDirectory)
struct PremiumReportTests {
  private static let today = LocalDate("2026-06-30")!
  /// Days past due; 0 is due today, -1 tomorrow.
  private static let ages = [-1, 0, 1, 30, 31, 60, 61, 90, 91, 400]

  /// A cuota of each age in soles, one in dollars of 30 days, one of another line and one of another
  /// broker; some are paid.
  private func fixture() async throws -> StatementFixture {
    let fixture = try StatementFixture()
    try await fixture.given(
      Premiums.policy(), Premiums.policy("S-1", .epsSalud),
      Premiums.policy("V-2", .vida, broker: "C-9"))
    for age in Self.ages {
      let due = Self.today.adding(days: -age)
      try await fixture.given(
        Premiums.cuota("A\(age)", Premiums.pen(10_000), issued: "2025-01-01", due: "\(due)"))
    }
    let due = "\(Self.today.adding(days: -30))"
    try await fixture.given(
      Premiums.cuota("U", Premiums.usd(5_000), due: due),
      Premiums.cuota("S", policy: "S-1", due: due),
      Premiums.cuota("B", policy: "V-2", due: due),
      Premiums.cuota("P", due: due), Premiums.cuota("Q", policy: "V-2", due: due),
      Premiums.payment("1", on: "2026-06-01", (.cuota("P"), Premiums.pen(25_000))),
      Premiums.payment("2", on: "2026-05-01", (.cuota("Q"), Premiums.pen(25_000))),
      Premiums.cuota("N", due: due), Premiums.annulled(.cuota("N")),
      Premiums.settlement("L1", due: due), Premiums.settlement("L2", due: due),
      Premiums.payment("3", on: "2026-04-01", (.settlement("L2"), Premiums.pen(90_000))))
    return fixture
  }

  private func report(
    _ fixture: StatementFixture, _ name: PremiumReportName, _ line: PremiumLine = .vida,
    broker: String? = nil, after: StatementPlace? = nil, limit: Int = 100
  ) throws -> PremiumReport {
    try fixture.reader.report(
      name, line, broker: broker, today: Self.today, after: after, limit: limit
    ).report
  }

  @Test func `lists what is owed and not past due`() async throws {
    let fixture = try await fixture()
    let report = try report(fixture, .cuotasPendientes)
    #expect(report.rows.map(\.document.number) == ["A0", "A-1"])
    #expect(report.sums.map { "\($0.amount) \($0.count)" } == ["PEN 200.00 2"])
    #expect(report.sums.map(\.age) == [nil])
  }

  @Test func `lists what is past due with its age, from 1 day on`() async throws {
    let fixture = try await fixture()
    let report = try report(fixture, .cuotasVencidas)
    #expect(
      report.rows.map { "\($0.document.number) \($0.ageDays)" } == [
        "A400 400", "A91 91", "A90 90", "A61 61", "A60 60", "A31 31", "A30 30", "B 30", "U 30",
        "A1 1",
      ])
    #expect(
      report.sums.map { "\($0.age.map { "\($0)" } ?? "—") \($0.amount) \($0.count)" } == [
        "upTo30 PEN 450.00 3", "upTo60 PEN 200.00 2", "upTo90 PEN 200.00 2",
        "over90 PEN 200.00 2", "upTo30 USD 50.00 1",
      ])
    #expect(report.count == 10)
  }

  @Test func `lists what is paid by payment date`() async throws {
    let fixture = try await fixture()
    #expect(
      try report(fixture, .cuotasPagadas).rows.map(\.document.number) == ["Q", "P"])
    #expect(
      try report(fixture, .cuotasPagadas, broker: "C-77").rows.map(\.document.number) == ["P"])
    #expect(try report(fixture, .cuotasPagadas, .epsSalud).rows.isEmpty)
  }

  @Test func `lists every liquidación de prima`() async throws {
    let fixture = try await fixture()
    let report = try report(fixture, .liquidacionesDePrima)
    #expect(
      report.rows.map { "\($0.document.number) \($0.status.code)" } == [
        "L2 pagada", "L1 vencida",
      ])
    #expect(report.sums.map(\.amount.minorUnits) == [180_000])
  }

  @Test func `is of one line and of one portfolio`() async throws {
    let fixture = try await fixture()
    #expect(
      try report(fixture, .cuotasVencidas, .epsSalud).rows.map(\.document.number) == ["S"])
    #expect(try report(fixture, .cuotasVencidas, .segurosGenerales).rows.isEmpty)
    #expect(
      try report(fixture, .cuotasVencidas, broker: "C-9").rows.map(\.document.number) == ["B"])
  }

  @Test func `counts and adds up what it does not list`() async throws {
    let fixture = try await fixture()
    let whole = try report(fixture, .cuotasVencidas)
    let short = try report(fixture, .cuotasVencidas, limit: 3)
    #expect(short.rows == Array(whole.rows.prefix(3)))
    #expect(short.sums == whole.sums)
    #expect(short.count == whole.count)
  }

  @Test(arguments: PremiumReportName.all, 1...4)
  func `goes on behind the row where it stopped`(name: PremiumReportName, limit: Int) async throws {
    let fixture = try await fixture()
    let whole = try report(fixture, name)
    #expect(whole.after == nil)
    var rows: [StatementRow] = []
    var after: StatementPlace?
    repeat {
      let page = try report(fixture, name, after: after, limit: limit)
      #expect(page.count == whole.count && page.sums == whole.sums)
      #expect(page.rows.count <= limit)
      rows += page.rows
      after = page.after
    } while after != nil
    #expect(rows == whole.rows)
  }

  @Test func `is of liquidaciones for Vida only`() {
    for line in PremiumLine.all {
      #expect(PremiumReportName.liquidacionesDePrima.covers(line) == (line == .vida))
      for name in PremiumReportName.all where name != .liquidacionesDePrima {
        #expect(name.covers(line))
      }
    }
  }
}
