import Events
import Projections
import Schemas

/// Suspensions (D): one a year and product, four months at most, and how they end.
///
/// **Source:** post-sale page, D.
enum OrderSuspensions {
  // Once a year.

  /// What counts once: a suspension of this product of this contract in this calendar year.
  private static func key(_ order: Order, _ product: OrderProduct, _ start: LocalDate) -> String {
    "suspension/\(order.received.contract)/\(product.number)/\(YearMonth(start).year)"
  }

  /// The year is taken at D3, for the start that was asked for. A start that D4 then puts into another
  /// year takes that one and gives the first back, in which no suspension happened.
  static func keys(of event: OrderStepTaken, in order: Order) -> KeyChanges {
    guard case .suspension(let asked) = order.received.asked,
      let askedStart = LocalDate(asked.start)
    else { return KeyChanges() }
    func keys(_ start: LocalDate) -> [String] {
      order.received.products.map { key(order, $0, start) }
    }
    switch (event.step, event.outcome, event.details) {
    case ("D3", "yes", _): return KeyChanges(taken: keys(askedStart))
    case ("D4", _, .suspensionTerm(let term)):
      guard let start = LocalDate(term.start) else { return KeyChanges() }
      // D4 is taken once; nothing leads back to it.
      let (before, after) = (keys(askedStart), keys(start))
      return before == after ? KeyChanges() : KeyChanges(taken: after, released: before)
    default: return KeyChanges()
    }
  }

  /// Contract, product and year of a key.
  static func refusal(ofTaken key: String, heldBy stream: StreamName) -> OrderRefusal {
    let parts = key.split(separator: "/", omittingEmptySubsequences: false)
    return .suspendedThisYear(
      product: parts.dropLast().last.map(String.init) ?? "",
      year: parts.last.map(String.init) ?? "", stream)
  }

  /// D3: who says that it is not the first names the first.
  static func checkEarlier(
    _ event: OrderStepTaken, in order: Order, other: (OrderNumber) -> Order?
  ) throws(OrderRefusal) {
    guard case .earlierSuspension(let earlier) = event.details,
      let start = LocalDate(order.received.suspension.start)
    else { return }
    let year = YearMonth(start).year
    guard let named = OrderNumber(earlier.number).flatMap(other), named.number != order.number,
      named.received.contract == order.received.contract, let suspension = named.suspension,
      YearMonth(suspension.start).year == year,
      suspension.products.contains(where: order.received.products.map(\.number).contains)
    else { throw .earlierSuspensionUnknown(earlier.number, year: year) }
  }

  // What was asked for.

  /// D2.
  static func checkKind(_ event: OrderStepTaken, in order: Order) throws(OrderRefusal) {
    let isSuspension = if case .suspension = order.received.asked { true } else { false }
    try OrderDamages.check(
      event, isSuspension ? "suspension" : "reconnection",
      because: isSuspension ? "a suspension was asked for" : "a reconnection was asked for")
  }

  /// D9: a request whose requirements D1 could not complete ends without the service, any other with
  /// it.
  static func checkEnd(_ event: OrderStepTaken, in order: Order) throws(OrderRefusal) {
    let isWithout = order.outcomes["D1"] == "not-completed"
    if isWithout == (event.outcome == "without-service") { return }
    if event.outcome == PathOutcome.notConfirmed.name { return }
    try OrderDamages.check(
      event, isWithout ? "without-service" : PathOutcome.confirmed.name,
      because: isWithout
        ? "D1 found the requirements incomplete" : "D1 found the requirements complete")
  }

  // The term.

  /// D4: the end is at most four calendar months after the start (a).
  static func checkTerm(
    _ event: OrderStepTaken, policies: PolicyBook
  ) throws(OrderRefusal) {
    guard case .suspensionTerm(let term) = event.details else { return }
    let start = try OrderValues.date(term.start, "suspension_term.start")
    let end = try OrderValues.date(term.end, "suspension_term.end")
    if end <= start { throw .suspensionBackwards(start: start, end: end) }
    try checkEnd(end, of: start, policies)
  }

  private static func checkEnd(
    _ end: LocalDate, of start: LocalDate, _ policies: PolicyBook
  ) throws(OrderRefusal) {
    guard let months = policies.count(OrderFigures.suspensionMonths, on: start) else { return }
    let last = start.adding(months: months)
    if end > last { throw .suspensionTooLong(end: end, last: last, months: months) }
  }

  // Reconnection.

  /// A suspension that still runs, of the same contract.
  static func checkInForce(
    _ number: UInt64, _ contract: String, order: (OrderNumber) -> Order?
  ) throws(OrderRefusal) {
    guard let named = OrderNumber(number).flatMap(order), named.received.contract == contract,
      let suspension = named.suspension, !suspension.isReconnected
    else { throw .suspensionNotInForce(number) }
  }

  /// D5: the date is the one that was entered in the request of the suspension.
  static func checkReconnection(
    _ event: OrderStepTaken, in order: Order, other: (OrderNumber) -> Order?
  ) throws(OrderRefusal) {
    guard case .reconnectionDate(let given) = event.details else { return }
    let date = try OrderValues.date(given.date, "reconnection_date.date")
    let number = order.received.reconnection.suspension
    let entered = OrderNumber(number).flatMap(other)?.suspension?.end
    guard entered == date else {
      throw .reconnectionDateDiffers(date, entered: entered, suspension: number)
    }
  }

  /// The new day lies behind the start and within the four months, and some request asks for it.
  static func check(
    _ event: OrderReconnectionDateChanged, in order: Order, policies: PolicyBook,
    other: (OrderNumber) -> Order?
  ) throws(OrderRefusal) {
    guard let suspension = order.suspension, !suspension.isReconnected else {
      throw .suspensionNotInForce(order.number.rawValue)
    }
    let date = try OrderValues.date(event.date, "date")
    if date <= suspension.start {
      throw .suspensionBackwards(start: suspension.start, end: date)
    }
    try checkEnd(date, of: suspension.start, policies)
    guard let asking = OrderNumber(event.reconnection).flatMap(other),
      asking.received.reconnection.suspension == order.number.rawValue
    else { throw .reconnectionUnknown(event.reconnection) }
  }
}
