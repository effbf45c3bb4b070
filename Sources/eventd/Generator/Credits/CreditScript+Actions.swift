import Events
import Processes
import Projections
import Schemas
import SwiftProtobuf

/// What is done about a client, with amounts that are owed on the day.
extension CreditScript {
  mutating func payInstalment(_ invoice: String) {
    guard let obligation = open(invoice), let next = obligation.oldestUnpaid(on: today) else {
      return
    }
    pay(invoice, next.amounts.total)
    // A cashier's mistake, taken back and recorded again.
    if dice.chance(percent: 3), let payment = accounts.entries.last {
      reverse(payment.id)
      pay(invoice, next.amounts.total)
    }
  }

  mutating func payWhatIsDue(_ invoice: String) {
    guard let obligation = open(invoice) else { return }
    let fallen = InstalmentPlan(obligation.plan.instalments.filter { $0.due <= today }).total
    var due = obligation.balance(on: today)
    due.capital = fallen.capital - (obligation.plan.total.capital - due.capital)
    pay(invoice, due.positive.total)
  }

  mutating func payEverything(_ invoice: String) {
    guard let obligation = open(invoice) else { return }
    pay(invoice, obligation.balance(on: today).positive)
    clear(invoice)
  }

  /// Half of the capital is paid, the rest condoned.
  mutating func settle(_ invoice: String) {
    guard let obligation = open(invoice) else { return }
    let owed = obligation.balance(on: today).positive
    guard owed.capital.minorUnits > 200 else { return }
    let half = Money(minorUnits: owed.capital.minorUnits / 2, .cop)
    let payment = newID("pago")
    pay(invoice, ConceptAmounts(capital: half), as: payment)
    var condonation = CreditCondoned()
    condonation.actor = CreditCast.of(.carteraBajas, store)
    condonation.id = newID("condonacion")
    condonation.invoice = invoice
    condonation.concepts = (owed - ConceptAmounts(capital: half)).wire
    condonation.effectiveDate = "\(today)"
    condonation.approval = "Comité de cartera"
    append([.condoned(condonation)])
    var down = CreditWrittenDown()
    down.actor = condonation.actor
    down.id = newID("baja")
    down.invoice = invoice
    down.payment = payment
    down.condonations = [condonation.id]
    append([.writtenDown(down)])
  }

  mutating func pay(_ invoice: String, _ amount: Money) {
    guard amount.isPositive else { return }
    pay(invoice, amount, [], as: newID("pago"))
  }

  mutating func pay(_ invoice: String, _ amounts: ConceptAmounts, as id: String? = nil) {
    guard amounts.total.isPositive else { return }
    pay(invoice, amounts.total, amounts.wire, as: id ?? newID("pago"))
  }

  mutating func pay(
    _ invoice: String, _ amount: Money, _ concepts: [CreditConceptAmount], as id: String
  ) {
    var payment = CreditPaymentReceived()
    payment.actor = CreditCast.of(.almacen, store)
    payment.id = id
    payment.payer = .cliente
    let reference = "\(cedula)-\(id)"
    if dice.chance(percent: 60) {
      payment.bankReference = reference
    } else {
      payment.receipt = reference
    }
    payment.amount = amount.wire
    // A bank's statement comes a day or two after the payment.
    let known = open(invoice)?.disbursed ?? today
    payment.effectiveDate = "\(max(known, today.adding(days: -dice.below(3))))"
    payment.applications = [
      .with {
        $0.invoice = invoice
        $0.amount = amount.wire
        $0.concepts = concepts
      }
    ]
    if !concepts.isEmpty { payment.effectiveDate = "\(today)" }
    append([.paid(payment)])
  }

  mutating func reverse(_ id: String) {
    var reversal = CreditReversed()
    reversal.actor = CreditCast.central
    reversal.id = newID("reverso")
    reversal.reverses = id
    reversal.reason = "Registrado en la obligación equivocada"
    append([.reversed(reversal)])
  }

  mutating func charge(_ invoice: String) {
    guard let obligation = open(invoice), obligation.daysPastDue(on: today) > 5 else { return }
    var charge = CreditChargeAdded()
    charge.actor = CreditCast.central
    charge.id = newID("mora")
    charge.invoice = invoice
    charge.concept = .interesesDeMora
    charge.amount = Money(minorUnits: Int64(dice.number(in: 5...90)) * 10_000, .cop).wire
    charge.effectiveDate = "\(today)"
    charge.reason = "Mora de la cuota"
    append([.charged(charge)])
  }

  mutating func clear(_ invoice: String) {
    guard let obligation = open(invoice), obligation.left(whenClosedOn: today).isZero else {
      return
    }
    var clearance = CreditClearanceIssued()
    clearance.actor = CreditCast.of(.almacen, store)
    clearance.id = newID("paz")
    clearance.invoice = invoice
    clearance.number = "PYS-\(cedula)-\(ids)"
    clearance.effectiveDate = "\(today)"
    append([.cleared(clearance)])
  }

  mutating func writeOff(_ invoice: String) {
    guard open(invoice)?.state == .current else { return }
    var off = CreditWrittenOff()
    off.actor = CreditCast.risk
    off.id = newID("castigo")
    off.invoice = invoice
    off.effectiveDate = "\(today)"
    off.approval = "Comité de castigos"
    append([.writtenOff(off)])
  }

  mutating func certify() {
    var certificate = CreditCertificateIssued()
    certificate.actor = CreditCast.central
    certificate.number = "CERT-\(cedula)-\(ids)"
    certificate.date = "\(today)"
    certificate.obligations = accounts.current(on: today).map { obligation in
      CreditCertifiedObligation.with {
        $0.invoice = obligation.invoice
        $0.balance = max(obligation.outstanding(on: today), .zero(.cop)).wire
      }
    }
    let isExact = accounts.current(on: today).allSatisfy {
      $0.outstanding(on: today).minorUnits >= 0
    }
    if isExact { append([.certified(certificate)]) }
  }

  mutating func assign() {
    let band = bands.band(of: accounts.daysPastDue(on: today))
    var assignment = CreditAdviserAssigned()
    assignment.actor = CreditCast.director(band.director)
    assignment.adviser = CreditCast.adviser(&dice)
    assignment.band = UInt32(band.number)
    append([.assigned(assignment)])
  }

  mutating func call(_ answer: CreditTypification, _ reason: CreditNonPaymentReason) {
    guard accounts.daysPastDue(on: today) > 0 else { return }
    append([.contacted(contact(answer, reason))])
  }

  /// To pay what is past due within a week.
  mutating func promise() {
    guard accounts.daysPastDue(on: today) > 0 else { return }
    var call = contact(.promesaDePago, .dificultadEconomica)
    call.promise.amount = Money(minorUnits: Int64(dice.number(in: 5...20)) * 1_000_000, .cop).wire
    call.promise.date = "\(date(after: today, 3...7))"
    append([.contacted(call)])
  }

  mutating func contact(
    _ answer: CreditTypification, _ reason: CreditNonPaymentReason
  ) -> CreditClientContacted {
    var contact = CreditClientContacted()
    contact.actor = CreditCast.adviser(&dice)
    contact.id = newID("gestion")
    contact.channel = dice.chance(percent: 85) ? .llamada : .visita
    contact.typification = answer
    contact.reason = reason
    return contact
  }
}
