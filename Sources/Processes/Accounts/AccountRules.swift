public import Events
public import Projections
public import Schemas

/// The rules of accounts: what may be appended to `account-00000042`, and why not.
///
/// First the step (in its order, by its area, once), then what another table must have brought, then
/// what the event records.
///
/// **Source:** onboarding page. Each refusal names the section it comes from.
public struct AccountRules: DomainRules {
  private let zone: TimeZoneRules

  /// - Parameter zone: America/Bogota, in which days are counted (a).
  public init(zone: TimeZoneRules) { self.zone = zone }

  /// - Throws: `account.not-an-account-stream` unless the name is `account-` and eight digits, not
  ///   all 0.
  public func begin(_ stream: StreamName) throws(AccountRefusal) -> AccountState {
    guard let number = AccountNumber(stream: stream) else {
      throw .notAnAccountStream(stream)
    }
    return AccountState(number: number, standing: nil)
  }

  public func admit(
    _ event: AccountEvent, _ facts: EventFacts, in state: AccountState, of stream: StreamName,
    elsewhere: Elsewhere
  ) throws(AccountRefusal) {
    try AccountActors.check(event, origin: facts.origin)
    guard facts.effective <= facts.recorded else {
      throw .effectiveInFuture(facts.effective, recorded: facts.recorded)
    }
    guard let standing = state.standing else {
      guard case .opened(let event) = event else { throw .notOpen(state.number) }
      return try checkOpening(event, of: state.number)
    }
    if case .opened = event { throw .alreadyOpen(state.number) }
    if standing.hasClosed { throw .closed(state.number) }
    try AccountOrder.check(event, in: standing)
    try checkContents(event, facts, in: standing)
  }

  /// The prospect is opened by the area Comercial, whose activity 1 it begins with (a).
  private func checkOpening(
    _ event: AccountProspectOpened, of number: AccountNumber
  ) throws(AccountRefusal) {
    try AccountActors.check(event.actor.role, isIn: .comercial, what: "a new prospect")
    guard event.number == number.rawValue else { throw .otherNumber(event.number, of: number) }
    try AccountValues.check(event.client.kind, "client.kind")
    try AccountValues.need(
      .incorporation, ["client.name": event.client.name],
      ["client.kind": event.client.kind != .unspecified])
  }

  private func checkContents(
    _ event: AccountEvent, _ facts: EventFacts, in standing: AccountStanding
  ) throws(AccountRefusal) {
    let today = zone.localDate(at: facts.recorded)
    switch event {
    case .opened: break
    case .commercial(let event): try AccountCommercialRules.check(event, today, in: standing)
    case .quote(let event): try AccountQuoteRules.check(event, facts, in: standing)
    case .amendment(let event): try AccountAmendmentRules.check(event)
    case .invoice(let event): try AccountInvoiceRules.check(event, facts, in: standing)
    case .incorporation(let event): try AccountIncorporationRules.check(event, in: standing)
    case .service(let event): try AccountServiceRules.check(event, in: standing)
    case .propertyReceived(let event):
      // Whatever the client hands over, to whomever (a).
      try AccountValues.check(event.kind, "kind")
      try AccountValues.need(
        .commercial, ["description": event.description_p], ["kind": event.kind != .unspecified])
    case .deadlinePassed(let event): try AccountDeadline.check(event, in: standing)
    }
  }

  /// The number of an invoice counts once, in whatever account; prepared again after an error it is
  /// the same invoice.
  public func keys(of event: AccountEvent, in state: AccountState) -> KeyChanges {
    guard case .invoice(.prepared(let event)) = event,
      state.standing?.path(.invoice(event.invoice)) == nil
    else { return KeyChanges() }
    return KeyChanges(taken: ["invoice \(event.invoice)"])
  }

  public func refusal(ofTaken key: String, heldBy stream: StreamName) -> Refusal {
    AccountRefusal.invoiceTaken(String(key.dropFirst("invoice ".count)), by: stream).refusal
  }

  public func apply(_ event: AccountEvent, _ facts: EventFacts, to state: inout AccountState) {
    if case .opened(let event) = event, state.standing == nil {
      state.standing = AccountStanding(event, facts)
    } else {
      state.standing?.apply(event, facts)
    }
  }
}

/// What the rules know of an account's stream: its number, and where it stands once it was opened.
public struct AccountState: Equatable, Sendable {
  public let number: AccountNumber
  /// `nil` before the first event.
  public internal(set) var standing: AccountStanding?
}
