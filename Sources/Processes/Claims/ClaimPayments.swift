import Events
import Projections
import Schemas

/// Milestones 8, 8a and 8b: announced, confirmed, applied.
///
/// **Source:** claims page, “Milestones, in order, with who”; receivables page, “Ledger rules”.
extension ClaimCheck {
  func check(_ event: ClaimPaymentAnnounced, in claim: Claim) throws(ClaimRefusal) {
    _ = try ClaimAmounts.positive(event.amount, "amount")
  }

  /// Whether it is the announced amount is for the one who looks at the statement (a).
  func check(_ event: ClaimTransferConfirmed, in claim: Claim) throws(ClaimRefusal) {
    var fields = ClaimFields()
    fields.text(event.bankReference, "bank_reference")
    let transferred = try fields.date(event.transferredOn, "transferred_on")
    fields.text(event.ticket, "ticket")
    try fields.check()
    _ = try ClaimAmounts.positive(event.amount, "amount")
    try ClaimRefusal.check(transferred, "transferred_on", notAfter: today)
  }

  func check(_ event: ClaimTransferReversed, in claim: Claim) throws(ClaimRefusal) {
    var fields = ClaimFields()
    fields.text(event.why, "why")
    try fields.check()
    try check(bankReference: event.bankReference, in: claim)
  }

  /// Applied to the saldo insoluto with the date of occurrence as effective date; what the insurer did
  /// not pay is condoned, so that each obligation is a paz y salvo.
  func check(_ event: ClaimPaymentApplied, in claim: Claim) throws(ClaimRefusal) {
    if claim.paysThroughPool { throw .otherWayToApply(claim.cause) }
    var fields = ClaimFields()
    let effective = try fields.date(event.effectiveOn, "effective_on")
    if event.applications.isEmpty { fields.text("", "applications") }
    try check(event.arrears, informed: event.informed, &fields)
    try check(event.clientID, event.bankReference, in: claim)
    if let occurredOn = claim.facts?.occurredOn, effective != occurredOn {
      throw .notEffectiveOnOccurrence(effective, occurredOn: occurredOn)
    }
    let certificate = claim.certificate ?? [:]
    let sums = try ClaimAmounts.sums(event.applications, certified: certificate.keys.sorted())
    for (invoice, sum) in sums.sorted(by: { $0.key < $1.key }) {
      let applied = sum.paid + sum.condoned
      guard let balance = certificate[invoice], applied == balance else {
        throw .balanceNotSettled(
          invoice: invoice, applied: applied, certified: certificate[invoice] ?? .zero(.cop))
      }
    }
    try check(paid: sums.values.map(\.paid), in: claim)
  }

  /// The payment of unemployment and temporary incapacity waits in a pool: the months of the cover, or
  /// fewer where the insurer pays fewer (a).
  func check(_ event: ClaimPoolOpened, in claim: Claim) throws(ClaimRefusal) {
    if !claim.paysThroughPool { throw .otherWayToApply(claim.cause) }
    var fields = ClaimFields()
    let first = try fields.date(event.firstDueOn, "first_due_on")
    if !(1...31).contains(event.dueDay) { fields.text("", "due_day") }
    if event.months.isEmpty { fields.text("", "months") }
    for (index, month) in event.months.enumerated() where month.applications.isEmpty {
      fields.text("", "months[\(index)].applications")
    }
    try check(event.arrears, informed: event.informed, &fields)
    try check(event.clientID, event.bankReference, in: claim)
    guard event.dueDate(ofMonth: 1) == first else {
      throw .notTheDueDay(first, dueDay: Int(event.dueDay))
    }
    if let facts = claim.facts {
      try ClaimRefusal.check(
        (facts.occurredOn, "facts.occurred_on"), notAfter: (first, "first_due_on"))
    }
    let monthsMax = Int(claim.findings.map(\.poolMonths).max() ?? 0)
    guard event.months.count <= monthsMax else {
      throw .poolTooLong(months: event.months.count, monthsMax: monthsMax)
    }
    let certified = (claim.certificate ?? [:]).keys.sorted()
    var paid: [Money] = []
    for month in event.months {
      paid += try ClaimAmounts.sums(month.applications, certified: certified).values.map(\.paid)
    }
    try check(paid: paid, in: claim)
  }

  /// As the pool was opened, in order, and not before its due date.
  func check(_ event: ClaimPoolMonthApplied, in claim: Claim) throws(ClaimRefusal) {
    guard let application = claim.application, let pool = application.pool else {
      throw .nothingToReverse(claim.progress.milestone)
    }
    let month = application.monthsApplied + 1
    let due = pool.dueDate(ofMonth: month)
    let differs: String? =
      if Int(event.month) != month {
        "month"
      } else if Int(event.months) != pool.months.count {
        "months"
      } else if event.clientID != pool.clientID {
        "client_id"
      } else if event.bankReference != pool.bankReference {
        "bank_reference"
      } else if event.applications != pool.months[month - 1].applications {
        "applications"
      } else if LocalDate(event.effectiveOn) != due {
        "effective_on"
      } else if let due, today < due {
        "fired"
      } else {
        nil
      }
    if let differs { throw .deadlineNotByRule(rule: event.escalation.rule, field: differs) }
  }

  /// Early collections call in every month that the cover pays.
  func check(_ event: ClaimEmploymentChecked, in claim: Claim) throws(ClaimRefusal) {
    var fields = ClaimFields()
    fields.answer(event.hasEmployed, "employed")
    try fields.check()
    let months = claim.application?.pool?.months.count ?? 0
    guard (1...max(months, 1)).contains(Int(event.month)) else {
      throw .noSuchMonth(Int(event.month), months: months)
    }
  }

  /// A mistake is corrected by a reversing entry that names what it reverses.
  func check(_ event: ClaimApplicationReversed, in claim: Claim) throws(ClaimRefusal) {
    var fields = ClaimFields()
    fields.text(event.why, "why")
    try fields.check()
    guard let revision = claim.application?.revision.rawValue, revision == event.reverses else {
      throw .otherRevision(
        event.reverses, expected: claim.application?.revision.rawValue ?? event.reverses)
    }
  }

  private func check(
    _ arrears: ClaimArrearsCheck, informed: ClaimActor, _ fields: inout ClaimFields
  ) throws(ClaimRefusal) {
    try fields.choice(arrears, "arrears")
    try fields.person(informed, "informed", .assignedAdviser, .adviser)
    try fields.check()
  }

  private func check(
    _ clientID: String, _ bankReference: String, in claim: Claim
  ) throws(ClaimRefusal) {
    guard clientID == claim.client.id else {
      throw .otherClient(clientID, expected: claim.client.id)
    }
    try check(bankReference: bankReference, in: claim)
  }

  private func check(bankReference: String, in claim: Claim) throws(ClaimRefusal) {
    let expected = claim.transfer?.bankReference ?? ""
    guard bankReference == expected else {
      throw .otherBankReference(bankReference, expected: expected)
    }
  }

  /// All of the transfer is applied, and no more.
  private func check(paid: [Money], in claim: Claim) throws(ClaimRefusal) {
    let applied = paid.reduce(.zero(.cop), +)
    let transferred = claim.transfer?.amount ?? .zero(.cop)
    guard applied == transferred else {
      throw .sumDiffers(applied: applied, transferred: transferred)
    }
  }
}
