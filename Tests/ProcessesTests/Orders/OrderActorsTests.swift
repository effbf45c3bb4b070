import Events
import Processes
import Projections
import Schemas
import SwiftProtobuf
import Testing

@Suite("Who acts in post-sale, and when") struct OrderActorsTests {
  @Test func `whoever acts has a role and a name`() throws {
    var scenario = try OrderScenario(.of(.cambioDePlan))
    let event: OrderInteractionRecorded = .interaction()
    #expect(
      try scenario.when(event.changed { $0.actor.role = .unspecified })?.code
        == "order.role-unknown")
    #expect(
      try scenario.when(event.changed { $0.actor.role = .UNRECOGNIZED(99) }, as: .binary)?.code
        == "order.role-unknown")
    #expect(
      try scenario.when(event.changed { $0.actor.role = .system })?.code
        == "order.system-role-reserved")
    let unnamed = event.changed {
      $0.actor.key = " "
      $0.actor.name = ""
    }
    #expect(try scenario.when(unnamed)?.code == "order.actor-unnamed")
    #expect(try scenario.when(event.changed { $0.actor.name = "" }) == nil)
  }

  /// Event, and who may append it.
  private static let entitled: [(any Message & Sendable, String, Set<OrderRole>)] = [
    (
      OrderInteractionRecorded.interaction(), "interaction",
      [
        .ejecutivoEmpresas, .gestorComercial, .gestorTecnico, .analistaTecnico,
        .responsableEmpresas, .jefeDivision,
      ]
    ),
    (
      OrderWorkOrderReported.report(.of("OT-1", .asignado)), "report",
      [
        .ejecutivoEmpresas, .gestorComercial, .gestorTecnico, .analistaTecnico,
        .responsableEmpresas, .jefeDivision, .unidadExterna,
      ]
    ),
    (OrderDocumentsArchived.archiving(), "archive", [.ejecutivoEmpresas]),
    (OrderDamageLinked.link(9), "link", [.ejecutivoEmpresas]),
    (OrderExecutiveAssigned.assigning("EE-2"), "assign", [.responsableEmpresas, .jefeDivision]),
    (OrderReopened.reopening(), "reopen", [.ejecutivoEmpresas, .responsableEmpresas]),
    (OrderReconnectionDateChanged.changing(to: "2026-06-01"), "change", [.gestorComercial]),
  ]

  @Test func `what is no step has its roles as well`() throws {
    for (event, name, roles) in Self.entitled {
      for role in OrderRole.allCases where role != .unspecified && role != .system {
        var scenario = try OrderScenario(.of(.cambioDePlan))
        let refusal = try scenario.when(event.by(role))
        #expect((refusal?.code == "order.role-not-entitled") != roles.contains(role), "\(name)")
      }
    }
  }

  @Test func `only the daemon says that time has passed, and it says nothing else`() throws {
    var scenario = try OrderScenario(.of(.cambioDePlan))
    let passed: OrderDeadlinePassed = .passed("attention-limit")
    let byPerson = passed.changed { $0.actor = .person(.responsableEmpresas) }
    #expect(try scenario.when(byPerson)?.code == "order.daemon-only")
    #expect(try scenario.when(passed)?.code == "order.system-role-reserved")
    #expect(try scenario.when(byPerson, origin: .process)?.code == "order.daemon-as-person")
    let interaction = OrderInteractionRecorded.interaction().changed {
      $0.actor = .daemonForTests
    }
    #expect(
      try scenario.when(interaction, origin: .process)?.code == "order.daemon-without-escalation")
    let reconnected = OrderServiceReconnected.with {
      $0.actor = .person(.gestorComercial)
    }
    #expect(try scenario.when(reconnected)?.code == "order.daemon-only")
  }

  @Test func `what is said to be true later than it is recorded is refused`() throws {
    var scenario = try OrderScenario()
    let received = OrderReceived.of(.cambioDePlan)
    let ahead = scenario.now.adding(seconds: 1)
    #expect(try scenario.when(received, effective: ahead)?.code == "order.effective-ahead")
    #expect(try scenario.when(received, effective: scenario.now) == nil)
  }

  @Test func `nothing of a request was true before it was received`() throws {
    var scenario = try OrderScenario()
    let receipt = Timestamp.at("2026-03-10T12:00:00Z")
    try scenario.given(OrderReceived.of(.cambioDePlan), effective: receipt)
    #expect(try scenario.order().receivedAt == receipt)
    let step = try scenario.step("B1")
    let before = Timestamp(microseconds: receipt.microseconds - 1)
    #expect(
      try scenario.when(step, effective: before)?.code == "order.effective-before-receipt")
    #expect(try scenario.when(step, effective: receipt) == nil)
  }
}

extension Message {
  /// The same event by someone in this role.
  fileprivate func by(_ role: OrderRole) -> any Message {
    let actor = OrderActor.person(role)
    switch self {
    case let event as OrderInteractionRecorded: return event.changed { $0.actor = actor }
    case let event as OrderWorkOrderReported: return event.changed { $0.actor = actor }
    case let event as OrderDocumentsArchived: return event.changed { $0.actor = actor }
    case let event as OrderDamageLinked: return event.changed { $0.actor = actor }
    case let event as OrderExecutiveAssigned: return event.changed { $0.actor = actor }
    case let event as OrderReopened: return event.changed { $0.actor = actor }
    case let event as OrderReconnectionDateChanged: return event.changed { $0.actor = actor }
    default: return self
    }
  }
}
