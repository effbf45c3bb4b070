import Events
import Projections
import Schemas

/// Whether what the daemon does by itself is what the request waits for. That the time was up is the
/// timer's matter; here it must at least not be early by its own account.
///
/// **Source:** post-sale page, Escalations; D, end of a suspension (a).
enum OrderDeadlines {
  static func check(_ event: OrderDeadlinePassed, in order: Order) throws(OrderRefusal) {
    let rule = event.escalation.rule
    // A suspension that ends reconnects; that is another event.
    let limit = order.wait.limits.first { $0.rule == rule && rule != OrderWait.suspensionEnd }
    guard let limit else { throw .deadlineNotWaitedFor(rule) }
    if event.step != order.wait.step { throw .deadlineDiffers(rule, field: "step") }
    try check(event.escalation, limit)
  }

  static func check(_ event: OrderServiceReconnected, in order: Order) throws(OrderRefusal) {
    let rule = OrderWait.suspensionEnd
    guard let suspension = order.suspension, !suspension.isReconnected,
      let limit = order.wait.limits.first(where: { $0.rule == rule })
    else { throw .deadlineNotWaitedFor(rule) }
    if event.date != suspension.end.description { throw .deadlineDiffers(rule, field: "date") }
    if event.products != suspension.products {
      throw .deadlineDiffers(rule, field: "products")
    }
    if event.escalation.rule != rule { throw .deadlineDiffers(rule, field: "rule") }
    try check(event.escalation, limit)
  }

  private static func check(
    _ escalation: Escalation, _ limit: OrderTimeLimit
  ) throws(OrderRefusal) {
    if escalation.entered != limit.since {
      throw .deadlineDiffers(limit.rule, field: "escalation.entered")
    }
    if Timestamp(escalation.fired) < Timestamp(escalation.due) {
      throw .deadlineDiffers(limit.rule, field: "escalation.fired")
    }
  }
}
