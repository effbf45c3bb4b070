import Events
import Projections
import Schemas

extension ArrearsState {
  /// The state after an event. What is stored was admitted, so that its dates and amounts can be
  /// read; what cannot be read changes nothing.
  mutating func apply(_ event: ArrearsEvent, _ facts: EventFacts) {
    switch event {
    case .clientRecorded(let event):
      client = ArrearsClient(isPublicInstitution: event.publicInstitution)
    case .contractRecorded(let event):
      contracts[event.contract] = Set(event.products.map(\.number))
    case .proformaIssued(let event):
      proformas.insert(ArrearsMonthOfContract(event.contract, event.month))
    case .chargeAdded(let event):
      guard let amount = try? Money(event.amount) else { return }
      charges[event.charge] = ArrearsOpenCharge(
        contract: event.contract, product: event.product, amount: amount, month: event.month)
    case .chargeWithdrawn(let event): charges[event.charge]?.standing = .withdrawn
    case .invoiceIssued(let event): issue(event)
    case .invoiceAnnulled(let event):
      invoices[event.invoice]?.standing = .annulled
      for (id, charge) in charges where charge.standing == .invoiced(event.invoice) {
        charges[id]?.standing = .waiting
      }
    case .sigepStamped(let event):
      for invoice in event.invoices { invoices[invoice]?.sigepForm = event.form }
    case .paymentRecorded(let event):
      guard let paidOn = LocalDate(event.paidOn) else { return }
      let reference = ArrearsReference.folded(event.reference)
      let paid = event.applications.map(\.invoice)
      payments[reference] = ArrearsHeldPayment(paidOn: paidOn, invoices: paid)
      for invoice in paid { invoices[invoice]?.standing = .paid(reference) }
    case .paymentReversed(let event):
      let payment = payments.removeValue(forKey: ArrearsReference.folded(event.reference))
      for invoice in payment?.invoices ?? [] { invoices[invoice]?.standing = .owed }
    case .commitmentMade(let event):
      commitments[event.commitment] = ArrearsPromised(
        invoices: event.invoices, made: facts.recorded)
    case .deadlinePassed(let event): commitments[event.commitment]?.isBroken = true
    case .proformaSent, .interactionRecorded, .letterIssued: break
    }
  }

  private mutating func issue(_ event: ArrearsInvoiceIssued) {
    let amounts = event.lines.compactMap { try? Money($0.amount) }
    guard let first = amounts.first, let issuedOn = LocalDate(event.issuedOn) else { return }
    invoices[event.invoice] = ArrearsOpenInvoice(
      place: ArrearsMonthOfContract(event.contract, event.month),
      amount: amounts.dropFirst().reduce(first, +), issuedOn: issuedOn)
    for line in event.lines where !line.charge.isEmpty {
      charges[line.charge]?.standing = .invoiced(event.invoice)
    }
  }
}
