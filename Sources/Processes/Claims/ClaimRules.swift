public import Events
public import Projections
import Schemas

/// What the rules know of a claim's stream: its number, and the claim once its cause was detected.
public struct ClaimState: Equatable, Sendable {
  public let number: ClaimNumber
  public internal(set) var claim: Claim?
  /// What moves money on the client's credits, in order.
  public internal(set) var creditFacts: [CreditClaimFact] = []
}

/// The rules of claims: what may be appended to `claim-00000417`, and why not.
///
/// **Source:** claims page. Each refusal names the section it comes from.
public struct ClaimRules: DomainRules {
  private let zone: TimeZoneRules

  /// - Parameter zone: America/Bogota, in which days are counted.
  public init(zone: TimeZoneRules) { self.zone = zone }

  /// - Throws: `claim.not-a-claim-stream` unless the name is `claim-` and eight digits, not all 0.
  public func begin(_ stream: StreamName) throws(ClaimRefusal) -> ClaimState {
    guard let number = ClaimNumber(stream: stream) else {
      throw .notAClaimStream(stream)
    }
    return ClaimState(number: number, claim: nil)
  }

  public func admit(
    _ event: ClaimEvent, _ facts: EventFacts, in state: ClaimState, of stream: StreamName,
    elsewhere: Elsewhere
  ) throws(ClaimRefusal) {
    try ClaimActors.check(event, origin: facts.origin)
    if facts.effective > facts.recorded {
      throw .effectiveInTheFuture(facts.effective, recorded: facts.recorded)
    }
    guard let claim = state.claim else {
      guard case .causeDetected(let event) = event else { throw .notOpen(state.number) }
      return try ClaimOpenings.check(event, of: state.number)
    }
    let check = ClaimCheck(
      today: zone.localDate(at: facts.recorded), book: ClaimFigures.arrearsDays.book(elsewhere))
    try ClaimCourse.check(event, in: claim)
    try check.check(event, in: claim)
    do throws(ClaimCreditsRefusal) {
      try ClaimCredits(of: claim, in: stream, elsewhere)?.check(event)
    } catch {
      throw .credits(error)
    }
  }

  public func apply(_ event: ClaimEvent, _ facts: EventFacts, to state: inout ClaimState) {
    if let moved = CreditClaimEvent(event) {
      state.creditFacts.append(CreditClaimFact(moved, facts))
    }
    if case .causeDetected(let event) = event, state.claim == nil {
      state.claim = Claim(event, number: state.number)
    } else {
      state.claim?.apply(event, facts)
    }
  }

  /// A bank transfer counts once; letter case and spaces make no other one (a).
  ///
  /// **Source:** receivables page, “Ledger rules”: a payment is identified by its bank reference.
  public func keys(of event: ClaimEvent, in state: ClaimState) -> KeyChanges {
    switch event {
    case .transferConfirmed(let event): KeyChanges(taken: [CreditKeys.plain(event.bankReference)])
    case .transferReversed(let event): KeyChanges(released: [CreditKeys.plain(event.bankReference)])
    default: KeyChanges()
    }
  }

  public func refusal(ofTaken key: String, heldBy stream: StreamName) -> Refusal {
    ClaimRefusal.bankReferenceTaken(key, heldBy: stream).refusal
  }
}

/// What is checked of an event besides its place in the course: on which day, and by which figures.
struct ClaimCheck {
  /// The local date of the recording.
  let today: LocalDate
  let book: PolicyBook

  /// What the event itself must be, where it stands in the order of things.
  func check(_ event: ClaimEvent, in claim: Claim) throws(ClaimRefusal) {
    switch event {
    case .causeDetected: break
    case .coverageDetermined(let event): try check(event, in: claim)
    case .typified(let event): try check(event, in: claim)
    case .assigned(let event): try check(event, in: claim)
    case .documentsReceived(let event): try check(event, in: claim)
    case .balancesCertified(let event): try check(event, in: claim)
    case .documentsReturned(let event): try check(event, in: claim)
    case .sentToBroker(let event): try check(event, in: claim)
    case .returnedByBroker(let event): try check(event, in: claim)
    case .submittedToInsurer(let event): try check(event, in: claim)
    case .insurerAnswered(let event): try check(event, in: claim)
    case .requestPassedOn: break
    case .paymentAnnounced(let event): try check(event, in: claim)
    case .transferConfirmed(let event): try check(event, in: claim)
    case .transferReversed(let event): try check(event, in: claim)
    case .paymentApplied(let event): try check(event, in: claim)
    case .poolOpened(let event): try check(event, in: claim)
    case .poolMonthApplied(let event): try check(event, in: claim)
    case .employmentChecked(let event): try check(event, in: claim)
    case .applicationReversed(let event): try check(event, in: claim)
    case .refusalPassedOn(let event): try check(event, in: claim)
    case .refusalDelivered(let event): try check(event, in: claim)
    case .refusalClosed(let event): try check(event, in: claim)
    case .noteAdded(let event): try check(event, in: claim)
    case .deadlinePassed(let event): try check(event, in: claim)
    }
  }
}
