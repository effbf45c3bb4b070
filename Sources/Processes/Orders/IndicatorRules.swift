public import Events
public import Projections
import Schemas

/// The rules of the monthly round, stream `indicators-comteco`: the Responsable starts it once, the
/// daemon keeps it month by month.
///
/// The figures are not in its events: they follow from the requests up to `MonthClosed`.
///
/// **Source:** post-sale page, Indicators and Escalations: monthly, proforma invoices to send,
/// indicators closed (a).
public struct IndicatorRules: DomainRules {
  public init() {}

  public func begin(_ stream: StreamName) throws(IndicatorRefusal) -> MonthlyRoundState {
    guard stream == IndicatorEvent.stream else {
      throw .notTheStream(stream)
    }
    return MonthlyRoundState()
  }

  public func admit(
    _ event: IndicatorEvent, _ facts: EventFacts, in state: MonthlyRoundState,
    of stream: StreamName, elsewhere: Elsewhere
  ) throws(IndicatorRefusal) {
    switch event {
    case .started(let event):
      try checkResponsable(event.actor, facts.origin)
      if state.closing != nil { throw .startedAlready }
      guard YearMonth(event.firstMonth) != nil else { throw .notAMonth(event.firstMonth) }
    case .proformasDue(let event):
      try checkDaemon(event.actor, facts.origin)
      guard let next = state.proformas else { throw .notStarted }
      try check(event.month, next, event.escalation)
    case .monthClosed(let event):
      try checkDaemon(event.actor, facts.origin)
      guard let next = state.closing else { throw .notStarted }
      try check(event.month, next, event.escalation)
    }
  }

  private func checkResponsable(
    _ actor: OrderActor, _ origin: Origin
  ) throws(IndicatorRefusal) {
    guard origin == .client, actor.role == .responsableEmpresas else {
      throw .notTheResponsable(actor.role)
    }
    if actor.key.isBlank && actor.name.isBlank { throw .actorUnnamed }
  }

  private func checkDaemon(_ actor: OrderActor, _ origin: Origin) throws(IndicatorRefusal) {
    guard origin == .process, actor.role == .system else { throw .daemonOnly }
  }

  /// Month after month, none left out, none twice, none before it is due.
  private func check(
    _ month: String, _ next: YearMonth, _ escalation: Escalation
  ) throws(IndicatorRefusal) {
    guard month == next.description else { throw .otherMonth(month, next: next) }
    guard Timestamp(escalation.fired) >= Timestamp(escalation.due) else { throw .early(next) }
  }

  public func apply(
    _ event: IndicatorEvent, _ facts: EventFacts, to state: inout MonthlyRoundState
  ) {
    state.apply(event, recorded: facts.recorded)
  }
}

/// Where the monthly round stands.
public struct MonthlyRoundState: Equatable, Sendable {
  /// The next month to close; `nil` before the start.
  public private(set) var closing: YearMonth?
  /// The next month whose proforma invoices are to be sent.
  public private(set) var proformas: YearMonth?

  init(closing: YearMonth? = nil, proformas: YearMonth? = nil) {
    self.closing = closing
    self.proformas = proformas
  }

  /// Past months are closed one after the other; of their proforma invoices nobody is reminded (a).
  mutating func apply(_ event: IndicatorEvent, recorded: Timestamp) {
    switch event {
    case .started(let event):
      guard let first = YearMonth(event.firstMonth) else { return }
      closing = first
      proformas = max(first, BolivianTime.month(at: recorded))
    case .proformasDue: proformas = proformas?.next
    case .monthClosed: closing = closing?.next
    }
  }
}
