public import Events
public import Schemas

/// How a payment is spread over what is owed, where it does not say so itself.
///
/// **Source:** receivables page, “Credits and collections”: payments are applied to concepts. The order
/// is (a), after Código Civil artículo 1653: interest before capital.
public enum PaymentOrder {
  /// What is due on the day of the payment, concept by concept.
  public static let ofWhatIsDue: [CreditConcept] = [
    .cargos, .interesesDeMora, .intereses, .capital,
  ]
  /// Then the instalments to come, one after the other, each in this order; so whoever pays a few days
  /// early pays the instalment.
  public static let ofAnInstalment: [CreditConcept] = [.cargos, .intereses, .capital]

  /// - Parameter date: from which the payment is effective.
  /// - Returns: what is applied to each concept, and what is left when nothing more is owed.
  public static func apply(
    _ amount: Money, to obligation: Obligation, on date: LocalDate
  ) -> (applied: ConceptAmounts, left: Money) {
    var spread = Spread(left: amount, room: obligation.room(from: date))
    var cover = InstalmentCover(obligation.plan, obligation.movements)
    cover.reserve(obligation.waiting)

    let due = obligation.due(on: date, cover)
    for concept in ofWhatIsDue { spread.take(concept, atMost: due[concept]) }

    cover.add(spread.applied)
    for instalment in cover.left(of: obligation.plan) where instalment.due > date {
      for concept in ofAnInstalment {
        spread.take(concept, atMost: instalment.amounts[concept])
      }
    }
    return (spread.applied, spread.left)
  }

  private struct Spread {
    var left: Money
    var room: ConceptAmounts
    var applied = ConceptAmounts.zero

    mutating func take(_ concept: CreditConcept, atMost most: Money) {
      let amount = max(min(left, room[concept], most), .zero(.cop))
      left = left - amount
      room[concept] = room[concept] - amount
      applied[concept] = applied[concept] + amount
    }
  }
}

extension Obligation {
  /// What is due on `date`: of interest, charges and default interest what is owed, of the capital
  /// that of the instalments that have fallen due.
  fileprivate func due(on date: LocalDate, _ cover: InstalmentCover) -> ConceptAmounts {
    let fallen = plan.instalments.filter { $0.due <= date }
    var due = balance(on: date)
    due.capital =
      InstalmentPlan(fallen).total.capital - cover.capitalPaid(of: fallen)
    return due.positive
  }
}
