import Events
import Projections
import Schemas

/// What changes the technology: a transfer (C3) and a migration to fibre (K12, K15).
///
/// **Source:** post-sale page, C and K.
enum OrderTechnologies {
  /// C3: whether the new place has another technology than a product of the request.
  static func checkPlace(_ event: OrderStepTaken, in order: Order) throws(OrderRefusal) {
    guard case .technologyCheck(let check) = event.details else { return }
    try OrderValues.check(check.technology, "technology_check.technology")
    try OrderValues.require(
      [("technology_check.technology", check.technology != .unspecified)],
      .table(.trasladoDeProductos))
    let changes = order.received.products.contains {
      $0.technology != .unspecified && $0.technology != check.technology
    }
    try OrderDamages.check(
      event, changes ? "yes" : "no", because: "the new place has \(check.technology.label)")
  }

  /// K12: the cost of the cable, if any, by the price per metre where one was adopted.
  static func checkCable(
    _ event: OrderStepTaken, on date: LocalDate, policies: PolicyBook
  ) throws(OrderRefusal) {
    guard case .excessCable(let cable) = event.details else { return }
    // No excess costs nothing, and need not say so.
    if cable.metres == 0, !cable.hasCost { return }
    let cost = try OrderValues.amount(cable.cost, "excess_cable.cost")
    let figure = OrderFigures.excessCableMetre
    let price = policies.amount(figure, on: date)
    let expected =
      cable.metres == 0
      ? Money.zero(.bob)
      : price.map { Money(minorUnits: $0.minorUnits * Int64(cable.metres), .bob) }
    if let expected, cost != expected {
      throw .wrongAmount(cost, expected: expected, what: figure.title, source: figure.source)
    }
  }

  /// K15: the client's acceptance of the cable's cost is in the notes.
  static func checkNotes(_ event: OrderStepTaken, in order: Order) throws(OrderRefusal) {
    guard let cost = order.excessCable, cost.isPositive else { return }
    guard case .migrationNotes(let notes) = event.details, !notes.notes.isBlank else {
      throw .acceptanceMissing(cost)
    }
  }
}
