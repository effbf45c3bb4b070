import Events
import Projections
import Schemas

/// Whether a step may be taken now, by whoever takes it.
///
/// **Source:** onboarding page, “Incorporation of a new account”: a step out of order, by another
/// area, or twice (but for a return) is refused with the reason; (a) for the other tables.
enum AccountOrder {
  static func check(_ event: AccountEvent, in standing: AccountStanding) throws(AccountRefusal) {
    try checkSubject(of: event, in: standing)
    guard let step = event.steps(in: standing).first else {
      return try checkRecorder(of: event, in: standing)
    }
    let route = step.route
    let open = standing.openSteps(of: route)
    guard let row = route.path.step(step.id) else {
      preconditionFailure("\(route.path.name) has no row \(step.id)")
    }
    let role = event.actor.role
    guard let holder = AccountHolder.acting(role, among: row.roles) else {
      throw .otherArea(route, step.id, role, holders: row.roles)
    }
    do throws(PathRefusal<AccountHolder>) {
      _ = try route.path.check(
        step.id, outcome: step.outcome, by: holder, in: standing.pathState(route))
    } catch {
      switch error {
      case .takenAlready: throw .takenAlready(route, step.id, open: open)
      case .notOpen(_, let missing, _):
        throw .outOfOrder(route, step.id, missing: missing, open: open)
      case .ended: throw .routeEnded(route, step.id)
      case .otherRole: throw .otherArea(route, step.id, role, holders: row.roles)
      case .unknownStep, .unknownOutcome: preconditionFailure("\(step): \(error)")
      }
    }
    let needs = standing.missing(for: AccountRowID(route.track, step.id))
    if !needs.isEmpty {
      throw .needsFirst(route, step.id, needs: needs.map(\.name), open: open)
    }
  }

  /// An amendment and an invoice begin with their first act; the others speak of one that there is.
  private static func checkSubject(
    of event: AccountEvent, in standing: AccountStanding
  ) throws(AccountRefusal) {
    switch event {
    case .amendment(let event):
      try AccountValues.checkID(event.amendment, "amendment")
      if case .proposed = event { return }
      guard standing.path(event.route) != nil else {
        throw .amendmentUnknown(event.amendment, known: standing.amendments.map(\.amendment))
      }
      if case .signed(let event) = event {
        try AccountValues.check(event.party, "party")
        try AccountValues.need(.commercial, [:], ["party": event.party != .unspecified])
      }
    case .invoice(let event):
      try AccountValues.checkID(event.invoice, "invoice")
      if case .prepared = event { return }
      guard standing.path(event.route) != nil else {
        throw .invoiceUnknown(event.invoice, known: standing.invoices.map(\.invoice))
      }
    case .opened, .commercial, .quote, .incorporation, .service, .propertyReceived,
      .deadlinePassed:
      break
    }
  }

  /// What takes no step is recorded by whoever the page lets do such things.
  private static func checkRecorder(
    of event: AccountEvent, in standing: AccountStanding
  ) throws(AccountRefusal) {
    let role = event.actor.role
    switch event {
    case .commercial(.satisfactionMeasured):
      try AccountActors.check(role, isIn: .gerenteComercial, what: "the client's satisfaction")
      if !standing.isContracted { throw .contractMissing(what: "the client's satisfaction") }
    case .quote:
      try AccountActors.check(role, isIn: .gerenteComercial, what: "a quote")
    case .opened, .commercial, .amendment, .invoice, .incorporation, .service,
      .propertyReceived, .deadlinePassed:
      break
    }
  }
}

extension AccountRowID {
  /// As a refusal names it: `5 of Fase comercial (Contrato)`.
  var name: String {
    let path = AccountPaths.path(track)
    let action = path.step(step)?.action ?? ""
    return "\(step) of \(path.title) (\(action))"
  }
}
