import Events
import Projections
import Schemas
import SwiftProtobuf

/// Payments by the three ways, what did not hold, charges and corrected invoices.
extension ArrearsScript {
  /// All that is owed, or the oldest. Most public institutions have a SIGEP form stamped first, and
  /// collect with it some days later.
  mutating func pay() {
    guard !owed.isEmpty else { return }
    if isPublic && dice.chance(percent: 75) {
      stamp()
      return plan(in: 2...4) { $0.collect() }
    }
    let paid = dice.chance(percent: 85) ? owed : [owed[0]]
    pay(paid, dice.chance(percent: 45) ? .web : .banco)
  }

  private mutating func stamp() {
    let open = owed.filter { !$0.isStamped }
    guard !open.isEmpty else { return }
    for index in owed.indices { owed[index].isStamped = true }
    append([
      ArrearsSigepStamped.with {
        $0.actor = ArrearsCast.billing
        $0.form = newID("SG")
        $0.invoices = open.map(\.invoice)
        $0.stampedOn = "\(today)"
      }
    ])
  }

  /// At the cash desk, with the stamped form.
  private mutating func collect() {
    let stamped = owed.filter(\.isStamped)
    if !stamped.isEmpty { pay(stamped, .sigep) }
  }

  /// The bank's list comes a day or two after the payment.
  private mutating func pay(_ paid: [Owed], _ way: ArrearsPaymentWay) {
    let reference = newID(way == .banco ? "DEP" : way == .web ? "WEB" : "SIG")
    let issued = paid.map(\.issuedOn).max() ?? today
    let payment = ArrearsPaymentRecorded.with {
      $0.actor = ArrearsCast.billing
      $0.reference = reference
      $0.way = way
      $0.paidOn = "\(max(issued, today.adding(days: -dice.below(3))))"
      $0.amount = .centavos(paid.reduce(0) { $0 + $1.amount })
      $0.applications = paid.map { one in
        .with {
          $0.invoice = one.invoice
          $0.amount = .centavos(one.amount)
        }
      }
    }
    append([payment])
    owed.removeAll { one in paid.contains { $0.invoice == one.invoice } }
    if way != .sigep && dice.chance(percent: 8) {
      plan(in: 1...3) { $0.reverse(reference, paid) }
    }
  }

  /// What was paid is owed again.
  private mutating func reverse(_ reference: String, _ paid: [Owed]) {
    append([
      ArrearsPaymentReversed.with {
        $0.actor = ArrearsCast.billing
        $0.reference = reference
        $0.reversedOn = "\(today)"
        $0.reason = dice.pick(["Depósito de otro cliente", "Cheque sin fondos", "Pago anulado"])
      }
    ])
    owed = (paid + owed).sorted { ($0.month, $0.invoice) < ($1.month, $1.invoice) }
    if dice.chance(percent: 70) { plan(in: 1...4) { $0.pay() } }
  }

  /// What a post-sale order charges to the month's invoice; now and then the client desists.
  mutating func charge() {
    let contract = dice.pick(contracts)
    let (concept, amount) = ArrearsCast.charge(&dice)
    let charge = ArrearsChargeAdded.with {
      $0.actor = ArrearsCast.commercial
      $0.charge = newID("PV")
      $0.contract = contract.number
      $0.product = dice.pick(contract.products).number
      $0.amount = .centavos(amount)
      $0.concept = concept
      $0.month = "\(YearMonth(today))"
      $0.aroseOn = "\(today)"
    }
    append([charge])
    charges[charge.charge] = charge
    waiting.append(charge)
    if dice.chance(percent: 20) {
      plan(in: 1...2) { $0.withdraw(charge.charge, "El cliente desistió") }
    }
  }

  private mutating func withdraw(_ charge: String, _ reason: String) {
    guard waiting.contains(where: { $0.charge == charge }) else { return }
    waiting.removeAll { $0.charge == charge }
    append([
      ArrearsChargeWithdrawn.with {
        $0.actor = ArrearsCast.commercial
        $0.charge = charge
        $0.reason = reason
      }
    ])
  }

  /// An invoice is annulled by a resolution and issued anew, without the charges that were
  /// disputed.
  mutating func correct() {
    guard let index = owed.lastIndex(where: { !$0.invoice.hasSuffix(Self.again) }) else { return }
    let wrong = owed.remove(at: index)
    append([
      ArrearsInvoiceAnnulled.with {
        $0.actor = ArrearsCast.billing
        $0.invoice = wrong.invoice
        $0.annulledOn = "\(today)"
        $0.reason = "Resolución de UTAR"
      }
    ])
    let disputed = wrong.lines.compactMap { charges[$0.charge] }
    waiting += disputed
    for charge in disputed { withdraw(charge.charge, "Reclamo procedente") }
    plan(in: 1...2) { $0.issue(wrong.month, suffix: Self.again, only: wrong.contract) }
  }

  private static let again = "-B"
}
