import EventdClient
import Events
import Processes
import Projections
import Schemas
import SwiftProtobuf

/// The client's credits, in their own stream: the claim's rules compare with them.
extension ClaimScript {
  /// Registered when the claim comes, as a retailer who begins to keep its credits here would: the
  /// obligations with their plans, and in one payment each what was paid until the day of occurrence.
  mutating func recordCredits() {
    var client = CreditClientRegistered()
    client.actor = CreditCast.of(.almacen, store)
    client.cedula = "\(cedula)"
    client.name = name
    client.birthDate = "\(born)"
    // A few within the thirty days in which the cover of employment does not hold yet.
    let before = dice.chance(percent: 5) ? 12 : dice.number(in: 35...600)
    let disbursed = occurred.adding(days: -before)
    var grants = [grant(1, disbursed)]
    if dice.chance(percent: 18) { grants.append(grant(2, disbursed)) }
    append([.clientRegistered(client)] + grants.map(CreditEvent.granted), .noStream)
    // Instalments that the client has not paid: none, a few, or all.
    let unpaid = dice.pick(weighted: [(0, 70), (2, 20), (99, 10)])
    for obligation in accounts.obligations { payUntilOccurred(obligation, unpaid: unpaid) }
    if dice.chance(percent: 3) { giveUp() }
  }

  private mutating func grant(_ count: Int, _ disbursed: LocalDate) -> CreditCreditGranted {
    let first = disbursed.adding(days: 20)
    let months = max(0, today.days(since: first)) / 30
    let capital = Int64(dice.number(in: 60...420)) * 100_000
    var credit = CreditCreditGranted()
    credit.actor = CreditCast.of(.almacen, store)
    credit.id = "otorgado-\(count)"
    credit.invoice = "FV\(cedula)-\(count)"
    credit.store = store
    credit.motorcycle = dice.chance(percent: 25)
    if credit.motorcycle { credit.promissoryNote = "PG-\(cedula)-\(count)" }
    credit.disbursementDate = "\(disbursed)"
    if dice.chance(percent: 95) { credit.insurancePolicy = "VD-\(cedula)" }
    credit.instalments = InstalmentPlan.dueDates(
      first: first, count: months + dice.number(in: 10...20)
    ).map { due in
      .with {
        $0.dueDate = "\(due)"
        $0.capital = Money(minorUnits: capital, .cop).wire
        $0.interest = Money(minorUnits: capital / 50, .cop).wire
        $0.charges = Money(minorUnits: 350_000, .cop).wire
      }
    }
    return credit
  }

  private mutating func payUntilOccurred(_ obligation: Obligation, unpaid: Int) {
    let due = obligation.plan.instalments.filter { $0.due <= occurred }.dropLast(unpaid)
    let amount = due.reduce(.zero(.cop)) { $0 + $1.amounts.total }
    guard amount.isPositive else { return }
    var payment = CreditPaymentReceived()
    payment.actor = CreditCast.of(.almacen, store)
    payment.id = "pago-\(obligation.invoice)"
    payment.receipt = "RC-\(obligation.invoice)"
    payment.payer = .cliente
    payment.amount = amount.wire
    payment.effectiveDate = "\(occurred)"
    payment.applications = [
      .with {
        $0.invoice = obligation.invoice
        $0.amount = amount.wire
      }
    ]
    append([.paid(payment)])
  }

  /// Castigada, so that it is not covered any more.
  private mutating func giveUp() {
    guard let obligation = accounts.obligations.first else { return }
    var off = CreditWrittenOff()
    off.actor = CreditCast.risk
    off.id = "castigo-1"
    off.invoice = obligation.invoice
    off.effectiveDate = "\(occurred)"
    off.approval = "Comité de castigos"
    append([.writtenOff(off)])
  }

  /// The call or the visit as collections note it.
  mutating func contact() {
    var contact = CreditClientContacted()
    contact.actor = CreditCast.adviser(&dice)
    contact.id = "gestion-1"
    contact.channel = dice.chance(percent: 80) ? .llamada : .visita
    switch destiny.cause {
    case .permanentIncapacity:
      (contact.typification, contact.reason) = (.incapacidadTotal, .incapacidadTotalPermanente)
    case .unemployment: (contact.typification, contact.reason) = (.tramiteDesempleo, .desempleo)
    case .temporaryIncapacity:
      (contact.typification, contact.reason) = (.tramiteIncapacidadTemporal, .incapacidadTemporal)
    case .death, .unspecified, .UNRECOGNIZED:
      (contact.typification, contact.reason) = (.fallecido, .fallecimiento)
    }
    append([.contacted(contact)])
  }

  /// The Registraduría cancelled the cédula.
  mutating func cancelID(_ resolution: LocalDate) {
    var cancelled = CreditIdCancelled()
    cancelled.actor = CreditCast.adviser(&dice)
    cancelled.resolution = "RES-\(cedula)"
    cancelled.resolutionDate = "\(resolution)"
    append([.idCancelled(cancelled)])
  }

  /// From then on the accounts show what the claim pays.
  mutating func linkClaim() {
    var link = CreditClaimLinked()
    link.actor = CreditCast.central
    link.claim = number.stream.text
    append([.claimLinked(link)])
  }

  /// Default interest of a client who does not pay while the claim goes its way.
  mutating func charge() {
    guard claim.certificate == nil, let obligation = accounts.obligations.first,
      obligation.daysPastDue(on: today) > 20
    else { return }
    var charge = CreditChargeAdded()
    charge.actor = CreditCast.central
    charge.id = "mora-\(steps.count)"
    charge.invoice = obligation.invoice
    charge.concept = .interesesDeMora
    charge.amount = Money(minorUnits: Int64(dice.number(in: 5...60)) * 100_000, .cop).wire
    charge.effectiveDate = "\(today)"
    charge.reason = "Mora durante el trámite del seguro"
    append([.charged(charge)])
  }

  /// Baja de cartera and paz y salvo of what the claim has paid off. The accounts kept here do not know
  /// the claim's payment, so these events are not entered into them.
  mutating func close() {
    for (index, invoice) in invoices.enumerated() {
      var down = CreditWrittenDown()
      down.actor = CreditCast.of(.carteraBajas, store)
      down.id = "baja-\(index + 1)"
      down.invoice = invoice
      down.claim = number.stream.text
      var clearance = CreditClearanceIssued()
      clearance.actor = CreditCast.of(.almacen, store)
      clearance.id = "paz-\(index + 1)"
      clearance.invoice = invoice
      clearance.number = "PYS-\(cedula)-\(index + 1)"
      clearance.effectiveDate = "\(today)"
      write([.writtenDown(down)])
      write([.cleared(clearance)])
    }
  }
}
