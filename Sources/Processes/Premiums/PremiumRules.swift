public import Events
public import Projections
import Schemas

/// The rules of premiums: what may be appended to `premium-20512345678`, and why not.
///
/// **Source:** receivables page, “Statement of account for brokers” and “Ledger rules”.
public struct PremiumRules: DomainRules {
  private let zone: TimeZoneRules

  /// - Parameter zone: America/Lima, in which days are counted.
  public init(zone: TimeZoneRules) { self.zone = zone }

  /// - Throws: `premium.not-a-client-stream` unless the name is `premium-` and the key of a client.
  public func begin(_ stream: StreamName) throws(PremiumRefusal) -> PremiumState {
    guard let client = PremiumClientKey(stream: stream) else {
      throw .notAClientStream(stream)
    }
    return PremiumState(client: client)
  }

  public func admit(
    _ event: PremiumEvent, _ facts: EventFacts, in state: PremiumState, of stream: StreamName,
    elsewhere: Elsewhere
  ) throws(PremiumRefusal) {
    if facts.effective > facts.recorded { throw .effectiveInFuture }
    try PremiumActors.check(event, origin: facts.origin)
    let today = zone.localDate(at: facts.recorded)
    switch event {
    case .policyAssigned(let event): try PremiumPolicies.check(event, in: state)
    case .cuotaIssued(let event): try PremiumDocuments.check(event, in: state, today: today)
    case .cuotaAmended(let event): try PremiumDocuments.check(event, in: state, today: today)
    case .settlementIssued(let event):
      try PremiumDocuments.check(event, in: state, today: today)
    case .documentAnnulled(let event):
      try PremiumDocuments.check(event, in: state, today: today)
    case .paymentRecorded(let event): try PremiumPayments.check(event, in: state, today: today)
    case .paymentReversed(let event): try PremiumPayments.check(event, in: state, today: today)
    case .receiptIssued(let event):
      let figure = PremiumFigures.receiptsFrom
      let book = figure.book(elsewhere)
      try PremiumReceipts.check(event, in: state, today: today, figures: book)
    case .deadlinePassed(let event): try PremiumDeadlines.check(event, in: state, zone: zone)
    }
  }

  /// Numbers and bank references that count once in the whole category.
  ///
  /// **Source:** receivables page, “Ledger rules”: a payment is identified by its bank reference and
  /// counts once. The other numbers are found by an exact search, so that they are unique too (a).
  public func keys(of event: PremiumEvent, in state: PremiumState) -> KeyChanges {
    switch event {
    case .policyAssigned(let event):
      let isNew = state.policies[event.policy] == nil
      return KeyChanges(taken: isNew ? ["poliza \(event.policy)"] : [])
    case .cuotaIssued(let event):
      return KeyChanges(taken: [PremiumDocument.cuota(event.number).name])
    case .settlementIssued(let event):
      return KeyChanges(taken: [PremiumDocument.settlement(event.number).name])
    case .paymentRecorded(let event):
      return KeyChanges(taken: ["pago \(PremiumReference.folded(event.bankReference))"])
    case .paymentReversed(let event):
      return KeyChanges(released: ["pago \(PremiumReference.folded(event.bankReference))"])
    case .receiptIssued(let event): return KeyChanges(taken: ["comprobante \(event.number)"])
    case .cuotaAmended, .documentAnnulled, .deadlinePassed: return KeyChanges()
    }
  }

  public func refusal(ofTaken key: String, heldBy stream: StreamName) -> Refusal {
    let number = String(key.drop { $0 != " " }.dropFirst())
    let refusal: PremiumRefusal =
      key.hasPrefix("pago ")
      ? .paymentCounted(reference: number, by: stream) : .numberTaken(key, by: stream)
    return refusal.refusal
  }

  public func apply(_ event: PremiumEvent, _ facts: EventFacts, to state: inout PremiumState) {
    state.apply(event, facts)
  }
}
