import Events
import Processes
import Projections
import Schemas
import Testing

@Suite("Refusals of post-sale") struct OrderRefusalTests {
  static let number = OrderNumber(147)!
  static let day = LocalDate("2026-03-02")!
  static let time = Timestamp(seconds: 0)
  static let money = Money(minorUnits: 1200, .bob)

  /// One of each.
  static let all: [OrderRefusal] = [
    .notAnOrderStream(number.stream), .unreadable(.notUTF8),
    .unknownValue(field: "channel", number: 9), .fieldsMissing(["contract"], .reading),
    .notADate("x", field: "date"), .notAMonth("x", field: "months"),
    .notMoney(.notACurrency("x"), "amount"), .otherCurrency(.usd, "amount"),
    .negativeAmount(money, "amount"), .textTooLong(field: "contract", bytes: 65),
    .controlCharacter(field: "contract"),
    .roleUnknown(number: 0), .actorUnnamed, .systemRoleReserved, .daemonOnly,
    .daemonAsPerson(.gestorComercial), .daemonWithoutEscalation,
    .roleNotEntitled(.gestorTecnico, to: "link a damage", allowed: [.ejecutivoEmpresas]),
    .effectiveAhead(time, recorded: time), .effectiveBeforeReceipt(time, received: time),
    .alreadyReceived(number), .notReceived(number), .otherNumber(1, of: number), .naturalPerson,
    .notANIT("x"), .productTwice("1"), .slashInProduct("1/2"),
    .technologyMissing("1", .trasladoDeProductos),
    .channelNotTaken(.carta, .cambioDePlan, allowed: [.email]),
    .channelNotTaken(.carta, .gestionDeMora, allowed: []),
    .askerNotTaken(.cliente, .gestionDeMora, allowed: []),
    .askedOther(.cambioDePlan, allowed: ["plan_change"]), .askedOther(.gestionDeMora, allowed: []),
    .askedTwice("x"), .categoryNotTaken("X", allowed: ["Y"]), .categoryNotTaken("X", allowed: []),
    .monthAhead(YearMonth(day), received: YearMonth(day)), .linkOnlyForDamages,
    .linkUnfounded(1), .path(.unknownStep("A9", open: ["A2"])), .path(.ended("A2", .done)),
    .path(.takenAlready("A2", open: ["A3"])), .path(.notOpen("A5", missing: [], open: ["A3"])),
    .path(.otherRole("A5", .ejecutivoEmpresas, allowed: [.gestorComercial])),
    .path(.unknownOutcome("A3", "x", allowed: ["missing"])),
    .placeDiffers(step: "A2", outcome: "done", next: "A3", end: .unspecified),
    .placeDiffers(step: "A6", outcome: "confirmed", next: "", end: .done),
    .detailsMissing("D4", "suspension_term"), .detailsNotTaken("A2", "visit", allowed: []),
    .detailsNotTaken("A5", "visit", allowed: ["charge"]),
    .factsSayOther("D2", "suspension", allowed: "reconnection", because: "so it is"),
    .interactionMissing("A6"),
    .wrongAmount(money, expected: money, what: "x", source: "postsale: G5"), .noDocuments,
    .documentsLeftBehind(with: .gestorComercial, next: [.ejecutivoEmpresas]),
    .documentsStay("C2"), .documentsArchivedEarly, .documentsNotArchived,
    .documentsNotReturned(.gestorComercial), .nothingToArchive,
    .letterMissing(.cartaDeRetiro, step: "H4"), .workOrderMissing("E3"),
    .workOrderClosed("1", .cerrado), .workOrdersOpen(["1"], step: "E8"),
    .notClosedAsInfundado("E5"), .repeatMissing(of: "1", cause: "x"),
    .suspendedThisYear(product: "1", year: "2026", number.stream),
    .earlierSuspensionUnknown(1, year: 2026), .suspensionBackwards(start: day, end: day),
    .suspensionTooLong(end: day, last: day, months: 4), .suspensionNotInForce(1),
    .reconnectionDateDiffers(day, entered: nil, suspension: 1), .reconnectionUnknown(1),
    .productUnknown("1"), .returnTimeDiffers("1", .tv, expected: .within24Hours),
    .returnTimeMissing("1", [.tv]), .withdrawalEntered, .invoiceLinesDiffer(expected: ["1"]),
    .multipackBelowTelephony(money, money), .equipmentNotCharged, .equipmentCharged,
    .nothingCharged, .cutStateOther, .accessoriesUnexplained, .acceptanceMissing(money),
    .notEnded(number), .notDenied(number), .damageUnknown(1), .damageLinkedAlready(1),
    .deadlineNotWaitedFor("x"), .deadlineDiffers("x", field: "step"),
  ]

  @Test(arguments: all)
  func `each says what to do and where it is written`(_ refusal: OrderRefusal) {
    let told = refusal.refusal
    #expect(told.code.wholeMatch(of: /order\.[a-z0-9-]+/) != nil)
    #expect(!told.message.isEmpty)
    #expect(told.message != told.code)
    #expect(told.source.hasPrefix("postsale: ") || told.source.hasPrefix("schemas/order/v1/"))
    #expect(refusal.description.contains(told.code))
  }

  @Test func `each has a code of its own`() {
    // Three cases are there twice, for their two messages.
    let codes = Self.all.map(\.code)
    #expect(Set(codes).count == codes.count - 5)
  }
}
