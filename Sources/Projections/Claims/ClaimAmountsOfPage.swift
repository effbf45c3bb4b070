import Events
import Schemas
import SwiftProtobuf

/// What a claim adds to the sums of its insurer and cause.
struct ClaimAmountsOfPage: Equatable {
  let insurer: ClaimInsurer
  let cause: ClaimCause
  /// All in COP.
  let claimed: Money
  let paid: Money
  let applied: Money
  let condoned: Money
  let refused: Money
  let isRefused: Bool

  /// - Throws: for an amount that is none.
  init(_ page: ClaimPage) throws(MoneyError) {
    insurer = page.insurer
    cause = page.cause
    isRefused = page.answer.answer == .refuses
    claimed = try Self.amount(page.hasSubmitted ? page.submitted.claimed : nil)
    paid = try Self.amount(page.hasTransfer ? page.transfer.amount : nil)
    refused = isRefused ? claimed : .zero(.cop)
    let months = page.pool.months.prefix(Int(page.monthsApplied)).flatMap(\.applications)
    var (applied, condoned) = (Money.zero(.cop), Money.zero(.cop))
    for line in (page.applied.applications + months).flatMap(\.concepts) {
      applied = applied + (try Self.amount(line.hasPaid ? line.paid : nil))
      condoned = condoned + (try Self.amount(line.hasCondoned ? line.condoned : nil))
    }
    self.applied = applied
    self.condoned = condoned
  }

  private static func amount(_ wire: WireMoney?) throws(MoneyError) -> Money {
    guard let wire else { return .zero(.cop) }
    let amount = try Money(wire)
    guard amount.currency == .cop else { throw .notACurrency(wire.currencyCode) }
    return amount
  }
}

extension ClaimSums {
  /// Adds a claim, or with −1 takes it out.
  mutating func add(_ amounts: ClaimAmountsOfPage, _ sign: Int64) {
    func add(_ amount: Money, to sum: inout WireMoney) {
      // A sum may be larger than what is accepted as an amount.
      let before = Money(minorUnits: sum.units * 100 + Int64(sum.nanos) / 10_000_000, .cop)
      sum = (sign > 0 ? before + amount : before - amount).wire
    }
    insurer = amounts.insurer
    cause = amounts.cause
    claims = UInt64(Int64(claims) + sign)
    if amounts.isRefused { claimsRefused = UInt64(Int64(claimsRefused) + sign) }
    add(amounts.claimed, to: &claimed)
    add(amounts.paid, to: &paid)
    add(amounts.applied, to: &applied)
    add(amounts.condoned, to: &condoned)
    add(amounts.refused, to: &refused)
  }
}
