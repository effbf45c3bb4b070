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
  func `a figure takes its built-in value, and none where it may be none`(
    _ figure: PolicyFigure
  ) throws {
    #expect(
      try refusal(in: figure.stream.text) {
        $0.figure = figure.name
        $0.noLimit = true
      }?.code == (figure.mayBeNone ? nil : "policy.value-not-taken"))
    guard let value = figure.builtIn else { return }
    #expect(
      try refusal(in: figure.stream.text, as: .binary) {
        $0.figure = figure.name
        $0.value = value.wire
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

  static let figures = [
    PolicyFigure(
      area: "a", name: "words", title: "Palabras", kind: .text, builtIn: nil, source: "this test"),
    PolicyFigure(
      area: "b", name: "words", title: "Lista", kind: .texts, builtIn: nil, source: "this test"),
    PolicyFigure(
      area: "b", name: "span", title: "Plazo", kind: .minutes, builtIn: nil, source: "this test"),
  ]

  private func isTaken(
    _ figure: PolicyFigure, _ change: (inout PolicyFigureAdopted) -> Void
  ) throws -> Bool {
    let adoption = PolicyFigureAdopted.adoption(figure.name, businessDays: 1, from: "2026-03-01")
      .changed(change)
    let refusal = try PolicyScenario.refusal(
      of: adoption, in: figure.stream, figures: Self.figures)
    #expect(refusal.map { $0.code == "policy.value-not-taken" } ?? true)
    return refusal == nil
  }

  @Test func `a text is one line of at most 200 characters`() throws {
    let words = Self.figures[0]
    #expect(try isTaken(words) { $0.text = "ñ" })
    #expect(try isTaken(words) { $0.text = String(repeating: "ñ", count: 200) })
    #expect(try !isTaken(words) { $0.text = String(repeating: "ñ", count: 201) })
    for text in ["", " ", "a\nb"] { #expect(try !isTaken(words) { $0.text = text }) }
    #expect(try !isTaken(words) { $0.texts.items = ["a"] })
  }

  @Test func `a list has 1 to 100 different lines`() throws {
    let list = Self.figures[1]
    #expect(try isTaken(list) { $0.texts.items = ["a", "b"] })
    #expect(try isTaken(list) { $0.texts.items = (1...100).map(String.init) })
    #expect(try !isTaken(list) { $0.texts.items = (1...101).map(String.init) })
    #expect(try !isTaken(list) { $0.texts.items = [] })
    #expect(try !isTaken(list) { $0.texts.items = ["a", "a"] })
    #expect(try !isTaken(list) { $0.texts.items = ["a", ""] })
  }

  @Test(arguments: [0, 1, 5_256_000, 5_256_001])
  func `a figure of minutes takes 1 to ten years of them`(_ minutes: UInt32) throws {
    #expect(
      try isTaken(Self.figures[2]) { $0.minutes = minutes }
        == (1...5_256_000).contains(minutes))
    #expect(try !isTaken(Self.figures[2]) { $0.businessDays = 1 })
  }

  @Test func `areas that name a figure alike keep apart what they adopt`() throws {
    var scenario = try ProcedureScenario(
      PolicyRules(figures: Self.figures), at: "2026-03-02T16:00:00Z")
    let adoption = PolicyFigureAdopted.adoption("words", businessDays: 1, from: "2026-03-01")
    try scenario.given(adoption.changed { $0.texts.items = ["x"] }, in: "policy-b")
    let book: PolicyBook = try #require(try scenario.state(of: "policy-b"))
    let date = LocalDate("2026-03-02")!
    #expect(book.texts(Self.figures[1], on: date) == ["x"])
    #expect(book.text(Self.figures[0], on: date) == "")
  }

  @Test func `a person, a figure, a value, a date and a source are given`() throws {
    let unknown = try #require(try refusal { $0.figure = "anything" })
    #expect(unknown.code == "policy.figure-unknown")
    #expect(
      unknown.allowed
        == PolicyCatalog.figures.filter { $0.area == "folio" }.map(\.name))
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
