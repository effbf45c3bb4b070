public import Events
public import Projections
import Schemas

/// What the rules know of a company client's stream.
public struct ArrearsState: Equatable, Sendable {
  public let nit: ArrearsNIT
  /// `nil` before the client was recorded.
  public internal(set) var client: ArrearsClient?
  /// The numbers of the products of each contract.
  public internal(set) var contracts: [String: Set<String>] = [:]
  public internal(set) var proformas: Set<ArrearsMonthOfContract> = []
  public internal(set) var charges: [String: ArrearsOpenCharge] = [:]
  public internal(set) var invoices: [String: ArrearsOpenInvoice] = [:]
  /// Those that hold, by reference as it is compared.
  public internal(set) var payments: [String: ArrearsHeldPayment] = [:]
  public internal(set) var commitments: [String: ArrearsPromised] = [:]

  init(nit: ArrearsNIT) { self.nit = nit }
}

public struct ArrearsClient: Equatable, Sendable {
  public let isPublicInstitution: Bool
}

/// A contract and a month, of which there is one proforma and one invoice that stands.
public struct ArrearsMonthOfContract: Hashable, Sendable {
  public let contract: String
  /// `YYYY-MM`.
  public let month: String

  init(_ contract: String, _ month: String) {
    self.contract = contract
    self.month = month
  }
}

/// A charge from elsewhere.
public struct ArrearsOpenCharge: Equatable, Sendable {
  public let contract: String
  public let product: String
  public let amount: Money
  public let month: String
  public internal(set) var standing = Standing.waiting

  public enum Standing: Equatable, Sendable {
    case waiting
    /// By the invoice of this number.
    case invoiced(String)
    case withdrawn
  }
}

/// An invoice.
public struct ArrearsOpenInvoice: Equatable, Sendable {
  public let place: ArrearsMonthOfContract
  public let amount: Money
  public let issuedOn: LocalDate
  public internal(set) var standing = Standing.owed
  /// Number of the stamped SIGEP form.
  public internal(set) var sigepForm: String?

  public enum Standing: Equatable, Sendable {
    case owed
    /// By the payment of this reference, as it is compared.
    case paid(String)
    case annulled
  }
}

/// A payment that holds.
public struct ArrearsHeldPayment: Equatable, Sendable {
  public let paidOn: LocalDate
  public let invoices: [String]
}

/// A commitment to pay.
public struct ArrearsPromised: Equatable, Sendable {
  public let invoices: [String]
  public let made: Timestamp
  /// The daemon found that it was not kept.
  public internal(set) var isBroken = false
}

extension ArrearsState {
  /// The invoices of a commitment that are still owed, in its order.
  func owed(of commitment: ArrearsPromised) -> [String] {
    commitment.invoices.filter { invoices[$0]?.standing == .owed }
  }
}
