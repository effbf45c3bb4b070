public import Events

/// One change of what is owed on an obligation, or of what waits in the pool for it.
public struct CreditMovement: Hashable, Sendable {
  public enum Kind: Int, Hashable, Sendable, CaseIterable {
    /// The capital was lent.
    case disbursement = 1
    /// Interest and charges of an instalment, on its due date.
    case accrual = 2
    /// Default interest or charges that the plan does not have.
    case charge = 3
    /// The client, or somebody for the client, paid.
    case payment = 4
    /// The insurer paid.
    case insurerPayment = 5
    /// A month of the pool was applied to its instalment.
    case poolMonth = 6
    case condonation = 7
    /// Interest and charges of an instalment that is not reached any more, since the obligation was
    /// closed before.
    case lapse = 8
    /// A month that the insurer paid began to wait in the pool; what is owed stays as it is.
    case poolDeposit = 9
  }

  /// Names the event that made it, as a reversal does: `p-7`.
  public let id: String
  /// Which one of the movements of that event, from 0. A reversal has that of what it takes back.
  public let index: Int
  public let kind: Kind
  /// By how much more (positive) or less is owed; of a deposit, by how much more is in the pool.
  public let amounts: ConceptAmounts
  /// The day from which it is true.
  public let effective: LocalDate
  public let recorded: Timestamp
  public let isReversal: Bool
  /// The due date of the instalment that it pays, for a month of a pool; else it covers the
  /// instalments in their order.
  public let forDue: LocalDate?

  public init(
    _ id: String, _ index: Int, _ kind: Kind, _ amounts: ConceptAmounts, effective: LocalDate,
    recorded: Timestamp, isReversal: Bool = false, forDue: LocalDate? = nil
  ) {
    self.id = id
    self.index = index
    self.kind = kind
    self.amounts = amounts
    self.effective = effective
    self.recorded = recorded
    self.isReversal = isReversal
    self.forDue = forDue
  }

  /// What takes it back, with effect from the same day, so that on no day anything of it is left.
  func reversal(recorded: Timestamp) -> CreditMovement {
    CreditMovement(
      id, index, kind, -amounts, effective: effective, recorded: recorded, isReversal: true,
      forDue: forDue)
  }

  /// Whether it is true on `date` and was known at a time; `nil`: by now.
  func counts(on date: LocalDate, knownBy time: Timestamp?) -> Bool {
    effective <= date && (time.map { recorded <= $0 } ?? true)
  }
}

extension CreditMovement.Kind {
  /// Whether it pays instalments.
  var covers: Bool {
    switch self {
    case .payment, .insurerPayment, .poolMonth, .condonation: true
    case .disbursement, .accrual, .charge, .lapse, .poolDeposit: false
    }
  }

  /// Whether it follows from the plan, so that it may be paid in advance.
  var isPlanned: Bool {
    switch self {
    case .accrual, .lapse: true
    case .disbursement, .charge, .payment, .insurerPayment, .poolMonth, .condonation,
      .poolDeposit:
      false
    }
  }

  /// Whether it changes what is owed.
  public var isOwed: Bool { self != .poolDeposit }

  /// Stable, for programs.
  public var code: String {
    switch self {
    case .disbursement: "disbursement"
    case .accrual: "accrual"
    case .charge: "charge"
    case .payment: "payment"
    case .insurerPayment: "insurer-payment"
    case .poolMonth: "pool-month"
    case .condonation: "condonation"
    case .lapse: "lapse"
    case .poolDeposit: "pool-deposit"
    }
  }

  /// For people, in Spanish.
  public var label: String {
    switch self {
    case .disbursement: "Desembolso"
    case .accrual: "Causación de cuota"
    case .charge: "Cargo"
    case .payment: "Pago"
    case .insurerPayment: "Pago de la aseguradora"
    case .poolMonth: "Mes de la bolsa"
    case .condonation: "Condonación"
    case .lapse: "No causado por cierre"
    case .poolDeposit: "Ingreso a la bolsa"
    }
  }
}
