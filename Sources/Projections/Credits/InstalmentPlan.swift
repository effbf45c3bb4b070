public import Events
import Schemas

/// The instalments (cuotas) of an obligation: when each is due and what it is made of.
///
/// The capital is owed from the disbursement, interest and charges of an instalment from its due date
/// (a).
///
/// **Source:** receivables page, “Credits and collections”: Obligation.
public struct InstalmentPlan: Hashable, Sendable {
  public struct Instalment: Hashable, Sendable {
    public let due: LocalDate
    /// Without default interest, which no plan has.
    public let amounts: ConceptAmounts

    public init(due: LocalDate, amounts: ConceptAmounts) {
      self.due = due
      self.amounts = amounts
    }
  }

  /// In order of due date.
  public let instalments: [Instalment]

  public init(_ instalments: [Instalment]) { self.instalments = instalments }

  /// The due dates of a plan of `count` months: the day of the first in each month that follows, or
  /// that month's last day where it has no such day. From 31 January: 28 or 29 February, 31 March.
  public static func dueDates(first: LocalDate, count: Int) -> [LocalDate] {
    (0..<count).map { first.adding(months: $0) }
  }

  /// What it all comes to; the capital is what was lent.
  public var total: ConceptAmounts {
    instalments.reduce(into: .zero) { $0 += $1.amounts }
  }
}

extension InstalmentPlan {
  /// Reads the plan of an event.
  /// - Throws: `CreditFault` for an amount that is none in COP, or a date that is none.
  init(_ wire: [CreditInstalment]) throws(CreditFault) {
    var instalments: [Instalment] = []
    for each in wire {
      var amounts = ConceptAmounts.zero
      if each.hasCapital { amounts.capital = try CreditFault.money(each.capital) }
      if each.hasInterest { amounts.interest = try CreditFault.money(each.interest) }
      if each.hasCharges { amounts.charges = try CreditFault.money(each.charges) }
      instalments.append(
        Instalment(due: try CreditFault.date(each.dueDate, "due_date"), amounts: amounts))
    }
    self.init(instalments)
  }
}
