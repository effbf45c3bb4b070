import Events
import Processes
import Projections
import Schemas
import Testing

@Suite("Refusals of accounts") struct AccountRefusalTests {
  private static let number = AccountNumber(42)!
  private static let all: [AccountRefusal] = [
    .notAnAccountStream(number.stream), .unreadable(.notJSON),
    .unknownValue(field: "kind", number: 9), .fieldsMissing(["place"], .commercial),
    .fieldsOutOfPlace(["found_in"], unless: "x", .commercial), .notADate("x", field: "date"),
    .notATime("x", field: "time"), .idTooLong(field: "quote", bytes: 65),
    .notAnAmount(.notACurrency("X")), .notPositive(.zero(.cop), field: "amount"),
    .termOutOfRange(days: 0), .yetToCome(LocalDate(daysSinceEpoch: 0), field: "date"),
    .effectiveInFuture(.init(seconds: 2), recorded: .init(seconds: 1)),
    .effectiveBefore(.init(seconds: 1), what: "x", .init(seconds: 2)), .roleUnknown(number: 0),
    .actorUnnamed, .systemRoleReserved, .daemonAsPerson(.ti), .daemonWithoutDeadline,
    .otherRecorder(what: "x", .ti, holder: .comercial), .alreadyOpen(number), .notOpen(number),
    .otherNumber(1, of: number), .closed(number), .contractMissing(what: "x"),
    .takenAlready(.commercial, "1", open: ["2"]),
    .outOfOrder(.service, "S8", missing: ["S5"], open: ["S5"]), .routeEnded(.incorporation, "10"),
    .otherArea(.invoice("FV-1"), "8.1", .ti, holders: [.jefeDeAdministracion]),
    .needsFirst(.incorporation, "6", needs: ["5"], open: []), .requestedAlready(what: "a visit"),
    .quoteKnown("C"), .quoteUnknown("C", known: ["D"]), .quoteStillDue("C"), .quoteNotSent("C"),
    .quoteRefusedAlready("C"), .contractReceived, .alternativeMissing,
    .alternativeUnknown(3, count: 2), .amendmentUnknown("O", known: []),
    .invoiceUnknown("F", known: []), .invoiceTaken("F", by: number.stream),
    .otherLine(field: "line", given: "1", expected: "2"), .providerless(service: "Grúa"),
    .listedTwice(field: "services", "Grúa"), .notAnArea(.cliente, field: "recipients"),
    .deadlineNotByRule(rule: "quote-week", field: "due"),
  ]

  @Test func `have a code of their own each, of one form`() {
    let codes = Self.all.map(\.code)
    #expect(Set(codes).count == codes.count)
    #expect(codes.allSatisfy { $0.hasPrefix("account.") && !$0.contains(" ") })
  }

  @Test(arguments: all)
  func `say what is wrong and where it is written`(_ refusal: AccountRefusal) {
    #expect(refusal.message.count > 20)
    #expect(!refusal.message.hasSuffix("."))
    #expect(refusal.source.hasPrefix("onboarding: ") || refusal.source == "schemas/account/v1")
    #expect(refusal.description.contains(refusal.code))
  }
}
