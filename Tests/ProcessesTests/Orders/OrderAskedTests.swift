import Events
import Processes
import Projections
import Schemas
import SwiftProtobuf
import Testing

@Suite("What post-sale requests ask for") struct OrderAskedTests {
  private func code(
    _ procedure: OrderProcedure, _ change: (inout OrderReceived) -> Void
  ) throws -> String? {
    var scenario = try OrderScenario()
    return try scenario.when(OrderReceived.of(procedure, change))?.code
  }

  @Test func `each procedure takes what it is about, and nothing else`() throws {
    for procedure in OrderProcedure.all {
      for other in OrderProcedure.all {
        let asked = OrderReceived.OneOf_Asked.asking(other)
        let fits =
          procedure == other || (asked == nil && OrderReceived.OneOf_Asked.asking(procedure) == nil)
        #expect(
          try code(procedure) { $0.asked = asked } == (fits ? nil : "order.asked-other"),
          "\(procedure) \(other)")
      }
    }
  }

  @Test(arguments: OrderProcedure.all)
  func `an empty wish says nothing`(_ procedure: OrderProcedure) throws {
    let code = try code(procedure) {
      switch $0.asked {
      case .supplementaryService: $0.supplementaryService = .init()
      case .planChange: $0.planChange = .init()
      case .transfer: $0.transfer = .init()
      case .suspension: $0.suspension = .init()
      case .reconnection: $0.reconnection = .init()
      case .trouble: $0.trouble = .init()
      case .billingClaim: $0.billingClaim = .init()
      case .callDetail: $0.callDetail = .init()
      case .withdrawal: $0.withdrawal = .init()
      case .supportVisit: $0.supportVisit = .init()
      case nil: break
      }
    }
    switch procedure.letter {
    case "I", "J", "K": #expect(code == nil)
    case "D": #expect(code == "order.not-a-date")
    case "F": #expect(code == "order.not-a-month")
    default: #expect(code == "order.fields-missing")
    }
  }

  @Test func `the category 013 is Y, Z or S, and no other service has one`() throws {
    for kind in OrderSupplementaryServiceKind.allCases where kind != .unspecified {
      for category in ["", "Y", "Z", "S", "X", "y"] {
        let isTaken =
          kind == .categoria013 ? ["Y", "Z", "S"].contains(category) : category.isEmpty
        let code = try code(.serviciosSuplementarios) {
          $0.supplementaryService.kind = kind
          $0.supplementaryService.category = category
        }
        #expect(code == (isTaken ? nil : "order.category-not-taken"))
      }
    }
  }

  @Test(arguments: [
    ("2026-04-01", "2026-04-02", nil), ("2026-04-01", "2026-04-01", "order.suspension-backwards"),
    ("2026-04-02", "2026-04-01", "order.suspension-backwards"),
    ("2026-02-30", "2026-04-01", "order.not-a-date"),
  ])
  func `a suspension has a start and a later end`(
    _ start: String, _ end: String, _ expected: String?
  ) throws {
    #expect(
      try code(.suspensionYReconexion) { $0.asked = .suspending(start, end) } == expected)
  }

  @Test func `a reconnection names a suspension of the contract that still runs`() throws {
    var scenario = try OrderScenario()
    let asking = OrderReceived.of(.suspensionYReconexion) { $0.asked = .reconnecting(146) }
    #expect(try scenario.when(asking)?.code == "order.suspension-not-in-force")
    try scenario.given(.of(.suspensionYReconexion, number: 146))
    #expect(try scenario.when(asking)?.code == "order.suspension-not-in-force")
    try scenario.given(steps: "D1 yes", "D2 suspension", "D3 yes", "D4", in: 146)
    #expect(
      try scenario.when(asking.changed { $0.contract = "C-78" })?.code
        == "order.suspension-not-in-force")
    #expect(try scenario.when(asking) == nil)
  }

  @Test(arguments: [
    (["2026-03"], nil), (["2025-12", "2026-01"], nil), (["2026-04"], "order.month-ahead"),
    (["2026-3"], "order.not-a-month"), (["2026-13"], "order.not-a-month"),
    (["2026-02", "2026-02"], "order.asked-twice"), ([], "order.fields-missing"),
  ])
  func `a detail of calls is for months that have begun, each once`(
    _ months: [String], _ expected: String?
  ) throws {
    #expect(try code(.detalleDeLlamadas) { $0.callDetail.months = months } == expected)
  }

  @Test func `the month of the receipt is the one in Bolivia`() throws {
    // 31 March, 23:59 there.
    var scenario = try OrderScenario(at: "2026-04-01T03:59:00Z")
    let april = OrderReceived.of(.detalleDeLlamadas) { $0.callDetail.months = ["2026-04"] }
    #expect(try scenario.when(april)?.code == "order.month-ahead")
    scenario.now = Timestamp.at("2026-04-01T04:00:00Z")
    #expect(try scenario.when(april) == nil)
  }

  @Test func `telephones are given, each once`() throws {
    #expect(
      try code(.detalleDeLlamadas) { $0.callDetail.telephones = ["44", "44"] }
        == "order.asked-twice")
    #expect(
      try code(.detalleDeLlamadas) { $0.callDetail.telephones = ["44", " "] }
        == "order.fields-missing")
  }
}
