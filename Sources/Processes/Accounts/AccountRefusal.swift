public import Events
public import Projections
public import Schemas

/// Why an event may not follow in an account's stream. Nothing was written.
///
/// The same event may be accepted later where a step before it, a contract or a quote was missing; the
/// other refusals stay.
public enum AccountRefusal: Error, Equatable, Sendable {
  // The stream and the payload.

  case notAnAccountStream(StreamName)
  case unreadable(PayloadError)
  /// A number that its closed list does not have.
  case unknownValue(field: String, number: Int)
  /// All of them at once, by the names of the schema.
  case fieldsMissing([String], AccountSection)
  /// Given where they say nothing: `unless` names the case in which they would.
  case fieldsOutOfPlace([String], unless: String, AccountSection)
  case notADate(String, field: String)
  case notATime(String, field: String)
  case idTooLong(field: String, bytes: Int)
  case notAnAmount(MoneyError)
  case notPositive(Money, field: String)
  case termOutOfRange(days: Int)
  /// A date that has not come.
  case yetToCome(LocalDate, field: String)
  /// The effective time is after the recording.
  case effectiveInFuture(Timestamp, recorded: Timestamp)
  /// It became true before what it follows.
  case effectiveBefore(Timestamp, what: String, Timestamp)

  // Who acts.

  case roleUnknown(number: Int)
  case actorUnnamed
  case systemRoleReserved
  case daemonAsPerson(AccountRole)
  case daemonWithoutDeadline
  /// What is only recorded is not for this role.
  case otherRecorder(what: String, AccountRole, holder: AccountHolder)

  // The account.

  case alreadyOpen(AccountNumber)
  case notOpen(AccountNumber)
  case otherNumber(UInt64, of: AccountNumber)
  case closed(AccountNumber)
  case contractMissing(what: String)

  // Steps. `open`: the steps of the same table that can be taken now.

  case takenAlready(AccountRoute, String, open: [String])
  /// `missing`: what the step needs besides the one before it.
  case outOfOrder(AccountRoute, String, missing: [String], open: [String])
  case routeEnded(AccountRoute, String)
  case otherArea(AccountRoute, String, AccountRole, holders: [AccountHolder])
  /// What it needs of another table.
  case needsFirst(AccountRoute, String, needs: [String], open: [String])
  case requestedAlready(what: String)

  // Quotes.

  case quoteKnown(String)
  case quoteUnknown(String, known: [String])
  case quoteStillDue(String)
  case quoteNotSent(String)
  case quoteRefusedAlready(String)
  case contractReceived
  case alternativeMissing
  case alternativeUnknown(Int, count: Int)

  // Amendments and invoices.

  case amendmentUnknown(String, known: [String])
  case invoiceUnknown(String, known: [String])
  case invoiceTaken(String, by: StreamName)

  // Service start and incorporation.

  /// Not the number that was given before.
  case otherLine(field: String, given: String, expected: String)
  case providerless(service: String)
  case listedTwice(field: String, String)
  case notAnArea(AccountArea, field: String)

  // The daemon.

  /// What the daemon says does not follow from the account: `field` is the first that differs.
  case deadlineNotByRule(rule: String, field: String)
}
