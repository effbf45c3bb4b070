import Events
import Projections
import Schemas

/// A new obligation and its plan.
///
/// **Source:** receivables page, “Credits and collections”: Obligation. That instalments are due one a
/// month is (a), after source 003, “mes a mes”.
extension CreditCheck {
  /// Ten years (a).
  static let instalmentsMax = 120

  func check(_ event: CreditCreditGranted) throws(CreditRefusal) {
    try checkID(event.id)
    try CreditValues.name(event.invoice, "invoice")
    try CreditValues.given(("store", event.store))
    if event.motorcycle && event.promissoryNote.isBlank { throw .promissoryNoteMissing }
    if !event.motorcycle && !event.promissoryNote.isEmpty {
      throw .promissoryNoteOutsideMotorcycle
    }
    let disbursed = try CreditValues.past(
      event.disbursementDate, "disbursement_date", today: today)
    try checkNotBeforeBirth(disbursed, "disbursement_date")
    try checkPlan(event.instalments, disbursed: disbursed)
  }

  private func checkPlan(
    _ instalments: [CreditInstalment], disbursed: LocalDate
  ) throws(CreditRefusal) {
    if instalments.isEmpty { throw .fieldsMissing(["instalments"]) }
    guard instalments.count <= Self.instalmentsMax else {
      throw .tooMany(instalments.count, field: "instalments", most: Self.instalmentsMax)
    }
    var before = disbursed
    var lent = Money.zero(.cop)
    for (index, instalment) in instalments.enumerated() {
      let capital = try amount(instalment.hasCapital ? instalment.capital : nil, "capital")
      let interest = try amount(instalment.hasInterest ? instalment.interest : nil, "interest")
      let charges = try amount(instalment.hasCharges ? instalment.charges : nil, "charges")
      if (capital + interest + charges).isZero { throw .emptyInstalment(index + 1) }
      lent = lent + capital
      let due = try CreditValues.date(instalment.dueDate, "due_date")
      try checkDue(due, number: index + 1, after: before, disbursed: disbursed)
      before = due
    }
    if lent.isZero { throw .withoutCapital }
  }

  /// Absent is zero.
  private func amount(_ wire: WireMoney?, _ field: String) throws(CreditRefusal) -> Money {
    guard let wire else { return .zero(.cop) }
    return try CreditValues.amount(wire, field)
  }

  /// The first after the disbursement, each other in the month that follows the one before.
  private func checkDue(
    _ due: LocalDate, number: Int, after before: LocalDate, disbursed: LocalDate
  ) throws(CreditRefusal) {
    if number == 1 {
      if due <= disbursed {
        throw .beforeDisbursement(due, disbursed: disbursed, field: "due_date")
      }
    } else if YearMonth(due) != YearMonth(before).next {
      throw .notMonthly(number, due: due, before: before)
    }
  }
}
