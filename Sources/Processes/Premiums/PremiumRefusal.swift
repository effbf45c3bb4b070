public import Events
public import Projections
public import Schemas

/// Why an event may not follow in a client's stream of premiums. Nothing was written.
public enum PremiumRefusal: Error, Equatable, Sendable {
  // The stream and the payload.

  case notAClientStream(StreamName)
  case unreadable(PayloadError)
  /// A number that its closed list does not have.
  case unknownValue(field: String, number: Int)
  case fieldMissing(String)
  case notANumber(String, field: String)
  case notADate(String, field: String)
  case notMoney(MoneyError)
  case currencyNotTaken(Currency)
  case amountNotPositive(Money)
  case effectiveInFuture
  case dateToCome(LocalDate, field: String, today: LocalDate)

  // Who acts.

  case roleUnknown(number: Int)
  case actorUnnamed
  case brokerReadsOnly
  case systemRoleReserved
  case deadlineFromClient
  case daemonAsPerson(PremiumRole)
  case daemonWithoutDeadline
  /// The daemon's event does not follow from the due date: `field` is the first that differs.
  case deadlineNotByRule(PremiumDocument, field: String)

  // Policies, cuotas and liquidaciones.

  case policyUnknown(String, known: [String])
  case lineFixed(String, PremiumLine)
  case numberTaken(String, by: StreamName)
  case settlementOnlyVida(PremiumLine)
  case validityMissing(PremiumLine)
  case validityNotTaken(PremiumLine)
  case endsBeforeStart(String, LocalDate, LocalDate)
  case dueBeforeIssue(LocalDate, issued: LocalDate)
  case beforeIssue(LocalDate, issued: LocalDate)
  case documentUnknown(PremiumDocument, PremiumClientKey)
  case alreadyPaid(PremiumDocument, reference: String)
  case annulled(PremiumDocument)

  // Payments and receipts.

  case paymentCounted(reference: String, by: StreamName)
  case paidTwice(PremiumDocument)
  case otherCurrency(PremiumDocument, owed: Money, paid: Currency)
  case notWhole(PremiumDocument, owed: Money, given: Money)
  case notAllApplied(Money, applied: Money)
  case paymentUnknown(String, known: [String])
  case beforePayment(LocalDate, paid: LocalDate)
  case receiptTooEarly(LocalDate, from: LocalDate, source: String)
  case notPaid(PremiumDocument)
  case receiptThere(PremiumDocument, String)
}

extension PremiumRefusal: DomainRefusal {
  /// Where the rule is written.
  public var source: String {
    switch self {
    case .notAClientStream, .unreadable, .unknownValue, .fieldMissing, .notANumber, .notADate:
      "schemas/premium/v1/events.proto"
    case .notMoney, .amountNotPositive, .otherCurrency, .notAllApplied, .paymentCounted,
      .paymentUnknown, .beforePayment, .paidTwice:
      "receivables: Ledger rules"
    case .currencyNotTaken, .notWhole:
      "receivables: Statement of account for brokers (a)"
    case .effectiveInFuture, .dateToCome:
      "receivables: Ledger rules; an event may be true since the past, never from the future"
    case .roleUnknown, .actorUnnamed, .brokerReadsOnly, .systemRoleReserved, .deadlineFromClient,
      .daemonAsPerson, .daemonWithoutDeadline:
      "receivables: Statement of account for brokers, who signs in"
    case .deadlineNotByRule, .policyUnknown, .lineFixed, .numberTaken, .validityMissing,
      .validityNotTaken, .endsBeforeStart, .dueBeforeIssue, .beforeIssue, .documentUnknown,
      .alreadyPaid, .annulled:
      "receivables: Statement of account for brokers, Cuota"
    case .settlementOnlyVida: "receivables: Statement of account for brokers, Liquidación de prima"
    case .receiptTooEarly(_, _, let source): source
    case .notPaid, .receiptThere: "receivables: Statement of account for brokers, receipts"
    }
  }

  /// What would be allowed instead, where that is a list.
  public var allowed: [String] {
    switch self {
    case .unreadable(.unknownType(_, let known)): known
    case .policyUnknown(_, let known), .paymentUnknown(_, let known): known
    case .currencyNotTaken: ["PEN", "USD"]
    case .brokerReadsOnly, .roleUnknown: ["COBRANZAS"]
    case .notAClientStream, .unreadable, .unknownValue, .fieldMissing, .notANumber, .notADate,
      .notMoney, .amountNotPositive, .effectiveInFuture, .dateToCome, .actorUnnamed,
      .systemRoleReserved, .deadlineFromClient, .daemonAsPerson, .daemonWithoutDeadline,
      .deadlineNotByRule, .lineFixed, .numberTaken, .settlementOnlyVida, .validityMissing,
      .validityNotTaken, .endsBeforeStart, .dueBeforeIssue, .beforeIssue, .documentUnknown,
      .alreadyPaid, .annulled, .paymentCounted, .paidTwice, .otherCurrency, .notWhole,
      .notAllApplied, .beforePayment, .receiptTooEarly, .notPaid, .receiptThere:
      []
    }
  }
}
