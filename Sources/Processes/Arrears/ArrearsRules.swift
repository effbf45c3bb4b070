public import Events
public import Projections
import Schemas

/// The rules of arrears: what may be appended to `arrears-1023456028`, and why not.
///
/// **Source:** receivables page, “Mora of company clients” and “Ledger rules”; post-sale page, “I.
/// Gestión de mora”.
public struct ArrearsRules: DomainRules {
  private let zone: TimeZoneRules

  /// - Parameter zone: America/La_Paz, in which days are counted.
  public init(zone: TimeZoneRules) { self.zone = zone }

  /// - Throws: `arrears.not-a-client-stream` unless the name is `arrears-` and a NIT.
  public func begin(_ stream: StreamName) throws(ArrearsRefusal) -> ArrearsState {
    guard let nit = ArrearsNIT(stream: stream) else {
      throw .notAClientStream(stream)
    }
    return ArrearsState(nit: nit)
  }

  public func admit(
    _ event: ArrearsEvent, _ facts: EventFacts, in state: ArrearsState, of stream: StreamName,
    elsewhere: Elsewhere
  ) throws(ArrearsRefusal) {
    if facts.effective > facts.recorded { throw .effectiveInFuture }
    try ArrearsDuties.check(event, origin: facts.origin)
    try check(event, in: state, today: zone.localDate(at: facts.recorded))
  }

  private func check(
    _ event: ArrearsEvent, in state: ArrearsState, today: LocalDate
  ) throws(ArrearsRefusal) {
    if case .clientRecorded(let event) = event { return try ArrearsContracts.check(event) }
    guard let client = state.client else { throw .clientUnknown(state.nit) }
    switch event {
    case .clientRecorded: break
    case .contractRecorded(let event): try ArrearsContracts.check(event)
    case .proformaIssued(let event): try ArrearsInvoices.check(event, in: state, today: today)
    case .proformaSent(let event): try ArrearsRound.check(event, in: state)
    case .chargeAdded(let event): try ArrearsCharges.check(event, in: state, today: today)
    case .chargeWithdrawn(let event): try ArrearsCharges.check(event, in: state)
    case .invoiceIssued(let event): try ArrearsInvoices.check(event, in: state, today: today)
    case .invoiceAnnulled(let event): try ArrearsInvoices.check(event, in: state, today: today)
    case .sigepStamped(let event):
      try ArrearsPayments.check(event, of: client, in: state, today: today)
    case .paymentRecorded(let event):
      try ArrearsPayments.check(event, of: client, in: state, today: today)
    case .paymentReversed(let event): try ArrearsPayments.check(event, in: state, today: today)
    case .interactionRecorded(let event): try ArrearsRound.check(event)
    case .commitmentMade(let event): try ArrearsRound.check(event, of: client, in: state)
    case .letterIssued(let event): try ArrearsRound.check(event, in: state, today: today)
    case .deadlinePassed(let event): try ArrearsDeadlines.check(event, in: state)
    }
  }

  /// Numbers and references that count once in the whole category.
  ///
  /// **Source:** receivables page, “Ledger rules”: a payment counts once. The other numbers are the
  /// company's, so that they are unique too (a).
  public func keys(of event: ArrearsEvent, in state: ArrearsState) -> KeyChanges {
    switch event {
    case .contractRecorded(let event):
      let isNew = state.contracts[event.contract] == nil
      return KeyChanges(taken: isNew ? ["contrato \(event.contract)"] : [])
    case .chargeAdded(let event): return KeyChanges(taken: ["cargo \(event.charge)"])
    case .chargeWithdrawn(let event): return KeyChanges(released: ["cargo \(event.charge)"])
    case .invoiceIssued(let event): return KeyChanges(taken: ["factura \(event.invoice)"])
    case .sigepStamped(let event): return KeyChanges(taken: ["SIGEP \(event.form)"])
    case .paymentRecorded(let event):
      return KeyChanges(taken: ["pago \(ArrearsReference.folded(event.reference))"])
    case .paymentReversed(let event):
      return KeyChanges(released: ["pago \(ArrearsReference.folded(event.reference))"])
    case .letterIssued(let event): return KeyChanges(taken: ["carta \(event.letter)"])
    case .clientRecorded, .proformaIssued, .proformaSent, .invoiceAnnulled, .interactionRecorded,
      .commitmentMade, .deadlinePassed:
      return KeyChanges()
    }
  }

  public func refusal(ofTaken key: String, heldBy stream: StreamName) -> Refusal {
    let number = String(key.drop { $0 != " " }.dropFirst())
    let refusal: ArrearsRefusal =
      if key.hasPrefix("pago ") {
        .paymentCounted(reference: number, by: stream)
      } else if key.hasPrefix("cargo ") {
        .chargeCounted(number, by: stream)
      } else {
        .numberTaken(key, by: stream)
      }
    return refusal.refusal
  }

  public func apply(_ event: ArrearsEvent, _ facts: EventFacts, to state: inout ArrearsState) {
    state.apply(event, facts)
  }
}
