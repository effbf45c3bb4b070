import Events
import Projections
public import Schemas
import SwiftProtobuf

/// What a standing means to whoever looks at it.
///
/// **Source:** onboarding page, “What must be seen”.
extension AccountStanding {
  /// A step that can be taken, and who holds it.
  struct Task {
    let route: AccountRoute
    let open: AccountOpenStep
    let areas: [AccountArea]
  }

  /// The steps that can be taken now, in the order of the tables. Rows 8 and 9 of the commercial phase
  /// are shown by the invoice that is in them, where there is one.
  var tasks: [Task] {
    let isInvoicing = invoices.contains { !$0.hasPaid }
    return routes.flatMap { route in
      (path(route)?.open ?? []).compactMap { open -> Task? in
        if route == .commercial, isInvoicing, ["8", "9"].contains(open.step) { return nil }
        guard open.hasSince, let row = route.path.step(open.step) else { return nil }
        return Task(route: route, open: open, areas: row.areas)
      }
    }
  }

  func freeSteps(of route: AccountRoute) -> [String] {
    (path(route)?.open ?? []).filter(\.hasSince).map(\.step)
  }

  /// Every open or waiting step with who holds it, and with what it waits for if it does.
  public var holds: [AccountHold] {
    routes.flatMap { route in
      let state = pathState(route)
      let waiting = path(route)?.waiting ?? []
      return (state.open + waiting).compactMap { step -> AccountHold? in
        guard let row = route.path.step(step) else { return nil }
        var needs = missing(for: AccountRowID(route.track, step))
        if waiting.contains(step) {
          needs += row.needs.filter { !state.isSettled($0) }.map { AccountRowID(route.track, $0) }
        }
        return AccountHold.with {
          $0.track = route.track
          $0.step = step
          $0.subject = route.subject
          $0.heldBy = row.areas
          $0.needs = needs.map { need in
            AccountNeededStep.with {
              $0.track = need.track
              $0.step = need.step
            }
          }
        }
      }
    }
  }
}

extension PathStep<AccountHolder> {
  /// Each once.
  var areas: [AccountArea] {
    roles.map(\.area).reduce(into: []) { areas, area in
      if !areas.contains(area) { areas.append(area) }
    }
  }
}

extension QuoteStanding {
  var status: AccountQuoteStatus {
    if !hasSent { return hasPassed ? .late : .due }
    let isLate = hasPassed && Timestamp(sent) >= Timestamp(passed.due)
    return isLate ? .sentLate : .sent
  }
}

extension InvoiceStanding {
  var status: AccountInvoiceStatus {
    if hasPaid { return .paid }
    if path.open.contains(where: { $0.step == "9C" }) { return .returned }
    if hasSubmitted { return hasPassed ? .overdue : .issued }
    return .inPreparation
  }
}

extension AmendmentStanding {
  var status: AccountAmendmentStatus {
    if path.end == .done { return .inForce }
    return path.open.contains { $0.step == "7R" } ? .signed : .proposed
  }
}
