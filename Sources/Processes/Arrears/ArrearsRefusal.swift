public import Events
public import Projections
public import Schemas

/// Why an event may not follow in a company client's stream of arrears. Nothing was written.
public enum ArrearsRefusal: Error, Equatable, Sendable {
  // The stream and the payload.

  case notAClientStream(StreamName)
  case unreadable(PayloadError)
  /// A number that its closed list does not have.
  case unknownValue(field: String, number: Int)
  case fieldMissing(String)
  case namedTwice(String, field: String)
  case notANumber(String, field: String)
  case notADate(String, field: String)
  case notAMonth(String, field: String)
  case notMoney(MoneyError)
  case currencyNotTaken(Currency)
  case amountNotPositive(Money)
  case effectiveInFuture
  case dateToCome(LocalDate, field: String, today: LocalDate)

  // Who acts.

  case roleUnknown(number: Int)
  case actorUnnamed
  case otherRole(ArrearsRole, allowed: [ArrearsRole])
  case executiveOtherRole(ArrearsRole)
  case systemRoleReserved
  case deadlineFromClient
  case daemonAsPerson(ArrearsRole)
  case daemonWithoutDeadline
  /// The daemon's event does not follow from the commitment: `field` is the first that differs.
  case deadlineNotByRule(String, field: String)

  // Contracts, charges, proformas and invoices.

  case clientUnknown(ArrearsNIT)
  case contractUnknown(String, known: [String])
  case productUnknown(String, contract: String, known: [String])
  case numberTaken(String, by: StreamName)
  case chargeCounted(String, by: StreamName)
  case chargeUnknown(String)
  case chargeInvoiced(String, invoice: String)
  case chargeDiffers(String, contract: String, product: String, Money)
  case chargesLeftOut([String])
  case proformaThere(contract: String, month: String)
  case proformaUnknown(contract: String, month: String)
  case invoiceThere(contract: String, month: String, invoice: String)
  case invoiceUnknown(String, ArrearsNIT)
  case alreadyPaid(String, reference: String)
  case annulled(String)
  case beforeIssue(LocalDate, issued: LocalDate)

  // Payments, commitments and the round.

  case sigepOnlyPublic(ArrearsNIT)
  case sigepNotStamped(String)
  case paymentCounted(reference: String, by: StreamName)
  case notWhole(String, owed: Money, given: Money)
  case notAllApplied(Money, applied: Money)
  case paymentUnknown(String, known: [String])
  case beforePayment(LocalDate, paid: LocalDate)
  case channelNotTaken(ArrearsChannel, allowed: [ArrearsChannel])
  case commitmentThere(String)
  case committedAlready(String, commitment: String)
}

extension ArrearsRefusal: DomainRefusal {
  /// Where the rule is written.
  public var source: String {
    switch self {
    case .notAClientStream, .unreadable, .unknownValue, .fieldMissing, .namedTwice, .notANumber,
      .notADate, .notAMonth:
      "schemas/arrears/v1/events.proto"
    case .notMoney, .amountNotPositive, .notAllApplied, .paymentCounted, .paymentUnknown,
      .beforePayment, .notWhole:
      "receivables: Ledger rules"
    case .effectiveInFuture, .dateToCome:
      "receivables: Ledger rules; an event may be true since the past, never from the future"
    case .roleUnknown, .actorUnnamed, .otherRole, .executiveOtherRole, .systemRoleReserved,
      .deadlineFromClient, .daemonAsPerson, .daemonWithoutDeadline:
      "postsale: roles, and I. Gestión de mora"
    case .deadlineNotByRule, .commitmentThere, .committedAlready: "postsale: I5 and I6"
    case .channelNotTaken, .proformaThere, .proformaUnknown: "postsale: I2"
    case .sigepOnlyPublic, .sigepNotStamped:
      "receivables: Mora of company clients, ways to pay"
    case .currencyNotTaken, .clientUnknown, .contractUnknown, .productUnknown, .numberTaken,
      .invoiceThere, .invoiceUnknown, .alreadyPaid, .annulled, .beforeIssue:
      "receivables: Mora of company clients"
    case .chargeCounted, .chargeUnknown, .chargeInvoiced, .chargeDiffers, .chargesLeftOut:
      "postsale: G7, H7, H13, K12; charged to the month's invoice"
    }
  }

  /// What would be allowed instead, where that is a list.
  public var allowed: [String] {
    switch self {
    case .unreadable(.unknownType(_, let known)): known
    case .otherRole(_, let allowed): allowed.map(\.label)
    case .contractUnknown(_, let known), .productUnknown(_, _, let known),
      .paymentUnknown(_, let known):
      known
    case .channelNotTaken(_, let allowed): allowed.map(\.label)
    case .currencyNotTaken: ["BOB"]
    case .sigepOnlyPublic: [ArrearsPaymentWay.web, .banco].map(\.label)
    case .notAClientStream, .unreadable, .unknownValue, .fieldMissing, .namedTwice, .notANumber,
      .notADate, .notAMonth, .notMoney, .amountNotPositive, .effectiveInFuture, .dateToCome,
      .roleUnknown, .actorUnnamed, .executiveOtherRole, .systemRoleReserved, .deadlineFromClient,
      .daemonAsPerson, .daemonWithoutDeadline, .deadlineNotByRule, .clientUnknown, .numberTaken,
      .chargeCounted, .chargeUnknown, .chargeInvoiced, .chargeDiffers, .chargesLeftOut,
      .proformaThere, .proformaUnknown, .invoiceThere, .invoiceUnknown, .alreadyPaid, .annulled,
      .beforeIssue, .sigepNotStamped, .paymentCounted, .notWhole, .notAllApplied, .beforePayment,
      .commitmentThere, .committedAlready:
      []
    }
  }
}
