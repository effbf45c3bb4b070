public import Events
public import Projections
import Schemas

/// The rules of credits and their collection: what may be appended to `credit-1098765432` and to
/// `credit-informe`, and why not.
///
/// **Source:** receivables page, “Credits and collections” and “Ledger rules”. Each refusal names the
/// section it comes from.
public struct CreditRules: DomainRules {
  private let zone: TimeZoneRules

  /// - Parameter zone: America/Bogota, in which days are counted.
  public init(zone: TimeZoneRules) { self.zone = zone }

  /// - Throws: `credit.not-a-credit-stream` unless the name is `credit-` and a cédula, or that of the
  ///   report.
  public func begin(_ stream: StreamName) throws(CreditRefusal) -> CreditState {
    if stream == CreditEvent.reportStream { return CreditState(.report) }
    guard let cedula = Cedula(stream: stream) else {
      throw .notACreditStream(stream)
    }
    return CreditState(.client(cedula))
  }

  public func admit(
    _ event: CreditEvent, _ facts: EventFacts, in state: CreditState, of stream: StreamName,
    elsewhere: Elsewhere
  ) throws(CreditRefusal) {
    try Self.checkStream(event, state)
    try CreditDuties.check(event, origin: facts.origin)
    if facts.effective > facts.recorded {
      throw .effectiveAfterRecording(facts.effective, recorded: facts.recorded)
    }
    let check = CreditCheck(
      state: state, accounts: state.accounts(elsewhere),
      today: zone.localDate(at: facts.recorded),
      book: CreditFigures.coverageDays.book(elsewhere), zone: zone)
    try check.check(event, elsewhere)
  }

  public func apply(_ event: CreditEvent, _ facts: EventFacts, to state: inout CreditState) {
    state.apply(event, facts)
  }

  public func keys(of event: CreditEvent, in state: CreditState) -> KeyChanges {
    CreditKeys.changes(of: event, in: state)
  }

  public func refusal(ofTaken key: String, heldBy stream: StreamName) -> Refusal {
    CreditRefusal.keyTaken(key, heldBy: stream).refusal
  }

  /// The report has a stream of its own.
  private static func checkStream(
    _ event: CreditEvent, _ state: CreditState
  ) throws(CreditRefusal) {
    let isOfReport: Bool
    switch event {
    case .reportingStarted, .reportSent: isOfReport = true
    case .deadlinePassed(let event):
      if case .promise = event.subject { isOfReport = false } else { isOfReport = true }
    case .clientRegistered, .idCancelled, .granted, .paid, .charged, .condoned, .writtenOff,
      .writtenDown, .cleared, .certified, .reversed, .claimLinked, .contacted, .assigned,
      .released:
      isOfReport = false
    }
    let isReport = state.subject == .report
    guard isOfReport == isReport else {
      throw .otherStream(event: event.messageName, isReport: isReport)
    }
  }
}

/// What an event is checked against: the accounts with what claims have paid, the day of the
/// recording, and the figures in force.
struct CreditCheck {
  let state: CreditState
  let accounts: CreditAccounts
  /// The local date of the recording.
  let today: LocalDate
  let book: PolicyBook
  let zone: TimeZoneRules

  func check(_ event: CreditEvent, _ elsewhere: Elsewhere) throws(CreditRefusal) {
    if case .client(let cedula) = state.subject, state.registration == nil {
      guard case .clientRegistered = event else { throw .notRegistered(cedula) }
    }
    switch event {
    case .clientRegistered(let event): try check(event)
    case .idCancelled(let event): try check(event)
    case .granted(let event): try check(event)
    case .paid(let event): try check(event, elsewhere)
    case .charged(let event): try check(event)
    case .condoned(let event): try check(event)
    case .writtenOff(let event): try check(event)
    case .writtenDown(let event): try check(event)
    case .cleared(let event): try check(event)
    case .certified(let event): try check(event)
    case .reversed(let event): try check(event)
    case .claimLinked(let event): try check(event, elsewhere)
    case .contacted(let event): try check(event)
    case .assigned(let event): try check(event)
    case .released: if state.adviser == nil { throw .notAssigned }
    case .reportingStarted(let event): try check(event)
    case .reportSent(let event): try check(event)
    case .deadlinePassed(let event): try check(event)
    }
  }

  /// An id that names the event, used once.
  func checkID(_ id: String) throws(CreditRefusal) {
    try CreditValues.name(id, "id")
    if accounts.entry(id) != nil { throw .idTaken(id) }
  }

  /// An obligation of the client that is not closed.
  func open(_ invoice: String) throws(CreditRefusal) -> Obligation {
    let obligation = try known(invoice)
    if obligation.state.isClosed { throw .closed(invoice, obligation.state) }
    return obligation
  }

  func known(_ invoice: String) throws(CreditRefusal) -> Obligation {
    guard let obligation = accounts.obligation(invoice) else {
      let known = accounts.obligations.filter { $0.state != .annulled }.map(\.invoice)
      throw .invoiceUnknown(invoice, known: known)
    }
    return obligation
  }

  /// The day from which something is true of an obligation: come, and not before it was disbursed.
  func effective(
    _ text: String, of obligation: Obligation, _ field: String = "effective_date"
  ) throws(CreditRefusal) -> LocalDate {
    let date = try CreditValues.past(text, field, today: today)
    if date < obligation.disbursed {
      throw .beforeDisbursement(date, disbursed: obligation.disbursed, field: field)
    }
    return date
  }
}
