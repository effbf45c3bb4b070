public import Events
public import Schemas

/// The accounts of one client: the obligations, and what moved them. The same events give the same
/// accounts, whether rules, views or the ledger ask.
public struct CreditAccounts: Hashable, Sendable {
  /// `nil` before the client was registered.
  public internal(set) var client: Cedula?
  /// In the order in which they were granted.
  public internal(set) var obligations: [Obligation] = []
  /// In the order in which they were recorded.
  public internal(set) var entries: [CreditEntry] = []
  /// What the client's claims have brought.
  var claims: [Claim] = []

  struct Claim: Hashable, Sendable {
    let stream: String
    /// Of the payment that was applied or waits; `nil` for none.
    var entry: String?
    /// The insurer's transfer that stands; `nil` for none.
    var transfer: Transfer?

    struct Transfer: Hashable, Sendable {
      let id: String
      let effective: LocalDate
    }
  }

  public init() {}

  public func obligation(_ invoice: String) -> Obligation? {
    obligations.first { $0.invoice == invoice && $0.state != .annulled }
  }

  public func entry(_ id: String) -> CreditEntry? { entries.first { $0.id == id } }

  /// The payment of a claim that stands: applied, or waiting in a pool; `nil` for none.
  public func payment(ofClaim stream: String) -> CreditEntry? {
    claims.first { $0.stream == stream }?.entry.flatMap(entry)
  }

  /// Días de mora of the client: those of the obligation that is longest past due.
  public func daysPastDue(on date: LocalDate, knownBy time: Timestamp? = nil) -> Int {
    obligations.map { $0.daysPastDue(on: date, knownBy: time) }.max() ?? 0
  }

  /// The obligations that a certificate of this day names: all that exist and are not closed.
  public func current(on date: LocalDate, knownBy time: Timestamp? = nil) -> [Obligation] {
    obligations.filter {
      $0.exists(on: date, knownBy: time) && !$0.state(on: date, knownBy: time).isClosed
    }
  }

  /// What is in the client's pool.
  public func pool(on date: LocalDate, knownBy time: Timestamp? = nil) -> Money {
    obligations.lazy.flatMap(\.movements).filter { $0.counts(on: date, knownBy: time) }
      .reduce(.zero(.cop)) { sum, movement in
        switch movement.kind {
        case .poolDeposit, .poolMonth: sum + movement.amounts.total
        case .disbursement, .accrual, .charge, .payment, .insurerPayment, .condonation, .lapse: sum
        }
      }
  }

  /// What was paid of an application: as it says, or by the order of application.
  ///
  /// - Throws: `exceeds` when the order finds less to pay than the amount.
  public func applied(
    _ application: CreditApplication, on date: LocalDate
  ) throws(CreditFault) -> ConceptAmounts {
    guard let obligation = obligation(application.invoice) else {
      throw .invoiceUnknown(application.invoice)
    }
    if !application.concepts.isEmpty { return try CreditFault.amounts(application.concepts) }
    let amount = try CreditFault.money(application.amount)
    let (applied, left) = PaymentOrder.apply(amount, to: obligation, on: date)
    if left.isPositive { throw .exceeds(invoice: application.invoice, by: left) }
    return applied
  }

  /// Adds movements of an entry to an obligation, and says which.
  mutating func add(
    _ movements: [CreditMovement], to invoice: String
  ) throws(CreditFault) -> [MovedCredit] {
    guard
      let index = obligations.lastIndex(where: {
        $0.invoice == invoice && $0.state != .annulled
      })
    else { throw .invoiceUnknown(invoice) }
    obligations[index].movements += movements
    return movements.map { MovedCredit(invoice: invoice, movement: $0) }
  }

  /// Takes back every movement of an entry, and what it changed else.
  mutating func takeBack(_ id: String, recorded: Timestamp) -> [MovedCredit] {
    var moved: [MovedCredit] = []
    for index in obligations.indices {
      obligations[index].waiting.removeAll { $0.id == id }
      let reversals = obligations[index].movements.filter { $0.id == id && !$0.isReversal }
        .map { $0.reversal(recorded: recorded) }
      obligations[index].movements += reversals
      moved += reversals.map { MovedCredit(invoice: obligations[index].invoice, movement: $0) }
      for standing in obligations[index].standings.indices
      where obligations[index].standings[standing].id == id {
        obligations[index].standings[standing].takenBack = recorded
      }
    }
    for index in entries.indices where entries[index].id == id { entries[index].isTakenBack = true }
    return moved
  }
}

/// A movement and whose it is.
public struct MovedCredit: Hashable, Sendable {
  public let invoice: String
  public let movement: CreditMovement
}
