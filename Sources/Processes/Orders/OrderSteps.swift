import Events
import Projections
import Schemas

/// Whether a step may be taken: by the table first, then by what the request knows.
///
/// **Source:** post-sale page, How to read the twelve procedures, and A to L.
struct OrderSteps {
  let order: Order
  let facts: EventFacts
  let policies: PolicyBook
  let zone: TimeZoneRules

  /// - Parameter other: another request; `nil` when there is none.
  func check(
    _ event: OrderStepTaken, other: (OrderNumber) -> Order?
  ) throws(OrderRefusal) {
    guard let path = OrderProcedures.path(order.procedure) else { return }
    let outcome = try self.outcome(of: event, path)
    try checkPlace(event, outcome)
    try OrderDetails.check(event, in: order)
    let after = try OrderWorkOrders.check(event, in: order)
    try checkFacts(event, after, other)
    try checkInteraction(event)
    try OrderPapers.check(event, outcome, in: order, path: path)
  }

  private func outcome(
    of event: OrderStepTaken, _ path: OrderPath
  ) throws(OrderRefusal) -> PathOutcome {
    do throws(PathRefusal<OrderRole>) {
      return try path.check(
        event.step, outcome: event.outcome, by: event.actor.role, in: order.path)
    } catch {
      throw .path(error)
    }
  }

  /// What the event says of where it leads must be what the table says, so that a reader of the
  /// log needs no table.
  private func checkPlace(
    _ event: OrderStepTaken, _ outcome: PathOutcome
  ) throws(OrderRefusal) {
    let (next, end) = outcome.next.place(after: event.step)
    guard event.next == next, event.end == end else {
      throw .placeDiffers(step: event.step, outcome: outcome.name, next: next, end: end)
    }
  }

  /// Every end is recorded as an interaction (a), and these steps are by the source.
  private static let recorded: Set = ["C9", "E8", "I2", "K14"]

  private func checkInteraction(_ event: OrderStepTaken) throws(OrderRefusal) {
    let isNeeded = event.end != .unspecified || Self.recorded.contains(event.step)
    if isNeeded, event.interaction.text.isBlank { throw .interactionMissing(event.step) }
    try OrderValues.check(event.interaction.channel, "interaction.channel")
  }

  /// The rules that are no table, by the steps that they are about.
  ///
  /// - Parameter after: the work orders as the step leaves them.
  private func checkFacts(
    _ event: OrderStepTaken, _ after: [OrderWorkOrder], _ other: (OrderNumber) -> Order?
  ) throws(OrderRefusal) {
    switch event.step {
    case "A5": try checkPrice(event, OrderFigures.supplementaryServicePrice)
    case "C3": try OrderTechnologies.checkPlace(event, in: order)
    case "C5", "C6": try checkPrice(event, OrderFigures.transferPrice)
    case "D2": try OrderSuspensions.checkKind(event, in: order)
    case "D3": try OrderSuspensions.checkEarlier(event, in: order, other: other)
    case "D4": try OrderSuspensions.checkTerm(event, policies: policies)
    case "D5": try OrderSuspensions.checkReconnection(event, in: order, other: other)
    case "D8": try OrderReturns.check(event, in: order)
    case "D9": try OrderSuspensions.checkEnd(event, in: order)
    case "E2": try OrderDamages.checkLast(event)
    case "E3": try OrderDamages.checkService(event, in: order)
    case "E9": try OrderDamages.checkClosing(event, after)
    case "F3", "F7": try OrderClaims.check(event)
    case "G1": try OrderCalls.checkNetwork(event, in: order)
    case "G5", "G7": try OrderCalls.checkCost(event, in: order, policies: policies, zone: zone)
    case "H2": try OrderWithdrawals.checkStay(event, in: order, zone: zone)
    case "H5": _ = try charged(event)
    case "H7":
      try OrderWithdrawals.checkInvoice(event, in: order, policies: policies, zone: zone)
    case "H8": try OrderWithdrawals.checkEquipment(event, in: order)
    case "H9": try OrderWithdrawals.checkOrders(event, after)
    case "H12": try OrderWithdrawals.checkLegalisation(event, in: order)
    case "H13": try OrderWithdrawals.checkCharge(event)
    case "K12": try OrderTechnologies.checkCable(event, on: date, policies: policies)
    case "K15": try OrderTechnologies.checkNotes(event, in: order)
    case "E8", "K14", "L5": try OrderVisits.check(event)
    case "L7": try OrderVisits.checkWork(event)
    default: break
    }
  }

  /// The local date on which the step is recorded.
  private var date: LocalDate { zone.localDate(at: facts.recorded) }

  /// A price that was adopted is what is charged; without one any amount is.
  private func checkPrice(
    _ event: OrderStepTaken, _ figure: PolicyFigure
  ) throws(OrderRefusal) {
    guard let amount = try charged(event) else { return }
    if let price = policies.amount(figure, on: zone.localDate(at: order.receivedAt)),
      price != amount
    {
      throw .wrongAmount(amount, expected: price, what: figure.title, source: figure.source)
    }
  }

  private func charged(_ event: OrderStepTaken) throws(OrderRefusal) -> Money? {
    guard case .charge(let charge) = event.details else { return nil }
    return try OrderValues.amount(charge.amount, "charge.amount")
  }
}
