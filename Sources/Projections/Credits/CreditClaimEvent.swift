public import Events
public import Schemas

/// What of a claim's stream moves money on the client's credits. It is recorded there and nowhere
/// else, so that each movement is true once.
///
/// **Source:** `schemas/claim/v1/payments.proto`; claims page, milestones 8a and 8b.
public enum CreditClaimEvent: Equatable, Sendable {
  case transferConfirmed(ClaimTransferConfirmed)
  case transferReversed(ClaimTransferReversed)
  case paymentApplied(ClaimPaymentApplied)
  case poolOpened(ClaimPoolOpened)
  case poolMonthApplied(ClaimPoolMonthApplied)
  case applicationReversed(ClaimApplicationReversed)

  /// The category of the streams, `claim-00000417`.
  public static let category = "claim"

  /// `nil` for every other event of a claim.
  /// - Throws: for one of these that cannot be read.
  public init?(_ event: RecordedEvent) throws(PayloadError) {
    guard Self.table.types.contains(event.type.text) else { return nil }
    self = try Self.table.event(
      type: event.type, contentType: event.contentType, data: event.data)
  }

  /// The same of an event that was read already.
  public init?(_ event: ClaimEvent) {
    switch event {
    case .transferConfirmed(let event): self = .transferConfirmed(event)
    case .transferReversed(let event): self = .transferReversed(event)
    case .paymentApplied(let event): self = .paymentApplied(event)
    case .poolOpened(let event): self = .poolOpened(event)
    case .poolMonthApplied(let event): self = .poolMonthApplied(event)
    case .applicationReversed(let event): self = .applicationReversed(event)
    default: return nil
    }
  }

  /// Their types.
  public static let types = table.types

  private static let table = PayloadTable<CreditClaimEvent>(
    .of(ClaimTransferConfirmed.self, CreditClaimEvent.transferConfirmed),
    .of(ClaimTransferReversed.self, CreditClaimEvent.transferReversed),
    .of(ClaimPaymentApplied.self, CreditClaimEvent.paymentApplied),
    .of(ClaimPoolOpened.self, CreditClaimEvent.poolOpened),
    .of(ClaimPoolMonthApplied.self, CreditClaimEvent.poolMonthApplied),
    .of(ClaimApplicationReversed.self, CreditClaimEvent.applicationReversed))
}

/// A concept as claims name it.
extension ConceptAmounts {
  /// - Returns: what was paid of each concept, and what was condoned.
  public static func ofClaim(
    _ application: ClaimApplication
  ) throws(CreditFault) -> (paid: ConceptAmounts, condoned: ConceptAmounts) {
    var (paid, condoned) = (ConceptAmounts.zero, ConceptAmounts.zero)
    for each in application.concepts {
      let concept: CreditConcept
      switch each.concept {
      case .capital: concept = .capital
      case .interest: concept = .intereses
      case .defaultInterest: concept = .interesesDeMora
      case .charges: concept = .cargos
      case .unspecified, .UNRECOGNIZED: throw .notAConcept(each.concept.rawValue)
      }
      if each.hasPaid { paid[concept] = paid[concept] + (try CreditFault.money(each.paid)) }
      if each.hasCondoned {
        condoned[concept] = condoned[concept] + (try CreditFault.money(each.condoned))
      }
    }
    return (paid, condoned)
  }
}
