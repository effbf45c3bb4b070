public import Events
public import Projections
public import Schemas

/// Why an event may not follow in a claim's stream. Nothing was written.
///
/// The same event may be accepted later where documents, a certificate or another milestone were
/// missing; the other refusals stay.
public enum ClaimRefusal: Error, Equatable, Sendable {
  // The stream and the payload.

  case notAClaimStream(StreamName)
  case unreadable(PayloadError)
  /// What the claim says of the client's credits.
  case credits(ClaimCreditsRefusal)
  /// A number that its closed list does not have.
  case unknownValue(field: String, number: Int)
  /// All of them at once, by the names of the schema.
  case fieldsMissing([String])
  /// A field that this claim has no use for.
  case fieldNotTaken(String, ClaimCause)
  case notADate(String, field: String)
  case inTheFuture(LocalDate, field: String, today: LocalDate)
  case effectiveInTheFuture(Timestamp, recorded: Timestamp)
  case datesOutOfOrder(first: String, second: String)
  case notMoney(MoneyError, field: String)
  case notCOP(Currency, field: String)
  case notPositive(Money, field: String)
  case tooLarge(Money, field: String)
  case tooMany(Int, field: String)
  case notACedula(String)
  case notASHA256(String)

  // Who acts.

  case roleUnknown(number: Int)
  case actorUnnamed
  case systemRoleReserved
  case daemonAsPerson(ClaimRole)
  /// The daemon applies months of pools and records deadlines, and nobody else does.
  case onlyByDaemon
  case neverByDaemon
  case personOfOtherRole(field: String, ClaimRole, allowed: [ClaimRole])
  case otherActor(ClaimMilestone, ClaimRole, allowed: [ClaimRole])

  // The course of a claim.

  case alreadyOpen(ClaimNumber)
  case notOpen(ClaimNumber)
  case otherNumber(UInt64, of: ClaimNumber)
  case ended(ClaimEnding)
  /// `allowed`: the events that may follow, with who makes them.
  case milestoneNotOpen(ClaimMilestone, waitsFor: ClaimMilestone, allowed: [String])

  // Coverage, typification, assignment.

  case invoiceTwice(String)
  case coverageDiffers(expected: [ClaimFinding])
  case clientNotInformed
  case documentsNotRequested([ClaimNeed])
  case claimedOnDiffers(LocalDate, received: LocalDate)
  case causeFixed(ClaimCause, given: ClaimCause)
  case factsFixed
  case typificationDiffers(ClaimTypification, expected: ClaimTypification)

  // Documents.

  case prescribed(received: LocalDate, lastDay: LocalDate)
  case notHandedIn
  case notMarkedInSIIF
  case nothingToClaim(invoices: [String])
  case moreIsMissing([ClaimNeed])
  case documentsMissing([ClaimNeed])
  case otherInsurer(ClaimInsurer, expected: ClaimInsurer)
  case claimedDiffers(Money, certified: Money, ClaimCause)

  // Payments.

  case bankReferenceTaken(String, heldBy: StreamName)
  case otherBankReference(String, expected: String)
  case otherClient(String, expected: String)
  /// Death and permanent incapacity are applied at once, the others through the pool.
  case otherWayToApply(ClaimCause)
  case notEffectiveOnOccurrence(LocalDate, occurredOn: LocalDate)
  case invoiceNotCertified(String, certified: [String])
  case conceptTwice(ClaimConcept, invoice: String)
  case nothingApplied(ClaimConcept, invoice: String)
  case balanceNotSettled(invoice: String, applied: Money, certified: Money)
  case sumDiffers(applied: Money, transferred: Money)
  case poolTooLong(months: Int, monthsMax: Int)
  case notTheDueDay(LocalDate, dueDay: Int)
  case noSuchMonth(Int, months: Int)
  /// What the daemon wants to record is not what its rule says.
  case deadlineNotByRule(rule: String, field: String)
  case nothingToReverse(ClaimMilestone)
  case otherRevision(UInt64, expected: UInt64)

  // The insurer's refusal.

  case notDelivered
  case otherProof(ClaimProofKind, of: ClaimDelivery, expected: ClaimProofKind)
}

/// The sections of the claims page, as a refusal names them.
public enum ClaimSection: String, Sendable {
  case introduction = "claims: Claims"
  case coverage = "claims: Coverage decision"
  case documents = "claims: Documents required"
  case milestones = "claims: Milestones, in order, with who"
  case seen = "claims: What must be seen"
  case ledger = "receivables: Ledger rules"
}
