import Events

/// What was paid, as it covers the instalments of a plan: a month of a pool its own instalment, the rest
/// the instalments in their order, concept by concept.
///
/// What was paid of the concept charges covers them in the order of their days, those of the plan and
/// those that were added to it (a).
struct InstalmentCover {
  /// By due date.
  private var own: [LocalDate: ConceptAmounts] = [:]
  private var inOrder = ConceptAmounts.zero
  /// Charges that the plan does not have, by their days.
  private var added: [(date: LocalDate, amount: Money)] = []

  /// - Parameter movements: those that count.
  init(_ plan: InstalmentPlan, _ movements: [CreditMovement]) {
    let dues = Set(plan.instalments.map(\.due))
    added = movements.filter { $0.kind == .charge }
      .map { (date: $0.effective, amount: $0.amounts.charges) }
      .sorted { $0.date < $1.date }
    for movement in movements where movement.kind.covers {
      if let due = movement.forDue, dues.contains(due) {
        own[due, default: .zero] -= movement.amounts
      } else {
        inOrder -= movement.amounts
      }
    }
    // What a month pays beyond its instalment.
    for instalment in plan.instalments {
      guard let paid = own[instalment.due] else { continue }
      inOrder += (paid - instalment.amounts).positive
    }
  }

  /// What waits for an instalment counts as paid.
  mutating func reserve(_ months: [Obligation.WaitingMonth]) {
    for month in months { own[month.due, default: .zero] += month.amounts }
  }

  mutating func add(_ amounts: ConceptAmounts) { inOrder += amounts }

  /// What was paid of the capital in order, and of the instalments' own.
  func capitalPaid(of instalments: [InstalmentPlan.Instalment]) -> Money {
    instalments.reduce(inOrder.capital) { sum, instalment in
      sum + min(own[instalment.due]?.capital ?? .zero(.cop), instalment.amounts.capital)
    }
  }

  /// The instalments with what is left of each.
  func left(of plan: InstalmentPlan) -> [InstalmentPlan.Instalment] {
    var paid = inOrder.positive
    var added = added[...]
    return plan.instalments.map { instalment in
      while let charge = added.first, charge.date < instalment.due {
        paid.charges = max(paid.charges - charge.amount, .zero(.cop))
        added = added.dropFirst()
      }
      let rest = (instalment.amounts - (own[instalment.due] ?? .zero)).positive
      let here = rest.lesser(paid)
      paid -= here
      return InstalmentPlan.Instalment(due: instalment.due, amounts: rest - here)
    }
  }
}
