public import Events
public import Projections
import Schemas

/// The rules of post-sale requests: what may be appended to `order-00000147`, and why not.
///
/// **Source:** post-sale page. Each refusal names the section it comes from.
public struct OrderRules: DomainRules {
  private let zone: TimeZoneRules

  /// - Parameter zone: America/La_Paz, in which days and months are counted.
  public init(zone: TimeZoneRules) { self.zone = zone }

  /// - Throws: `order.not-an-order-stream` unless the name is `order-` and eight digits, not all 0.
  public func begin(_ stream: StreamName) throws(OrderRefusal) -> OrderState {
    guard let number = OrderNumber(stream: stream) else {
      throw .notAnOrderStream(stream)
    }
    return OrderState(number)
  }

  public func admit(
    _ event: OrderEvent, _ facts: EventFacts, in state: OrderState, of stream: StreamName,
    elsewhere: Elsewhere
  ) throws(OrderRefusal) {
    // Not a request of its own: the one that the event is about.
    func other(_ number: OrderNumber) -> Order? {
      number == state.number ? state.order : (elsewhere(number.stream) as? OrderState)?.order
    }
    try OrderActors.check(event, origin: facts.origin)
    // True before it was recorded, never after.
    if facts.effective > facts.recorded {
      throw .effectiveAhead(facts.effective, recorded: facts.recorded)
    }
    if let order = state.order {
      let policies = OrderFigures.attentionLimit.book(elsewhere)
      try check(event, facts, in: order, policies: policies, other: other)
    } else {
      guard case .received(let event) = event else { throw .notReceived(state.number) }
      try OrderReceipts.check(event, of: state.number, at: facts.effective, order: other)
    }
  }

  private func check(
    _ event: OrderEvent, _ facts: EventFacts, in order: Order, policies: PolicyBook,
    other: (OrderNumber) -> Order?
  ) throws(OrderRefusal) {
    if facts.effective < order.receivedAt {
      throw .effectiveBeforeReceipt(facts.effective, received: order.receivedAt)
    }
    switch event {
    case .received: throw .alreadyReceived(order.number)
    case .stepTaken(let event):
      try OrderSteps(order: order, facts: facts, policies: policies, zone: zone)
        .check(event, other: other)
    case .interactionRecorded(let event):
      try OrderValues.require([("interaction.text", !event.interaction.text.isBlank)], .reading)
      try OrderValues.check(event.interaction.channel, "interaction.channel")
    case .workOrderReported(let event): try OrderWorkOrders.check(event, in: order)
    case .documentsArchived: try OrderPapers.checkArchived(order)
    case .damageLinked(let event): try check(event, in: order, other: other)
    case .executiveAssigned(let event):
      try OrderValues.require([("executive.key", !event.executive.key.isBlank)], .reading)
      try OrderValues.checkName(event.executive.key, "executive.key")
    case .reopened(let event):
      if order.path.end == nil { throw .notEnded(order.number) }
      try OrderValues.require([("interaction.text", !event.interaction.text.isBlank)], .reading)
      try OrderValues.check(event.interaction.channel, "interaction.channel")
    case .reconnectionDateChanged(let event):
      try OrderSuspensions.check(event, in: order, policies: policies, other: other)
    case .serviceReconnected(let event): try OrderDeadlines.check(event, in: order)
    case .deadlinePassed(let event): try OrderDeadlines.check(event, in: order)
    }
  }

  /// The damage names this request, whose client did not confirm.
  private func check(
    _ event: OrderDamageLinked, in order: Order, other: (OrderNumber) -> Order?
  ) throws(OrderRefusal) {
    if !order.isDenied { throw .notDenied(order.number) }
    guard let damage = OrderNumber(event.damage).flatMap(other),
      damage.received.linkedTo == order.number.rawValue
    else { throw .damageUnknown(event.damage) }
    if order.damages.contains(event.damage) { throw .damageLinkedAlready(event.damage) }
  }

  public func keys(of event: OrderEvent, in state: OrderState) -> KeyChanges {
    guard case .stepTaken(let event) = event, let order = state.order else { return KeyChanges() }
    return OrderSuspensions.keys(of: event, in: order)
  }

  public func refusal(ofTaken key: String, heldBy stream: StreamName) -> Refusal {
    OrderSuspensions.refusal(ofTaken: key, heldBy: stream).refusal
  }

  public func apply(_ event: OrderEvent, _ facts: EventFacts, to state: inout OrderState) {
    state.apply(event, facts)
  }
}
