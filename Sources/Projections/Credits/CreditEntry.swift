public import Events

/// An event of a client's accounts that others can name.
public struct CreditEntry: Hashable, Sendable {
  public enum Kind: Int, Hashable, Sendable {
    case granted = 1
    case payment = 2
    case charge = 3
    case condonation = 4
    case writeOff = 5
    case writeDown = 6
    case clearance = 7
    case contact = 8
    case reversal = 9
    /// Of a claim that was paid; its id is made by `ofClaim`.
    case claimPayment = 10
    /// Of a claim that pays month by month; likewise.
    case pool = 11
  }

  public let id: String
  public let kind: Kind
  /// The obligations that it is about.
  public let invoices: [String]
  /// The day from which it is true.
  public let effective: LocalDate
  public internal(set) var isTakenBack = false

  /// The id of what a claim's event has brought: `claim-00000417@12`.
  static func ofClaim(_ stream: StreamName, _ revision: UInt64) -> String {
    "\(stream)@\(revision)"
  }
}

extension CreditEntry.Kind {
  /// Whether a reversal in the client's stream may take it back.
  public var isReversible: Bool {
    switch self {
    case .granted, .payment, .charge, .condonation, .writeOff, .writeDown, .clearance: true
    // A claim's are reversed in the claim's stream; what was said stays said.
    case .claimPayment, .pool, .contact, .reversal: false
    }
  }
}
