import Events
import Projections
import Schemas
import SwiftProtobuf

/// What is done about a client's premiums. An act that does not fit what is owed on the day is left out.
extension PremiumScript {
  mutating func assigned(_ policy: Policy) -> PremiumPolicyAssigned {
    var event = PremiumPolicyAssigned()
    event.actor = PremiumCast.actor(&dice)
    event.policy = policy.number
    event.line = policy.line
    event.broker = PremiumCast.broker(&dice)
    event.clientName = client.name
    return event
  }

  mutating func passToAnotherBroker(_ policy: Policy) { append([assigned(policy)]) }

  mutating func cuota(
    _ document: PremiumDocument, _ policy: Policy, _ debt: Debt
  ) -> PremiumCuotaIssued {
    var event = PremiumCuotaIssued()
    event.actor = PremiumCast.actor(&dice)
    event.number = document.number
    event.policy = policy.number
    event.amount = debt.amount.wire
    event.issuedOn = "\(debt.issued)"
    event.dueOn = "\(debt.due)"
    if policy.line.hasValidity { event.validity = Self.validity(policy) }
    return event
  }

  /// The premium was wrong: a tenth less.
  mutating func amend(_ document: PremiumDocument, _ policy: Policy) {
    guard var debt = debts[document], debt.isOwed else { return }
    debt.amount = Money(minorUnits: debt.amount.minorUnits / 10 * 9, debt.amount.currency)
    debt.due = debt.due.adding(days: 5)
    var event = PremiumCuotaAmended()
    event.actor = PremiumCast.actor(&dice)
    event.number = document.number
    event.policy = policy.number
    event.amount = debt.amount.wire
    event.issuedOn = "\(debt.issued)"
    event.dueOn = "\(debt.due)"
    if policy.line.hasValidity { event.validity = Self.validity(policy) }
    event.reason = "Prima mal calculada"
    debts[document] = debt
    append([event])
  }

  mutating func issue(
    _ document: PremiumDocument, _ policy: Policy, _ period: ClosedRange<LocalDate>
  ) {
    let amount = Money(minorUnits: Int64(dice.number(in: 200...2_000)) * 155, policy.currency)
    let debt = Debt(amount: amount, issued: today, due: today.adding(days: 30))
    var event = PremiumSettlementIssued()
    event.actor = PremiumCast.actor(&dice)
    event.number = document.number
    event.policy = policy.number
    event.periodStart = "\(period.lowerBound)"
    event.periodEnd = "\(period.upperBound)"
    event.amount = amount.wire
    event.issuedOn = "\(debt.issued)"
    event.dueOn = "\(debt.due)"
    debts[document] = debt
    append([event])
  }

  /// Those of the documents that are owed, whole, in one payment.
  mutating func pay(_ documents: [PremiumDocument], on paid: LocalDate) {
    let owed = documents.filter { debts[$0]?.isOwed ?? false }
    let parts = owed.compactMap { document in debts[document].map { (document, $0) } }
    guard let first = parts.first else { return }
    let issued = parts.map(\.1.issued).max() ?? today
    let paid = min(max(paid, issued), today)
    var event = PremiumPaymentRecorded()
    event.actor = PremiumCast.actor(&dice)
    event.bankReference = newReference()
    event.bank = dice.pick(PremiumCast.banks)
    event.paidOn = "\(paid)"
    event.amount = parts.reduce(Money.zero(first.1.amount.currency)) { $0 + $1.1.amount }.wire
    event.applications = parts.map { document, debt in
      .with {
        $0.document = document
        $0.amount = debt.amount.wire
      }
    }
    for document in owed {
      debts[document]?.paidBy = event.bankReference
      debts[document]?.paidOn = paid
    }
    append([event], since: PremiumHours.moment(paid, secondOfDay: 12 * 3600))
  }

  private mutating func newReference() -> String {
    if !returned.isEmpty, dice.chance(percent: 50) { return returned.removeLast() }
    payments += 1
    return "OP\(serial)-\(payments)"
  }

  /// The payment of a document did not hold, whatever else it paid.
  mutating func reverse(_ document: PremiumDocument) {
    guard let reference = debts[document]?.paidBy else { return }
    var event = PremiumPaymentReversed()
    event.actor = PremiumCast.actor(&dice)
    event.bankReference = reference
    event.reversedOn = "\(today)"
    event.reason = dice.pick(["Cheque sin fondos", "Abono extornado por el banco"])
    for (document, debt) in debts where debt.paidBy == reference {
      debts[document]?.paidBy = nil
      debts[document]?.paidOn = nil
      debts[document]?.hasReceipt = false
    }
    returned.append(reference)
    append([event])
  }

  mutating func issueReceipt(_ document: PremiumDocument) {
    guard let debt = debts[document], debt.paidBy != nil, !debt.hasReceipt else { return }
    receipts += 1
    var event = PremiumReceiptIssued()
    event.actor = PremiumCast.actor(&dice)
    event.number = "F001-\(serial)\(receipts < 10 ? "0" : "")\(receipts)"
    event.document = document
    event.issuedOn = "\(today)"
    debts[document]?.hasReceipt = true
    append([event])
  }

  /// The policy ends, and nothing more is owed on it.
  mutating func annul(_ documents: [PremiumDocument]) {
    var events: [any Message] = []
    for document in documents where debts[document]?.isOwed ?? false {
      var event = PremiumDocumentAnnulled()
      event.actor = PremiumCast.actor(&dice)
      event.document = document
      event.annulledOn = "\(today)"
      event.reason = "Póliza anulada a pedido del cliente"
      debts[document]?.isAnnulled = true
      events.append(event)
    }
    if !events.isEmpty { append(events) }
  }

  /// The year that begins with the policy.
  private static func validity(_ policy: Policy) -> PremiumValidity {
    .with {
      $0.start = "\(policy.start)"
      $0.end = "\(policy.start.adding(months: 12).adding(days: -1))"
    }
  }
}
