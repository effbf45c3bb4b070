public import Events

/// One obligation of a client, as its movements have made it: what is owed on any day, by what was
/// known at any time.
///
/// **Source:** receivables page, “Credits and collections”: Obligation.
public struct Obligation: Hashable, Sendable {
  /// Factura.
  public let invoice: String
  /// Almacén that granted it.
  public let store: String
  /// Pagaré, of a motorcycle; empty for anything else.
  public let promissoryNote: String
  public let disbursed: LocalDate
  /// The insurance policy that the client subscribed; empty for none.
  public let insurancePolicy: String
  public let plan: InstalmentPlan
  /// In the order in which they were recorded.
  public internal(set) var movements: [CreditMovement] = []
  /// What changed its state, in the order in which it was recorded.
  public internal(set) var standings: [Standing] = []
  /// What months of a pool will pay, in the order in which they will.
  public internal(set) var waiting: [WaitingMonth] = []

  /// A month that waits in the pool for the due date of its instalment.
  public struct WaitingMonth: Hashable, Sendable {
    /// The entry of the pool.
    public let id: String
    public let due: LocalDate
    public let amounts: ConceptAmounts
  }

  init(
    invoice: String, store: String, promissoryNote: String, disbursed: LocalDate,
    insurancePolicy: String, plan: InstalmentPlan
  ) {
    self.invoice = invoice
    self.store = store
    self.promissoryNote = promissoryNote
    self.disbursed = disbursed
    self.insurancePolicy = insurancePolicy
    self.plan = plan
  }

  /// What is owed on `date`, by what was recorded until `time`; `nil`: until now. Interest and charges
  /// paid before their instalment was due are negative until then.
  public func balance(on date: LocalDate, knownBy time: Timestamp? = nil) -> ConceptAmounts {
    movements.reduce(into: .zero) { balance, movement in
      if movement.kind.isOwed, movement.counts(on: date, knownBy: time) {
        balance += movement.amounts
      }
    }
  }

  /// Saldo insoluto: all concepts together; zero where more was paid in advance than is owed (a).
  public func outstanding(on date: LocalDate, knownBy time: Timestamp? = nil) -> Money {
    max(balance(on: date, knownBy: time).total, .zero(.cop))
  }

  /// Días de mora: the days from the due date of the oldest unpaid instalment to `date`, 0 when it is
  /// not due before `date` or there is none (a).
  public func daysPastDue(on date: LocalDate, knownBy time: Timestamp? = nil) -> Int {
    guard !state(on: date, knownBy: time).isClosed,
      let due = oldestUnpaid(on: date, knownBy: time)?.due, due < date
    else { return 0 }
    return date.days(since: due)
  }

  /// The oldest instalment that is not paid in full, due or not, with what is left of it; `nil` when
  /// all are paid.
  public func oldestUnpaid(
    on date: LocalDate, knownBy time: Timestamp? = nil
  ) -> InstalmentPlan.Instalment? {
    InstalmentCover(plan, movements.filter { $0.counts(on: date, knownBy: time) })
      .left(of: plan).first { $0.amounts.total.isPositive }
  }

  /// What may still be taken off each concept with effect from `date`, so that on no day from then on
  /// less than nothing is owed. Interest and charges of the plan may be paid before they are due; what
  /// a pool will pay may not be paid by others.
  ///
  /// - Parameter includingCharges: also what was charged with effect from a later day, as an insurer's
  ///   payment of everything that is owed has it.
  public func room(from date: LocalDate, includingCharges: Bool = false) -> ConceptAmounts {
    var owed = ConceptAmounts.zero
    var later: [LocalDate: ConceptAmounts] = [:]
    for movement in movements where movement.kind.isOwed {
      if movement.kind.isPlanned || movement.effective <= date
        || (includingCharges && movement.kind == .charge)
      {
        owed += movement.amounts
      } else {
        later[movement.effective, default: .zero] += movement.amounts
      }
    }
    var least = owed
    for (_, change) in later.sorted(by: { $0.key < $1.key }) {
      owed += change
      least = least.lesser(owed)
    }
    return (least - waiting.reduce(into: .zero) { $0 += $1.amounts }).positive
  }

  /// What closing it on `date` leaves: interest and charges of the instalments due after that day
  /// lapse as far as they are not paid, the last ones first; what is then not zero prevents it.
  func closing(
    on date: LocalDate
  ) -> (lapses: [InstalmentPlan.Instalment], left: ConceptAmounts) {
    var left = movements.reduce(into: ConceptAmounts.zero) { sum, movement in
      if movement.kind.isOwed { sum += movement.amounts }
    }
    var lapses: [InstalmentPlan.Instalment] = []
    for instalment in plan.instalments.reversed() where instalment.due > date {
      var lapse = instalment.amounts.lesser(left.positive)
      lapse.capital = .zero(.cop)
      if lapse.isZero { continue }
      left -= lapse
      lapses.insert(InstalmentPlan.Instalment(due: instalment.due, amounts: lapse), at: 0)
    }
    return (lapses, left)
  }

  /// What would be owed if it were closed on `date`; it can be when this is zero.
  public func left(whenClosedOn date: LocalDate) -> ConceptAmounts {
    let left = closing(on: date).left
    return left.isZero ? balance(on: date).positive : left
  }
}
