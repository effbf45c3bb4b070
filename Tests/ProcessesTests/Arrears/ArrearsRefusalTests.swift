import Events
import Processes
import Projections
import Schemas
import Testing

@Suite("Refusals of arrears") struct ArrearsRefusalTests {
  static let date = LocalDate("2026-03-02")!
  static let money = Money(minorUnits: 1, .bob)
  static let nit = ArrearsNIT("1023456028")!

  /// One of each.
  static let all: [ArrearsRefusal] = [
    .notAClientStream(nit.stream), .unreadable(.notUTF8), .unknownValue(field: "way", number: 9),
    .fieldMissing("name"), .namedTwice("F-1", field: "invoices"),
    .notANumber("x y", field: "invoice"), .notADate("x", field: "paid_on"),
    .notAMonth("x", field: "month"), .notMoney(.notACurrency("x")), .currencyNotTaken(.usd),
    .amountNotPositive(money), .effectiveInFuture,
    .dateToCome(date, field: "paid_on", today: date), .roleUnknown(number: 0), .actorUnnamed,
    .otherRole(.gestorComercial, allowed: [.facturacion]), .executiveOtherRole(.facturacion),
    .systemRoleReserved, .deadlineFromClient, .daemonAsPerson(.facturacion),
    .daemonWithoutDeadline, .deadlineNotByRule("C-1", field: "rule"), .clientUnknown(nit),
    .contractUnknown("x", known: ["K-1"]), .productUnknown("x", contract: "K-1", known: []),
    .numberTaken("factura F-1", by: nit.stream), .chargeCounted("PV-1", by: nit.stream),
    .chargeUnknown("PV-1"), .chargeInvoiced("PV-1", invoice: "F-1"),
    .chargeDiffers("PV-1", contract: "K-1", product: "1", money), .chargesLeftOut(["PV-1"]),
    .proformaThere(contract: "K-1", month: "2026-02"),
    .proformaUnknown(contract: "K-1", month: "2026-02"),
    .invoiceThere(contract: "K-1", month: "2026-02", invoice: "F-1"), .invoiceUnknown("F-1", nit),
    .alreadyPaid("F-1", reference: "T-1"), .annulled("F-1"), .beforeIssue(date, issued: date),
    .sigepOnlyPublic(nit), .sigepNotStamped("F-1"),
    .paymentCounted(reference: "T-1", by: nit.stream),
    .notWhole("F-1", owed: money, given: money), .notAllApplied(money, applied: money),
    .paymentUnknown("T-1", known: []), .beforePayment(date, paid: date),
    .channelNotTaken(.llamada, allowed: [.correo]), .commitmentThere("C-1"),
    .committedAlready("F-1", commitment: "C-1"),
  ]

  @Test func `each has a code of its own, in the words of the wire`() {
    let codes = Self.all.map(\.code)
    #expect(Set(codes).count == codes.count)
    for code in codes { #expect(code.wholeMatch(of: /arrears\.[a-z0-9-]+/) != nil) }
  }

  @Test(arguments: all)
  func `each says what to do and where it is written`(_ refusal: ArrearsRefusal) {
    let told = refusal.refusal
    #expect(told.code == refusal.code)
    #expect(!told.message.isEmpty)
    let sources = ["receivables: ", "postsale: ", "schemas/arrears/v1/"]
    #expect(sources.contains { told.source.hasPrefix($0) })
    #expect(refusal.description.contains(told.code))
  }
}
