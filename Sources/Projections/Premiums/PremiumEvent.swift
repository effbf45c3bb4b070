public import Schemas

/// An event of a client's premiums. The messages are described in `schemas/premium/v1/events.proto`.
public enum PremiumEvent: DomainEvent {
  case policyAssigned(PremiumPolicyAssigned)
  case cuotaIssued(PremiumCuotaIssued)
  case cuotaAmended(PremiumCuotaAmended)
  case settlementIssued(PremiumSettlementIssued)
  case documentAnnulled(PremiumDocumentAnnulled)
  case paymentRecorded(PremiumPaymentRecorded)
  case paymentReversed(PremiumPaymentReversed)
  case receiptIssued(PremiumReceiptIssued)
  case deadlinePassed(PremiumDeadlinePassed)

  /// The category of the streams, `premium-20512345678`.
  public static let category = "premium"

  public static let table = PayloadTable<PremiumEvent>(
    .of(PremiumPolicyAssigned.self, PremiumEvent.policyAssigned),
    .of(PremiumCuotaIssued.self, PremiumEvent.cuotaIssued),
    .of(PremiumCuotaAmended.self, PremiumEvent.cuotaAmended),
    .of(PremiumSettlementIssued.self, PremiumEvent.settlementIssued),
    .of(PremiumDocumentAnnulled.self, PremiumEvent.documentAnnulled),
    .of(PremiumPaymentRecorded.self, PremiumEvent.paymentRecorded),
    .of(PremiumPaymentReversed.self, PremiumEvent.paymentReversed),
    .of(PremiumReceiptIssued.self, PremiumEvent.receiptIssued),
    .of(PremiumDeadlinePassed.self, PremiumEvent.deadlinePassed))

  /// Who acted.
  public var actor: PremiumActor {
    switch self {
    case .policyAssigned(let event): event.actor
    case .cuotaIssued(let event): event.actor
    case .cuotaAmended(let event): event.actor
    case .settlementIssued(let event): event.actor
    case .documentAnnulled(let event): event.actor
    case .paymentRecorded(let event): event.actor
    case .paymentReversed(let event): event.actor
    case .receiptIssued(let event): event.actor
    case .deadlinePassed(let event): event.actor
    }
  }
}
