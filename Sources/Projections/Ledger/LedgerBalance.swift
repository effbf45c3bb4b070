public import Events

/// What was debited and credited to an account, in one currency.
public struct LedgerBalance: Hashable, Sendable {
  public var debits: Money
  public var credits: Money

  public init(debits: Money, credits: Money) {
    precondition(debits.currency == credits.currency, "\(debits) against \(credits)")
    self.debits = debits
    self.credits = credits
  }

  public static func zero(_ currency: Currency) -> LedgerBalance {
    LedgerBalance(debits: .zero(currency), credits: .zero(currency))
  }

  /// What is left on the side on which the account grows; negative when it is on the other.
  public func net(on side: LedgerSide) -> Money {
    side == .debit ? debits - credits : credits - debits
  }

  /// Adds an amount to one side. `false`, and nothing changed, when the sum would be too large to
  /// be counted.
  mutating func add(_ amount: Money, _ side: LedgerSide) -> Bool {
    let before = side == .debit ? debits : credits
    let (sum, overflow) = before.minorUnits.addingReportingOverflow(amount.minorUnits)
    // Half of what fits, so that the difference of two sums fits as well.
    guard !overflow, sum <= Int64.max / 2 else { return false }
    if side == .debit {
      debits = Money(minorUnits: sum, before.currency)
    } else {
      credits = Money(minorUnits: sum, before.currency)
    }
    return true
  }

  /// Traps when the currencies differ.
  static func + (a: LedgerBalance, b: LedgerBalance) -> LedgerBalance {
    LedgerBalance(debits: a.debits + b.debits, credits: a.credits + b.credits)
  }
}

/// As of when a balance is asked for: what is true by a day, of what was recorded by a time. Both
/// are included; `nil` is no bound.
public struct LedgerMoment: Hashable, Sendable {
  public let effective: LocalDate?
  public let recorded: Timestamp?

  public init(effective: LocalDate? = nil, recorded: Timestamp? = nil) {
    self.effective = effective
    self.recorded = recorded
  }

  /// Everything that was entered.
  public static let latest = LedgerMoment()

  func includes(_ effective: LocalDate, _ recorded: Timestamp) -> Bool {
    (self.effective.map { effective <= $0 } ?? true)
      && (self.recorded.map { recorded <= $0 } ?? true)
  }
}

/// One row of a trial balance.
public struct TrialBalanceRow: Hashable, Sendable {
  public let account: LedgerAccount
  public let balance: LedgerBalance

  public var currency: Currency { balance.debits.currency }
}
