import Events
import Processes
import Projections
import Schemas
import SwiftProtobuf
import Testing

@Suite("Adopted figures") struct PolicyRulesTests {
  static let rule = "alta-de-tramite-not-moved"

  private func refusal(
    in stream: String = "policy-folio", as contentType: ContentType = .json,
    _ change: (inout PolicyFigureAdopted) -> Void = { _ in }
  ) throws -> Refusal? {
    var adoption: PolicyFigureAdopted = .adoption(Self.rule, businessDays: 2, from: "2026-03-01")
    change(&adoption)
    return try PolicyScenario.refusal(of: adoption, in: StreamName(stream), as: contentType)
  }

  @Test(arguments: PolicyCatalog.figures)
  func `a figure takes its built-in value, or none`(_ figure: PolicyFigure) throws {
    #expect(
      try refusal(in: figure.stream.text) {
        $0.figure = figure.name
        $0.noLimit = true
      } == nil)
    guard let value = figure.builtIn else { return }
    #expect(
      try refusal(in: figure.stream.text, as: .binary) {
        $0.figure = figure.name
        switch value {
        case .businessDays(let days): $0.businessDays = UInt32(days)
        case .calendarDays(let days): $0.calendarDays = UInt32(days)
        case .minutes(let minutes): $0.minutes = UInt32(minutes)
        case .count(let count): $0.count = UInt32(count)
        case .percent(let percent): $0.percentHundredths = UInt32(percent.hundredths)
        case .amount(let amount): $0.amount = amount.wire
        case .date(let date): $0.date = "\(date)"
        }
      } == nil)
  }

  @Test func `no two figures share a name, and each has a title and a source`() {
    let names = PolicyCatalog.figures.map { "\($0.area)/\($0.name)" }
    #expect(Set(names).count == names.count)
    #expect(PolicyCatalog.figures.allSatisfy { !$0.title.isEmpty && !$0.source.isEmpty })
  }

  @Test(arguments: [0, 1, 3650, 3651, UInt32.max])
  func `a limit has 1 to 3650 days`(_ days: UInt32) throws {
    let code = (1...3650).contains(days) ? nil : "policy.value-not-taken"
    #expect(try refusal { $0.businessDays = days }?.code == code)
    #expect(try refusal { $0.calendarDays = days }?.code == code)
  }

  @Test func `a figure of days takes no minutes, count, percent, amount or date`() throws {
    let changes: [(inout PolicyFigureAdopted) -> Void] = [
      { $0.minutes = 60 }, { $0.count = 1 }, { $0.percentHundredths = 100 },
      { $0.amount = Money(minorUnits: 100, .mxn).wire }, { $0.date = "2026-01-01" },
    ]
    for change in changes {
      let refusal = try refusal { change(&$0) }
      #expect(refusal?.code == "policy.value-not-taken")
    }
  }

  @Test func `a person, a figure, a value, a date and a source are given`() throws {
    let unknown = try #require(try refusal { $0.figure = "anything" })
    #expect(unknown.code == "policy.figure-unknown")
    #expect(unknown.allowed == EscalationRules.all.map(\.name))
    #expect(try refusal { $0.actor = PolicyPerson() }?.code == "policy.actor-unnamed")
    #expect(try refusal { $0.value = nil }?.code == "policy.value-missing")
    #expect(try refusal { $0.noLimit = false }?.code == "policy.value-missing")
    #expect(try refusal { $0.validFrom = "" }?.code == "policy.not-a-date")
    #expect(try refusal { $0.validFrom = "2026-02-29" }?.code == "policy.not-a-date")
    #expect(try refusal { $0.date = "soon" }?.code == "policy.not-a-date")
    #expect(try refusal { $0.amount = WireMoney() }?.code == "policy.not-money")
    #expect(try refusal { $0.source = " " }?.code == "policy.source-missing")
  }

  @Test(arguments: ["policy-nothing", "policy", "policy-folio-2"])
  func `figures are adopted in the stream of their procedure only`(_ stream: String) throws {
    let refusal = try refusal(in: stream)
    #expect(refusal?.code == "policy.not-a-policy-stream")
    #expect(refusal?.allowed.contains("policy-folio") == true)
  }

  @Test func `no other event is taken`() throws {
    let rules = PolicyRules()
    let note = #expect(throws: Refusal.self) {
      try rules.decode(
        type: EventType("folio.v1.NoteAdded"), contentType: .json, data: Array("{}".utf8))
    }
    #expect(note?.code == "policy.unreadable")
    #expect(note?.allowed == ["policy.v1.FigureAdopted"])
    let unknownField = #expect(throws: Refusal.self) {
      try rules.decode(
        type: EventType("policy.v1.FigureAdopted"), contentType: .json,
        data: Array(#"{"days":3}"#.utf8))
    }
    #expect(unknownField?.code == "policy.unreadable")
  }
}
