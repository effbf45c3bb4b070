import Events
import Processes
import Projections
import Schemas
import SwiftProtobuf
import Testing

@Suite("Adopted time limits") struct FolioPolicyRulesTests {
  static let rule = "alta-de-tramite-not-moved"

  private func refusal(
    _ change: (inout FolioEscalationLimitAdopted) -> Void = { _ in },
    in stream: String = "policy-folio", as contentType: ContentType = .json
  ) throws -> Refusal? {
    let adoption: FolioEscalationLimitAdopted = .adoption(
      Self.rule, businessDays: 2, from: "2026-03-01")
    return try FolioPolicyRules.refusal(
      of: adoption.changed(change), in: StreamName(stream), as: contentType)
  }

  @Test(arguments: EscalationRules.all.map(\.name))
  func `a limit of each rule may be adopted`(_ rule: String) throws {
    #expect(try refusal { $0.rule = rule } == nil)
    #expect(try refusal({ $0.rule = rule }, as: .binary) == nil)
    #expect(
      try refusal {
        $0.rule = rule
        $0.calendarDays = 40
      } == nil)
  }

  @Test(arguments: [0, 1, 3650, 3651, UInt32.max])
  func `a limit has 1 to 3650 days`(_ days: UInt32) throws {
    let code = (1...3650).contains(days) ? nil : "policy.limit-out-of-range"
    #expect(try refusal { $0.businessDays = days }?.code == code)
    #expect(try refusal { $0.calendarDays = days }?.code == code)
  }

  @Test func `a rule, a limit, a date and a source are given`() throws {
    let unknown = try #require(try refusal { $0.rule = "anything" })
    #expect(unknown.code == "policy.rule-unknown")
    #expect(unknown.allowed == EscalationRules.all.map(\.name))
    #expect(try refusal { $0.limit = nil }?.code == "policy.limit-missing")
    #expect(try refusal { $0.validFrom = "" }?.code == "policy.not-a-date")
    #expect(try refusal { $0.validFrom = "2026-02-29" }?.code == "policy.not-a-date")
    #expect(try refusal { $0.source = " " }?.code == "policy.source-missing")
  }

  @Test(arguments: FolioRole.allCases)
  func `any known person adopts a limit`(_ role: FolioRole) throws {
    let refusal = try refusal { $0.actor = .person(role) }
    switch role {
    case .unspecified: #expect(refusal?.code == "folio.role-unknown")
    case .system: #expect(refusal?.code == "folio.system-role-reserved")
    default: #expect(refusal == nil)
    }
    #expect(
      try self.refusal { $0.actor = .with { $0.role = .agente } }?.code == "folio.actor-unnamed")
  }

  @Test(arguments: ["policy-claim", "policy", "policy-folio-2"])
  func `limits of folios are adopted in policy-folio only`(_ stream: String) throws {
    let refusal = try refusal(in: stream)
    #expect(refusal?.code == "policy.not-a-policy-stream")
    #expect(refusal?.allowed == ["policy-folio"])
  }

  @Test func `no other event is taken`() throws {
    let rules = FolioPolicyRules()
    let note = #expect(throws: Refusal.self) {
      try rules.decode(
        type: EventType("folio.v1.NoteAdded"), contentType: .json, data: Array("{}".utf8))
    }
    #expect(note?.code == "policy.unreadable")
    #expect(note?.allowed == ["folio.v1.EscalationLimitAdopted"])
    let unknownField = #expect(throws: Refusal.self) {
      try rules.decode(
        type: EventType("folio.v1.EscalationLimitAdopted"), contentType: .json,
        data: Array(#"{"days":3}"#.utf8))
    }
    #expect(unknownField?.code == "policy.unreadable")
  }
}
