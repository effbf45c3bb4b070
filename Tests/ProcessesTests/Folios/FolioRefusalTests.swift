import Events
import Processes
import Projections
import Schemas
import Testing

@Suite("Refusals of folios") struct FolioRefusalTests {
  static let number = FolioNumber(399_734)!
  static let date = LocalDate("2026-03-02")!

  /// One of each.
  static let all: [FolioRefusal] = [
    .notAFolioStream(number.stream), .unreadable(.notUTF8),
    .unknownValue(field: "ramo", number: 9), .fieldsMissing(["ramo"], .form),
    .notADate("x", field: "created"), .roleUnknown(number: 0), .actorUnnamed, .systemRoleReserved,
    .escalationFromClient, .daemonAsPerson(.agente), .daemonWithoutEscalation,
    .openerNotSalesForce(.mesaEmision),
    .requesterNotEntitled(.agente, .altaAgente, allowed: [.promotor]),
    .ownerNotSalesForce(.mesaEmision), .alreadyOpen(number), .notOpen(number),
    .otherNumber(1, of: number), .predecessorUnknown(1),
    .predecessorNotRejected(number, .envio), .cloneUnchanged(number),
    .kindNotTaken(.revire, .cobranza, allowed: [.solicitud]),
    .ramoNotTaken(.autos, .movimientosIndividual, allowed: .personas),
    .subramoNotTaken("x", allowed: ["GMM"]), .notACurrency("x"),
    .notAnEmail("x", field: "agent.email"), .outsideRenewal(date, created: date),
    .processTypeFixed(.cobranza, given: .incentivos), .finalStage(.rechazo),
    .notInStage(.envio, current: .suscripcion, allowed: [.rechazo]),
    .stayIsNoMove(.suscripcion, allowed: [.rechazo]),
    .moveNotAllowed(
      from: .altaDeTramite, to: .envio, by: .agente, movers: [], allowed: [.rechazo]),
    .noteMissing, .quoteMissing, .articulo492Missing, .areaMissing, .areaTooLong(characters: 101),
    .areaOutsideSuscripcion(.envio), .areaNotTheOneBefore("a", before: "b"),
    .reasonMissing(.envio, allowed: [.policyIssued]), .reasonOutsideFinalStage(.suscripcion),
    .reasonNotTaken(.policyIssued, .rechazo, allowed: [.missingInformation]), .remarkMissing,
    .escalationNotByRule(rule: "x", field: "to"), .documentKnown("d"), .documentUnknown("d"),
    .documentWithdrawnAlready("d"), .notAMediaType("x"), .notASHA256("x"),
    .documentTooLarge(bytes: 2, bytesMax: 1), .documentOfOtherSize(2, content: 1),
    .requirementUnknown("x", checklist: []), .secretInText(field: "text"),
  ]

  @Test func `each has a code of its own, in the words of the wire`() {
    let codes = all.map(\.code)
    #expect(Set(codes).count == codes.count)
    for code in codes {
      #expect(code.wholeMatch(of: /folio(\.|-)[a-z0-9-]+/) != nil)
    }
  }

  @Test(arguments: all)
  func `each says what to do and where it is written`(_ refusal: FolioRefusal) {
    let told = refusal.refusal
    #expect(told.code == refusal.code)
    #expect(!told.message.isEmpty)
    #expect(told.source.hasPrefix("folios: ") || told.source.hasPrefix("schemas/folio/v1/"))
    #expect(refusal.description.contains(told.code))
    #expect(refusal.description.contains(told.source))
  }

  private var all: [FolioRefusal] { Self.all }
}
