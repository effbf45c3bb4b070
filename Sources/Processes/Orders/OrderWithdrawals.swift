import Events
import Projections
import Schemas

/// Withdrawals (H): the contract, the last invoice, the equipment.
///
/// **Source:** post-sale page, H.
enum OrderWithdrawals {
  /// H2: a contract whose minimum stay still runs is not fulfilled. Other clauses are for the EE to
  /// judge.
  static func checkStay(
    _ event: OrderStepTaken, in order: Order, zone: TimeZoneRules
  ) throws(OrderRefusal) {
    guard case .contractReview(let review) = event.details, !review.minimumStayUntil.isEmpty
    else { return }
    let until = try OrderValues.date(
      review.minimumStayUntil, "contract_review.minimum_stay_until")
    if until > zone.localDate(at: order.receivedAt) {
      try OrderDamages.check(event, "not-fulfilled", because: "the minimum stay ends on \(until)")
    }
  }

  /// H7: every product with its last invoice as computed; a second time, after H13, nothing is
  /// entered again (a).
  static func checkInvoice(
    _ event: OrderStepTaken, in order: Order, policies: PolicyBook, zone: TimeZoneRules
  ) throws(OrderRefusal) {
    let isEntered = order.outcomes["H7"] != nil
    guard case .lastInvoice(let invoice) = event.details else {
      if !isEntered {
        throw .detailsMissing(event.step, OrderDetails.Kind.lastInvoice.rawValue)
      }
      return
    }
    if isEntered { throw .withdrawalEntered }
    let requested = zone.localDate(at: order.receivedAt)
    let telephony =
      policies.amount(OrderFigures.multipackTelephony, on: requested) ?? .zero(.bob)
    let products = order.received.products
    guard invoice.lines.map(\.product).sorted() == products.map(\.number).sorted() else {
      throw .invoiceLinesDiffer(expected: products.map(\.number))
    }
    for line in invoice.lines {
      guard let product = products.first(where: { $0.number == line.product }),
        let billing = LastInvoice.billing(product.kind)
      else { continue }
      let monthly = try OrderValues.amount(line.monthly, "last_invoice.monthly")
      let amount = try OrderValues.amount(line.amount, "last_invoice.amount")
      guard
        let expected = LastInvoice.amount(
          billing, monthly: monthly, requested: requested, basicTelephony: telephony)
      else { throw .multipackBelowTelephony(monthly, telephony) }
      guard amount == expected else {
        throw .wrongAmount(
          amount, expected: expected, what: "the last invoice of \(line.product)",
          source: OrderSource.table(.retiroDeProductos).text)
      }
    }
  }

  /// H8: equipment that is missing or damaged is charged once, in H13, and then counts as settled.
  static func checkEquipment(_ event: OrderStepTaken, in order: Order) throws(OrderRefusal) {
    let isCharged = order.outcomes["H13"] != nil
    switch event.outcome {
    case "already-charged" where !isCharged: throw .equipmentNotCharged
    case "no" where isCharged: throw .equipmentCharged
    default: break
    }
  }

  /// H9.
  static func checkOrders(
    _ event: OrderStepTaken, _ orders: [OrderWorkOrder]
  ) throws(OrderRefusal) {
    let open = orders.filter(\.state.isOpen).map(\.number)
    try OrderDamages.check(
      event, open.isEmpty ? "yes" : "no",
      because: open.isEmpty
        ? "no work order is asignado" : "\(open.joined(separator: ", ")) are asignado")
  }

  /// H12: the cut state is *inicio de retiro*, and what is missing is explained for Almacenes.
  static func checkLegalisation(_ event: OrderStepTaken, in order: Order) throws(OrderRefusal) {
    guard case .legalisation(let legalisation) = event.details else { return }
    guard legalisation.cutState == .inicioDeRetiro else { throw .cutStateOther }
    let isIncomplete = order.outcomes["H8"] == "already-charged"
    if isIncomplete, legalisation.missingAccessories.isBlank { throw .accessoriesUnexplained }
  }

  /// H13.
  static func checkCharge(_ event: OrderStepTaken) throws(OrderRefusal) {
    guard case .equipmentCharge(let charge) = event.details else { return }
    try OrderValues.check(charge.kind, "equipment_charge.kind")
    try OrderValues.require(
      [("equipment_charge.kind", charge.kind != .unspecified)], .table(.retiroDeProductos))
    let amount = try OrderValues.amount(charge.amount, "equipment_charge.amount")
    if !amount.isPositive { throw .nothingCharged }
  }
}
