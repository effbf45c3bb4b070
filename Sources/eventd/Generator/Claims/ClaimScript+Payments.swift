import Events
import Processes
import Projections
import Schemas
import SwiftProtobuf

/// Milestones 8, 8a and 8b: announced, transferred, applied; the pool and the calls while it pays.
extension ClaimScript {
  mutating func pay() {
    var answer = ClaimInsurerAnswered()
    answer.actor = ClaimCast.insurer(claim.insurer)
    answer.answer = .pays
    answer.reference = "LIQ-\(number.title)"
    append(.insurerAnswered(answer))
    guard goOn(1...6) else { return }
    let months = pool()
    let amount =
      claim.paysThroughPool
      ? months.reduce(.zero(.cop)) { $0 + $1.total }
      : invoices.reduce(.zero(.cop)) { $0 + paid(certified[$1] ?? .zero).total }
    guard amount.isPositive else { return }
    announce(amount)
    guard goOn(1...5) else { return }
    guard transfer(amount), goOn(0...4) else { return }
    if claim.paysThroughPool {
      open(months)
    } else {
      applyPayment()
    }
  }

  private mutating func announce(_ amount: Money) {
    var event = ClaimPaymentAnnounced()
    event.actor = ClaimCast.broker
    event.amount = amount.wire
    append(.paymentAnnounced(event))
  }

  /// Sometimes first the transfer for somebody else, which is given back.
  private mutating func transfer(_ amount: Money) -> Bool {
    if destiny.transferReversed {
      confirm("TR-\(cedula)-0", amount)
      guard goOn(0...2) else { return false }
      var event = ClaimTransferReversed()
      event.actor = ClaimCast.central
      event.bankReference = "TR-\(cedula)-0"
      event.why = "La transferencia era de otro siniestro."
      append(.transferReversed(event))
      guard goOn(1...4) else { return false }
    }
    confirm("TR-\(cedula)-1", amount)
    return true
  }

  private mutating func confirm(_ reference: String, _ amount: Money) {
    var event = ClaimTransferConfirmed()
    event.actor = ClaimCast.central
    event.bankReference = reference
    event.amount = amount.wire
    event.transferredOn = "\(today)"
    event.ticket = "GLPI-\(500_000 + number.rawValue)"
    append(.transferConfirmed(event))
  }

  /// Capital and interest are paid, default interest and charges condoned.
  private func paid(_ balance: ConceptAmounts) -> ConceptAmounts {
    ConceptAmounts(capital: balance.capital, interest: balance.interest)
  }

  private mutating func applyPayment() {
    var event = ClaimPaymentApplied()
    event.actor = ClaimCast.writeDowns
    event.clientID = "\(cedula)"
    event.bankReference = claim.transfer?.bankReference ?? ""
    event.effectiveOn = "\(occurred)"
    event.applications = invoices.map { invoice in
      let balance = certified[invoice] ?? .zero
      return application(invoice, paid: paid(balance), condoned: balance - paid(balance))
    }
    event.arrears = accounts.daysPastDue(on: today) > 0 ? .writeDownApplies : .notInArrears
    event.informed = ClaimCast.assigned
    append(.paymentApplied(event))
    if destiny.applicationReversed && destiny.promptness == .prompt {
      var reversal = ClaimApplicationReversed()
      reversal.actor = ClaimCast.writeDowns
      reversal.reverses = revision
      reversal.why = "Se aplicó con los valores de otra factura."
      append(.applicationReversed(reversal))
      guard goOn(0...2) else { return }
      append(.paymentApplied(event))
    }
    if goOn(1...6) { close() }
  }

  private func application(
    _ invoice: String, paid: ConceptAmounts, condoned: ConceptAmounts
  ) -> ClaimApplication {
    .with {
      $0.invoice = invoice
      for (concept, name) in ClaimConcept.ofCredits
      where !(paid[concept] + condoned[concept]).isZero {
        $0.concepts.append(
          .with {
            $0.concept = name
            if !paid[concept].isZero { $0.paid = paid[concept].wire }
            if !condoned[concept].isZero { $0.condoned = condoned[concept].wire }
          })
      }
    }
  }

  /// What the cover pays of each credit in each month: the instalments that fall due next.
  struct PoolMonth {
    let due: LocalDate
    let instalments: [(invoice: String, amounts: ConceptAmounts)]

    var total: Money { instalments.reduce(.zero(.cop)) { $0 + $1.amounts.total } }
  }

  func pool() -> [PoolMonth] {
    let months = claim.findings.map(\.poolMonths).max() ?? 0
    let covered = invoices.compactMap { accounts.obligation($0) }
    // All credits of a client have their instalments on the same days.
    let dues = covered.flatMap { $0.plan.instalments.map(\.due) }.filter { $0 > today }
    return Set(dues).sorted().prefix(Int(months)).map { due in
      PoolMonth(
        due: due,
        instalments: covered.compactMap { obligation in
          obligation.plan.instalments.first { $0.due == due }.map {
            (obligation.invoice, $0.amounts)
          }
        })
    }
  }

  /// The months as they were agreed with the insurer; those that fell due meanwhile are applied at
  /// once.
  private mutating func open(_ months: [PoolMonth]) {
    guard let first = months.first else { return }
    var event = ClaimPoolOpened()
    event.actor = ClaimCast.writeDowns
    event.clientID = "\(cedula)"
    event.bankReference = claim.transfer?.bankReference ?? ""
    event.months = months.map { month in
      .with {
        $0.applications = month.instalments.map {
          application($0.invoice, paid: $0.amounts, condoned: .zero)
        }
      }
    }
    event.firstDueOn = "\(first.due)"
    event.dueDay = UInt32(dueDay)
    event.arrears = accounts.daysPastDue(on: today) > 0 ? .writeDownDoesNotApply : .notInArrears
    event.informed = ClaimCast.adviser(&dice)
    append(.poolOpened(event))
    for (index, month) in months.enumerated() { checkEmployment(month.due, number: index + 1) }
  }

  /// The day of the month on which the plan's instalments are due.
  private var dueDay: Int {
    invoices.compactMap { accounts.obligation($0) }
      .flatMap { $0.plan.instalments.map(\.due.components.day) }.max() ?? 1
  }

  /// Early collections call before each month is applied, unless nobody does.
  private mutating func checkEmployment(_ due: LocalDate, number month: Int) {
    let left = due.days(since: today) - 2
    guard left > 0, !dice.chance(percent: 15) else { return }
    wait(max(0, left - 8)...left)
    guard today < due else { return }
    var event = ClaimEmploymentChecked()
    event.actor = ClaimCast.adviser(&dice)
    event.month = UInt32(month)
    event.employed = claim.cause == .unemployment && month > 2 && dice.chance(percent: 25)
    event.note = event.employed ? "Consiguió empleo; se le recuerda la deuda." : ""
    append(.employmentChecked(event))
  }
}

extension ClaimConcept {
  /// A concept of credits, and how claims name it.
  fileprivate static let ofCredits: [(CreditConcept, ClaimConcept)] = [
    (.capital, .capital), (.intereses, .interest), (.interesesDeMora, .defaultInterest),
    (.cargos, .charges),
  ]
}
