public import Schemas

/// An event of a claim's stream. The messages are described in `schemas/claim/v1/events.proto` and
/// `payments.proto`.
public enum ClaimEvent: DomainEvent {
  case causeDetected(ClaimCauseDetected)
  case coverageDetermined(ClaimCoverageDetermined)
  case typified(ClaimTypified)
  case assigned(ClaimAssigned)
  case documentsReceived(ClaimDocumentsReceived)
  case balancesCertified(ClaimBalancesCertified)
  case documentsReturned(ClaimDocumentsReturned)
  case sentToBroker(ClaimSentToBroker)
  case returnedByBroker(ClaimReturnedByBroker)
  case submittedToInsurer(ClaimSubmittedToInsurer)
  case insurerAnswered(ClaimInsurerAnswered)
  case requestPassedOn(ClaimRequestPassedOn)
  case paymentAnnounced(ClaimPaymentAnnounced)
  case transferConfirmed(ClaimTransferConfirmed)
  case transferReversed(ClaimTransferReversed)
  case paymentApplied(ClaimPaymentApplied)
  case poolOpened(ClaimPoolOpened)
  case poolMonthApplied(ClaimPoolMonthApplied)
  case employmentChecked(ClaimEmploymentChecked)
  case applicationReversed(ClaimApplicationReversed)
  case refusalPassedOn(ClaimRefusalPassedOn)
  case refusalDelivered(ClaimRefusalDelivered)
  case refusalClosed(ClaimRefusalClosed)
  case noteAdded(ClaimNoteAdded)
  case deadlinePassed(ClaimDeadlinePassed)

  /// The category of the streams, `claim-00000417`.
  public static let category = "claim"

  public static let table = PayloadTable<ClaimEvent>(
    .of(ClaimCauseDetected.self, ClaimEvent.causeDetected),
    .of(ClaimCoverageDetermined.self, ClaimEvent.coverageDetermined),
    .of(ClaimTypified.self, ClaimEvent.typified),
    .of(ClaimAssigned.self, ClaimEvent.assigned),
    .of(ClaimDocumentsReceived.self, ClaimEvent.documentsReceived),
    .of(ClaimBalancesCertified.self, ClaimEvent.balancesCertified),
    .of(ClaimDocumentsReturned.self, ClaimEvent.documentsReturned),
    .of(ClaimSentToBroker.self, ClaimEvent.sentToBroker),
    .of(ClaimReturnedByBroker.self, ClaimEvent.returnedByBroker),
    .of(ClaimSubmittedToInsurer.self, ClaimEvent.submittedToInsurer),
    .of(ClaimInsurerAnswered.self, ClaimEvent.insurerAnswered),
    .of(ClaimRequestPassedOn.self, ClaimEvent.requestPassedOn),
    .of(ClaimPaymentAnnounced.self, ClaimEvent.paymentAnnounced),
    .of(ClaimTransferConfirmed.self, ClaimEvent.transferConfirmed),
    .of(ClaimTransferReversed.self, ClaimEvent.transferReversed),
    .of(ClaimPaymentApplied.self, ClaimEvent.paymentApplied),
    .of(ClaimPoolOpened.self, ClaimEvent.poolOpened),
    .of(ClaimPoolMonthApplied.self, ClaimEvent.poolMonthApplied),
    .of(ClaimEmploymentChecked.self, ClaimEvent.employmentChecked),
    .of(ClaimApplicationReversed.self, ClaimEvent.applicationReversed),
    .of(ClaimRefusalPassedOn.self, ClaimEvent.refusalPassedOn),
    .of(ClaimRefusalDelivered.self, ClaimEvent.refusalDelivered),
    .of(ClaimRefusalClosed.self, ClaimEvent.refusalClosed),
    .of(ClaimNoteAdded.self, ClaimEvent.noteAdded),
    .of(ClaimDeadlinePassed.self, ClaimEvent.deadlinePassed))

  /// Who acted.
  public var actor: ClaimActor {
    switch self {
    case .causeDetected(let event): event.actor
    case .coverageDetermined(let event): event.actor
    case .typified(let event): event.actor
    case .assigned(let event): event.actor
    case .documentsReceived(let event): event.actor
    case .balancesCertified(let event): event.actor
    case .documentsReturned(let event): event.actor
    case .sentToBroker(let event): event.actor
    case .returnedByBroker(let event): event.actor
    case .submittedToInsurer(let event): event.actor
    case .insurerAnswered(let event): event.actor
    case .requestPassedOn(let event): event.actor
    case .paymentAnnounced(let event): event.actor
    case .transferConfirmed(let event): event.actor
    case .transferReversed(let event): event.actor
    case .paymentApplied(let event): event.actor
    case .poolOpened(let event): event.actor
    case .poolMonthApplied(let event): event.actor
    case .employmentChecked(let event): event.actor
    case .applicationReversed(let event): event.actor
    case .refusalPassedOn(let event): event.actor
    case .refusalDelivered(let event): event.actor
    case .refusalClosed(let event): event.actor
    case .noteAdded(let event): event.actor
    case .deadlinePassed(let event): event.actor
    }
  }

  /// What was written freely: a note, a reason, an objection; empty where there is no such thing.
  public var text: String {
    switch self {
    case .causeDetected(let event): event.note
    case .coverageDetermined(let event): event.note
    case .documentsReturned(let event): event.note
    case .returnedByBroker(let event): event.note
    case .insurerAnswered(let event): event.objection
    case .requestPassedOn(let event): event.note
    case .paymentAnnounced(let event): event.note
    case .transferReversed(let event): event.why
    case .employmentChecked(let event): event.note
    case .applicationReversed(let event): event.why
    case .noteAdded(let event): event.text
    case .typified, .assigned, .documentsReceived, .balancesCertified, .sentToBroker,
      .submittedToInsurer, .transferConfirmed, .paymentApplied, .poolOpened, .poolMonthApplied,
      .refusalPassedOn, .refusalDelivered, .refusalClosed, .deadlinePassed:
      ""
    }
  }

  /// What the daemon did because time has passed; `nil` for what people do.
  public var escalation: Escalation? {
    switch self {
    case .deadlinePassed(let event): event.escalation
    case .poolMonthApplied(let event): event.escalation
    default: nil
    }
  }
}
