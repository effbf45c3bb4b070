import Events
import Processes
import Projections
import Schemas
import Testing

@Suite("Refusals of premiums") struct PremiumRefusalTests {
  static let date = LocalDate("2026-03-02")!
  static let money = Money(minorUnits: 1, .pen)
  static let stream = PremiumClientKey("20512345678")!.stream
  static let cuota = PremiumDocument.cuota("1")

  /// One of each.
  static let all: [PremiumRefusal] = [
    .notAClientStream(stream), .unreadable(.notUTF8), .unknownValue(field: "line", number: 9),
    .fieldMissing("bank"), .notANumber("x y", field: "number"), .notADate("x", field: "due_on"),
    .notMoney(.notACurrency("x")), .currencyNotTaken(.cop), .amountNotPositive(money),
    .effectiveInFuture, .dateToCome(date, field: "paid_on", today: date), .roleUnknown(number: 0),
    .actorUnnamed, .brokerReadsOnly, .systemRoleReserved, .deadlineFromClient,
    .daemonAsPerson(.cobranzas), .daemonWithoutDeadline,
    .deadlineNotByRule(cuota, field: "due"), .policyUnknown("x", known: ["V-1"]),
    .lineFixed("V-1", .vida), .numberTaken("cuota 1", by: stream), .settlementOnlyVida(.epsSalud),
    .validityMissing(.vida), .validityNotTaken(.segurosGenerales),
    .endsBeforeStart("period", date, date), .dueBeforeIssue(date, issued: date),
    .beforeIssue(date, issued: date), .documentUnknown(cuota, PremiumClientKey("2")!),
    .alreadyPaid(cuota, reference: "OP-1"), .annulled(cuota),
    .paymentCounted(reference: "OP-1", by: stream), .paidTwice(cuota),
    .otherCurrency(cuota, owed: money, paid: .usd), .notWhole(cuota, owed: money, given: money),
    .notAllApplied(money, applied: money), .paymentUnknown("OP-1", known: []),
    .beforePayment(date, paid: date), .receiptTooEarly(date, from: date, source: "receivables: x"),
    .notPaid(cuota), .receiptThere(cuota, "F1"),
  ]

  @Test func `each has a code of its own, in the words of the wire`() {
    let codes = Self.all.map(\.code)
    #expect(Set(codes).count == codes.count)
    for code in codes { #expect(code.wholeMatch(of: /premium\.[a-z0-9-]+/) != nil) }
  }

  @Test(arguments: all)
  func `each says what to do and where it is written`(_ refusal: PremiumRefusal) {
    let told = refusal.refusal
    #expect(told.code == refusal.code)
    #expect(!told.message.isEmpty)
    #expect(
      told.source.hasPrefix("receivables: ") || told.source.hasPrefix("schemas/premium/v1/"))
    #expect(refusal.description.contains(told.code))
  }
}
