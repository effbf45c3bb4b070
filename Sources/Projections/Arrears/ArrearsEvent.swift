public import Schemas

/// An event of what a company client owes. The messages are described in
/// `schemas/arrears/v1/events.proto`.
public enum ArrearsEvent: DomainEvent {
  case clientRecorded(ArrearsClientRecorded)
  case contractRecorded(ArrearsContractRecorded)
  case proformaIssued(ArrearsProformaIssued)
  case proformaSent(ArrearsProformaSent)
  case chargeAdded(ArrearsChargeAdded)
  case chargeWithdrawn(ArrearsChargeWithdrawn)
  case invoiceIssued(ArrearsInvoiceIssued)
  case invoiceAnnulled(ArrearsInvoiceAnnulled)
  case sigepStamped(ArrearsSigepStamped)
  case paymentRecorded(ArrearsPaymentRecorded)
  case paymentReversed(ArrearsPaymentReversed)
  case interactionRecorded(ArrearsInteractionRecorded)
  case commitmentMade(ArrearsCommitmentMade)
  case letterIssued(ArrearsLetterIssued)
  case deadlinePassed(ArrearsDeadlinePassed)

  /// The category of the streams, `arrears-1023456028`.
  public static let category = "arrears"

  public static let table = PayloadTable<ArrearsEvent>(
    .of(ArrearsClientRecorded.self, ArrearsEvent.clientRecorded),
    .of(ArrearsContractRecorded.self, ArrearsEvent.contractRecorded),
    .of(ArrearsProformaIssued.self, ArrearsEvent.proformaIssued),
    .of(ArrearsProformaSent.self, ArrearsEvent.proformaSent),
    .of(ArrearsChargeAdded.self, ArrearsEvent.chargeAdded),
    .of(ArrearsChargeWithdrawn.self, ArrearsEvent.chargeWithdrawn),
    .of(ArrearsInvoiceIssued.self, ArrearsEvent.invoiceIssued),
    .of(ArrearsInvoiceAnnulled.self, ArrearsEvent.invoiceAnnulled),
    .of(ArrearsSigepStamped.self, ArrearsEvent.sigepStamped),
    .of(ArrearsPaymentRecorded.self, ArrearsEvent.paymentRecorded),
    .of(ArrearsPaymentReversed.self, ArrearsEvent.paymentReversed),
    .of(ArrearsInteractionRecorded.self, ArrearsEvent.interactionRecorded),
    .of(ArrearsCommitmentMade.self, ArrearsEvent.commitmentMade),
    .of(ArrearsLetterIssued.self, ArrearsEvent.letterIssued),
    .of(ArrearsDeadlinePassed.self, ArrearsEvent.deadlinePassed))

  /// Who acted.
  public var actor: ArrearsActor {
    switch self {
    case .clientRecorded(let event): event.actor
    case .contractRecorded(let event): event.actor
    case .proformaIssued(let event): event.actor
    case .proformaSent(let event): event.actor
    case .chargeAdded(let event): event.actor
    case .chargeWithdrawn(let event): event.actor
    case .invoiceIssued(let event): event.actor
    case .invoiceAnnulled(let event): event.actor
    case .sigepStamped(let event): event.actor
    case .paymentRecorded(let event): event.actor
    case .paymentReversed(let event): event.actor
    case .interactionRecorded(let event): event.actor
    case .commitmentMade(let event): event.actor
    case .letterIssued(let event): event.actor
    case .deadlinePassed(let event): event.actor
    }
  }
}
