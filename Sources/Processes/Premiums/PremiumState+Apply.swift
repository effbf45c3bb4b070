import Events
import Projections
import Schemas

extension PremiumState {
  /// The state after an event. What is stored was admitted, so that its dates and amounts can be
  /// read; what cannot be read changes nothing.
  mutating func apply(_ event: PremiumEvent, _ facts: EventFacts) {
    switch event {
    case .policyAssigned(let event): policies[event.policy] = event.line
    case .cuotaIssued(let event):
      owe(.cuota(event.number), event.amount, event.issuedOn, event.dueOn, facts)
    case .settlementIssued(let event):
      owe(.settlement(event.number), event.amount, event.issuedOn, event.dueOn, facts)
    case .cuotaAmended(let event):
      owe(.cuota(event.number), event.amount, event.issuedOn, event.dueOn, facts)
    case .documentAnnulled(let event): change(event.document) { $0.standing = .annulled }
    case .paymentRecorded(let event):
      guard let paidOn = LocalDate(event.paidOn) else { return }
      let reference = PremiumReference.folded(event.bankReference)
      let documents = event.applications.map(\.document)
      payments[reference] = PremiumPayment(paidOn: paidOn, documents: documents)
      for document in documents { change(document) { $0.standing = .paid(reference) } }
    case .paymentReversed(let event):
      let reference = PremiumReference.folded(event.bankReference)
      for document in payments.removeValue(forKey: reference)?.documents ?? [] {
        change(document) {
          $0.standing = .owed
          $0.owedSince = facts.recorded
          $0.receipt = nil
        }
      }
    case .receiptIssued(let event): change(event.document) { $0.receipt = event.number }
    case .deadlinePassed(let event): change(event.document) { $0.isOverdue = true }
    }
  }

  private mutating func owe(
    _ document: PremiumDocument, _ wire: WireMoney, _ issuedOn: String, _ dueOn: String,
    _ facts: EventFacts
  ) {
    guard let amount = try? Money(wire), let issuedOn = LocalDate(issuedOn),
      let dueOn = LocalDate(dueOn)
    else { return }
    debts[document] = PremiumDebt(
      amount: amount, issuedOn: issuedOn, dueOn: dueOn, owedSince: facts.recorded)
  }
}
