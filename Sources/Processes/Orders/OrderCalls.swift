public import Events
public import Projections
import Schemas

/// Details of outgoing calls (G): whose lines, and what they cost.
///
/// **Source:** post-sale page, G1, G5 and G7.
public enum OrderCalls {
  /// G1.
  static func checkNetwork(_ event: OrderStepTaken, in order: Order) throws(OrderRefusal) {
    let network = order.received.callDetail.network
    try OrderDamages.check(
      event, network == .boliviatel ? "boliviatel" : "comteco",
      because: "the telephones are of \(network.label)")
  }

  /// What a detail costs: the month of the request is free, each earlier month has its price, on the
  /// invoice of each line (a). Boliviatel is free.
  ///
  /// - Parameter earlierMonth: the price of one earlier month of one line.
  public static func cost(
    months: [YearMonth], lines: Int, received: YearMonth, earlierMonth: Money
  ) -> Money {
    let earlier = months.count { $0 < received }
    return Money(
      minorUnits: earlierMonth.minorUnits * Int64(earlier * lines), earlierMonth.currency)
  }

  /// G5 tells the cost, G7 charges it: both times as computed.
  static func checkCost(
    _ event: OrderStepTaken, in order: Order, policies: PolicyBook, zone: TimeZoneRules
  ) throws(OrderRefusal) {
    guard case .charge(let charge) = event.details else { return }
    let amount = try OrderValues.amount(charge.amount, "charge.amount")
    let asked = order.received.callDetail
    let date = zone.localDate(at: order.receivedAt)
    let figure = OrderFigures.callDetailMonth
    let expected = cost(
      months: asked.months.compactMap { YearMonth($0) }, lines: asked.telephones.count,
      received: YearMonth(date), earlierMonth: policies.amount(figure, on: date) ?? .zero(.bob))
    guard amount == expected else {
      throw .wrongAmount(amount, expected: expected, what: figure.title, source: figure.source)
    }
  }
}
