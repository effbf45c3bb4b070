public import Events
public import Projections
public import Schemas

/// What the rules know of a client's stream.
public struct PremiumState: Equatable, Sendable {
  public let client: PremiumClientKey
  /// The line of each policy.
  public internal(set) var policies: [String: PremiumLine] = [:]
  public internal(set) var debts: [PremiumDocument: PremiumDebt] = [:]
  /// Those that hold, by reference as it is compared.
  public internal(set) var payments: [String: PremiumPayment] = [:]

  init(client: PremiumClientKey) { self.client = client }

  mutating func change(_ document: PremiumDocument, _ body: (inout PremiumDebt) -> Void) {
    guard var debt = debts[document] else { return }
    body(&debt)
    debts[document] = debt
  }
}

/// A cuota or a liquidación de prima.
public struct PremiumDebt: Equatable, Sendable {
  public internal(set) var amount: Money
  public internal(set) var issuedOn: LocalDate
  public internal(set) var dueOn: LocalDate
  /// When it was recorded that it is owed; deadlines are checked against it.
  public internal(set) var owedSince: Timestamp
  public internal(set) var standing = Standing.owed
  /// Number of its receipt.
  public internal(set) var receipt: String?
  /// The daemon found it overdue.
  public internal(set) var isOverdue = false

  public enum Standing: Equatable, Sendable {
    case owed
    /// By the payment of this reference, as it is compared.
    case paid(String)
    case annulled
  }
}

/// A payment that holds.
public struct PremiumPayment: Equatable, Sendable {
  public let paidOn: LocalDate
  public let documents: [PremiumDocument]
}
