public import Events
public import Projections
public import Schemas

/// Why an event may not follow in a stream of credits. Nothing was written.
public enum CreditRefusal: Error, Equatable, Sendable {
  // The stream, the payload and its values.

  case notACreditStream(StreamName)
  case otherStream(event: String, isReport: Bool)
  case unreadable(PayloadError)
  case unknownValue(field: String, number: Int)
  case fieldsMissing([String])
  case nameUnfit(String, field: String)
  case notADate(String, field: String)
  case notAMonth(String, field: String)
  case inTheFuture(LocalDate, field: String, today: LocalDate)
  case effectiveAfterRecording(Timestamp, recorded: Timestamp)
  case notMoney(MoneyError, field: String)
  case notCOP(Currency, field: String)
  case notPositive(Money, field: String)
  case amountTooLarge(Money, field: String)
  case conceptTwice(CreditConcept)

  // Who acts.

  case roleUnknown(number: Int)
  case actorUnnamed
  case systemRoleReserved
  case deadlineFromClient
  case daemonAsPerson(CreditRole)
  case notEntitled(CreditRole, allowed: [CreditRole], CreditPage)

  // The client.

  case notRegistered(Cedula)
  case registeredAlready(Cedula)
  case otherCedula(String, of: Cedula)
  case idCancelledAlready(String)
  case beforeBirth(LocalDate, field: String)
  case claimUnknown(String)
  case claimOfAnother(String, client: String)
  case claimLinkedAlready(String)

  // Obligations and what moves them.

  case idTaken(String)
  case idUnknown(String, known: [String])
  case invoiceUnknown(String, known: [String])
  case closed(String, Obligation.State)
  case keyTaken(String, heldBy: StreamName)
  case tooMany(Int, field: String, most: Int)
  case promissoryNoteMissing
  case promissoryNoteOutsideMotorcycle
  case withoutCapital
  case emptyInstalment(Int)
  case notMonthly(Int, due: LocalDate, before: LocalDate)
  case beforeDisbursement(LocalDate, disbursed: LocalDate, field: String)
  case invoiceTwice(String)
  case sumDiffers(Money, expected: Money, field: String)
  /// `room`: what may be taken off each concept.
  case exceedsDebt(String, by: Money, room: ConceptAmounts)
  case paymentOfClaim(String, claim: String)
  case notACharge(CreditConcept)
  case beyondPolicy(CreditConcept, most: Money, Percent, source: String)
  case stillOwed(String, ConceptAmounts)
  case poolWaits(String, months: Int)
  case notOfInvoice(String, invoice: String)
  case takenBackAlready(String)
  case notReversible(String)
  case reverseFirst(String, because: String)

  // Certificates.

  case certificateIncomplete(missing: [String])
  case certificateOfOthers([String])
  case notTheLedgers(String, given: Money, balance: Money)

  // Collection.

  case promiseWithoutTypification
  case promiseMissing
  case promiseInThePast(LocalDate, today: LocalDate)
  case reasonNotTaken(CreditTypification, allowed: [CreditNonPaymentReason])
  case otherBand(UInt32, band: Int, days: Int)
  case notAnAdviser(CreditRole)
  case notAssigned

  // The monthly report.

  case reportStartedAlready
  case notClosed(YearMonth, unsent: [YearMonth])
  /// The daemon's deadline is not one that waits: `field` is the first that differs.
  case deadlineNotByRule(rule: String, field: String)
}
