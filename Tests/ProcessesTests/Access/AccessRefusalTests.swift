import Events
import Processes
import Projections
import Schemas
import Testing

@Suite("Refusals of access") struct AccessRefusalTests {
  static let number = FolioNumber(399_734)!
  static let id = AccessID("17")!

  /// One of each.
  static let all: [AccessRefusal] = [
    .notAnAccessStream(id.stream), .unreadable(.notUTF8), .unknownValue(field: "kind", number: 9),
    .fieldsMissing(["key"]), .notYet(Timestamp(seconds: 0)),
    .textTooLong(field: "name", characters: 501), .secretInText(field: "name"),
    .roleUnknown(number: 0), .actorUnnamed, .systemRoleReserved,
    .otherRole(.agente, allowed: [.portal]), .expiryFromClient, .daemonOutsideDeadlines,
    .requesterNotEntitled(.agente, .altaPromotor, .folio, allowed: [.ejecutivoComercial]),
    .alreadyBegun(id), .nothingRequested(id), .channelUnclear, .notAnEmail("x", field: "email"),
    .folioUnknown(1), .folioOfOtherKind(number, .altaAgente, wanted: .altaPromotor),
    .folioEnded(number, .rechazo), .differsFromFolio(number, field: "key"),
    .folioRequestedAlready("1", id.stream), .notMissing(.clave), .indispensableMissing([.clave]),
    .otherThanRequested("key", given: "A"), .otherChannel(.overMail, of: .overFolio),
    .grantedAlready,
    .emailRegisteredAlready("x@y.z", id.stream), .noPasswordAsked(id),
    .addressNotRegistered(access: "17"), .linkMailedAlready, .tokenMailedAlready(id.stream),
    .notASHA256, .otherValidity(61, inForce: 60), .noLink, .otherToken, .linkOpenedAlready,
    .linkNotOpened, .linkUsed, .linkExpired(Timestamp(seconds: 0)),
    .expiryNotByRule(field: "due"),
  ]

  @Test func `each has a code of its own, in the words of the wire`() {
    let codes = Self.all.map(\.code)
    #expect(Set(codes).count == codes.count)
    for code in codes { #expect(code.wholeMatch(of: /access\.[a-z0-9-]+/) != nil) }
  }

  @Test(arguments: all)
  func `each says what to do and where it is written`(_ refusal: AccessRefusal) {
    let told = refusal.refusal
    #expect(!told.message.isEmpty)
    #expect(["folios: Portal access", "schemas/access/v1/access.proto"].contains(told.source))
    #expect(refusal.description.contains(told.code))
  }
}
