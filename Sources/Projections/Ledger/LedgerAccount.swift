/// The two sides of an account.
public enum LedgerSide: String, Hashable, Sendable {
  /// Debe.
  case debit
  /// Haber.
  case credit

  public var opposite: LedgerSide {
    switch self {
    case .debit: .credit
    case .credit: .debit
    }
  }
}

/// An account of a ledger's chart.
public struct LedgerAccount: Hashable, Sendable {
  /// Stable within the ledger, for programs: `cuotas-por-cobrar`.
  public let name: String
  /// For people, in Spanish: `Cuotas por cobrar`.
  public let title: String
  /// The side on which it grows: debit for what is owned or spent, credit for what is owed or earned.
  public let normalSide: LedgerSide

  public init(_ name: String, _ title: String, grows normalSide: LedgerSide) {
    self.name = name
    self.title = title
    self.normalSide = normalSide
  }
}

/// One row of a table of bookkeeping: which event moves money from which account to which.
public struct LedgerMovement: Hashable, Sendable {
  /// Stable within the ledger: `cuota-issued`.
  public let name: String
  /// The full name of the event that causes it: `premium.v1.CuotaIssued`.
  public let event: String
  /// For people, in Spanish: `Cuota emitida`.
  public let title: String
  public let debit: LedgerAccount
  public let credit: LedgerAccount
  /// Where it is written that this happens.
  public let source: String

  public init(
    _ name: String, on event: String, _ title: String, debit: LedgerAccount,
    credit: LedgerAccount, source: String
  ) {
    precondition(debit != credit, "\(name) moves nothing")
    self.name = name
    self.event = event
    self.title = title
    self.debit = debit
    self.credit = credit
    self.source = source
  }
}
