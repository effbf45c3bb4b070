import Events
import Processes
import Projections
import Schemas
import SwiftProtobuf
import Testing

@Suite("Receipt of post-sale requests") struct OrderReceiptTests {
  private func refusal(_ received: OrderReceived) throws -> Refusal? {
    var scenario = try OrderScenario()
    return try scenario.when(received, in: OrderScenario.number)
  }

  @Test(arguments: OrderProcedure.all)
  func `each procedure begins at its first step`(_ procedure: OrderProcedure) throws {
    let scenario = try OrderScenario(.of(procedure))
    let order = try scenario.order()
    #expect(order.step == OrderProcedures.path(procedure)?.steps.first?.id)
    #expect(order.executive.key == "EE-1")
  }

  // Clients.

  @Test func `natural persons are no clients`() throws {
    let person = OrderReceived.of(.cambioDePlan) {
      $0.client.document = .cedulaDeIdentidad
      $0.client.number = "3456789"
    }
    let refusal = try #require(try refusal(person))
    #expect(refusal.code == "order.natural-person")
    #expect(refusal.source == "postsale: introduction")
  }

  @Test(arguments: [
    ("1023275028", true), ("7", true), ("", false), ("10-2", false), ("102a", false),
    ("１２３", false),
  ])
  func `a NIT is digits and nothing else`(_ number: String, _ isTaken: Bool) throws {
    let received = OrderReceived.of(.cambioDePlan) { $0.client.number = number }
    #expect(try refusal(received)?.code == (isTaken ? nil : "order.not-a-nit"))
  }

  @Test func `a similar document is taken as it is written`() throws {
    let received = OrderReceived.of(.cambioDePlan) {
      $0.client.document = .similarAlNit
      $0.client.number = "RUN 12/2020-B"
    }
    #expect(try refusal(received) == nil)
    #expect(
      try refusal(received.changed { $0.client.number = " " })?.code == "order.fields-missing")
  }

  @Test(arguments: [
    "client.document", "client.name", "contract", "products", "executive.key",
    "products.number", "products.kind",
  ])
  func `a request carries what the page says`(_ field: String) throws {
    let received = OrderReceived.of(.cambioDePlan) {
      switch field {
      case "client.document": $0.client.document = .unspecified
      case "client.name": $0.client.name = ""
      case "contract": $0.contract = " "
      case "products": $0.products = []
      case "executive.key": $0.executive.key = ""
      case "products.number": $0.products[0].number = ""
      default: $0.products[0].kind = .unspecified
      }
    }
    let refusal = try #require(try refusal(received))
    #expect(refusal.code == "order.fields-missing")
    #expect(refusal.message.contains(field))
  }

  @Test func `a product is given once, without a slash, and not at any length`() throws {
    let twice = OrderReceived.of(.cambioDePlan) { $0.products.append($0.products[0]) }
    #expect(try refusal(twice)?.code == "order.product-twice")
    let slash = OrderReceived.of(.cambioDePlan) { $0.products[0].number = "440/1" }
    #expect(try refusal(slash)?.code == "order.slash-in-product")
    for (bytes, code) in [(64, nil), (65, "order.text-too-long")] as [(Int, String?)] {
      let long = String(repeating: "4", count: bytes)
      #expect(
        try refusal(.of(.cambioDePlan) { $0.products[0].number = long })?.code == code)
      #expect(try refusal(.of(.cambioDePlan) { $0.contract = long })?.code == code)
      #expect(try refusal(.of(.cambioDePlan) { $0.executive.key = long })?.code == code)
      #expect(try refusal(.of(.cambioDePlan) { $0.client.number = long })?.code == code)
    }
    let control = OrderReceived.of(.cambioDePlan) { $0.executive.key = "EE\u{0}1" }
    #expect(try refusal(control)?.code == "order.control-character")
  }

  @Test func `C and D go by the technology, but of HSPA`() throws {
    for (procedure, _) in OrderProcedures.all {
      let isNeeded = [.trasladoDeProductos, .suspensionYReconexion].contains(procedure)
      let without = OrderReceived.of(procedure) { $0.products[0].technology = .unspecified }
      #expect(try refusal(without)?.code == (isNeeded ? "order.technology-missing" : nil))
      let hspa = without.changed { $0.products[0].kind = .hspa }
      #expect(try refusal(hspa) == nil)
    }
  }

  // Channels and who asks: the page's, written down a second time.

  private static let channels = """
    A email whatsapp presencial carta telefono
    B email whatsapp presencial
    C email whatsapp presencial
    D email whatsapp presencial carta telefono
    E email whatsapp presencial carta telefono
    F telefono whatsapp
    G email whatsapp presencial carta telefono
    H email whatsapp carta
    I unspecified
    J unspecified
    K unspecified
    L telefono whatsapp email
    """

  @Test func `each procedure comes in by its channels`() throws {
    for line in Self.channels.split(separator: "\n") {
      let words = line.split(separator: " ")
      let procedure = try #require(OrderProcedure.all.first { $0.letter == words[0] })
      for channel in OrderChannel.allCases {
        let isTaken = words.dropFirst().contains { $0 == "\(channel)" }
        let refusal = try refusal(.of(procedure) { $0.channel = channel })
        #expect(
          refusal?.code == (isTaken ? nil : "order.channel-not-taken"), "\(procedure) \(channel)")
        if !isTaken { #expect(refusal?.source == "postsale: \(procedure.letter)") }
      }
    }
  }

  @Test func `clients ask for A to H, anyone for L, nobody for I, J and K`() throws {
    for procedure in OrderProcedure.all {
      for asker in OrderAsker.allCases {
        let isTaken =
          switch procedure.letter {
          case "I", "J", "K": asker == .unspecified
          case "L": asker != .unspecified
          default: asker == .cliente
          }
        let refusal = try refusal(.of(procedure) { $0.asker = asker })
        #expect(refusal?.code == (isTaken ? nil : "order.asker-not-taken"))
      }
    }
  }

  @Test func `the EE receives; K and L the AT as well`() throws {
    for procedure in OrderProcedure.all {
      for role in OrderRole.allCases where role != .system && role != .unspecified {
        let isTaken =
          role == .ejecutivoEmpresas
          || (role == .analistaTecnico && ["K", "L"].contains(procedure.letter))
        let refusal = try refusal(.of(procedure) { $0.actor = .person(role) })
        #expect(refusal?.code == (isTaken ? nil : "order.role-not-entitled"))
      }
    }
  }

  // The stream.

  @Test(arguments: ["order-147", "order-00000000", "order-0000014x", "order-000001470", "order"])
  func `a stream is named for its request`(_ name: String) throws {
    let rules = OrderRules(zone: try Fixture.zone("America/La_Paz"))
    let refusal = #expect(throws: Refusal.self) {
      try rules.initialState(of: try StreamName(name))
    }
    #expect(refusal?.code == "order.not-an-order-stream")
  }

  @Test func `a request is received once, in its own stream, and before anything else`() throws {
    var scenario = try OrderScenario(.of(.cambioDePlan))
    #expect(
      try scenario.when(OrderReceived.of(.cambioDePlan))?.code == "order.already-received")
    #expect(
      try scenario.when(OrderReceived.of(.cambioDePlan, number: 9), in: 10)?.code
        == "order.other-number")
    #expect(try scenario.when(.interaction(), in: 10)?.code == "order.not-received")
  }

  @Test func `binary is as good as JSON, and what nobody knows is refused`() throws {
    var scenario = try OrderScenario()
    #expect(try scenario.when(OrderReceived.of(.cambioDePlan), as: .binary) == nil)
    let unknown = try scenario.when(
      type: EventType("order.v1.StepTaken"), .json, Array(#"{"paso":"B1"}"#.utf8))
    #expect(unknown?.code == "order.unreadable")
    let type = try scenario.when(type: EventType("order.v1.Closed"), .json, Array("{}".utf8))
    #expect(type?.code == "order.unreadable")
    #expect(type?.allowed == OrderEvent.types)
  }

  @Test func `numbers outside their lists are refused`() throws {
    let cases: [(OrderReceived) -> OrderReceived] = [
      { $0.changed { $0.procedure = .UNRECOGNIZED(13) } },
      { $0.changed { $0.procedure = .unspecified } },
      { $0.changed { $0.client.document = .UNRECOGNIZED(9) } },
      { $0.changed { $0.products[0].kind = .UNRECOGNIZED(9) } },
      { $0.changed { $0.channel = .UNRECOGNIZED(9) } },
      { $0.changed { $0.asker = .UNRECOGNIZED(9) } },
      { $0.changed { $0.documents = [.of(.UNRECOGNIZED(9))] } },
      { $0.changed { $0.planChange.direction = .UNRECOGNIZED(9) } },
    ]
    for change in cases {
      var scenario = try OrderScenario()
      let code = try scenario.when(change(.of(.cambioDePlan)), as: .binary)?.code
      #expect(code == "order.unknown-value" || code == "order.role-not-entitled")
    }
  }
}
