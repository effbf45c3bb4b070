import Projections
import Schemas

/// The amounts of claims: exact, in COP.
enum ClaimAmounts {
  /// The most that an amount may be, and the most obligations of a client (a): far above what a
  /// retailer lends, and low enough that sums of claims stay exact.
  static let amountMax = Money(minorUnits: 10_000_000_000_000, .cop)
  static let obligationsMax = 100

  /// - Throws: `notMoney`, `notCOP`, `notPositive`.
  static func positive(_ wire: WireMoney, _ field: String) throws(ClaimRefusal) -> Money {
    let amount = try cop(wire, field)
    guard amount.isPositive else { throw .notPositive(amount, field: field) }
    return amount
  }

  /// Zero where nothing is given.
  static func orZero(
    _ wire: WireMoney, _ isGiven: Bool, _ field: String
  ) throws(ClaimRefusal) -> Money {
    guard isGiven else { return .zero(.cop) }
    let amount = try cop(wire, field)
    guard amount.minorUnits >= 0 else { throw .notPositive(amount, field: field) }
    return amount
  }

  private static func cop(_ wire: WireMoney, _ field: String) throws(ClaimRefusal) -> Money {
    let amount: Money
    do throws(MoneyError) { amount = try Money(wire) } catch {
      throw .notMoney(error, field: field)
    }
    guard amount.currency == .cop else { throw .notCOP(amount.currency, field: field) }
    if amount > amountMax { throw .tooLarge(amount, field: field) }
    return amount
  }

  /// What applications come to.
  struct Sums: Equatable {
    var paid = Money.zero(.cop)
    var condoned = Money.zero(.cop)
  }

  /// Checks applications and adds them up, by invoice.
  ///
  /// - Parameter certified: the invoices whose balances were certified.
  static func sums(
    _ applications: [ClaimApplication], certified: [String]
  ) throws(ClaimRefusal) -> [String: Sums] {
    var sums: [String: Sums] = [:]
    for application in applications {
      let invoice = application.invoice
      guard certified.contains(invoice) else {
        throw .invoiceNotCertified(invoice, certified: certified)
      }
      guard sums[invoice] == nil else { throw .invoiceTwice(invoice) }
      sums[invoice] = try sum(application)
    }
    return sums
  }

  private static func sum(_ application: ClaimApplication) throws(ClaimRefusal) -> Sums {
    let invoice = application.invoice
    var fields = ClaimFields()
    if application.concepts.isEmpty { fields.text("", "concepts of \(invoice)") }
    for line in application.concepts {
      try fields.choice(line.concept, "concept of \(invoice)")
    }
    try fields.check()
    var sums = Sums()
    var seen: Set<ClaimConcept> = []
    for line in application.concepts {
      guard seen.insert(line.concept).inserted else {
        throw .conceptTwice(line.concept, invoice: invoice)
      }
      let paid = try orZero(line.paid, line.hasPaid, "paid of \(invoice)")
      let condoned = try orZero(line.condoned, line.hasCondoned, "condoned of \(invoice)")
      if paid.isZero && condoned.isZero { throw .nothingApplied(line.concept, invoice: invoice) }
      sums.paid = sums.paid + paid
      sums.condoned = sums.condoned + condoned
    }
    return sums
  }
}
