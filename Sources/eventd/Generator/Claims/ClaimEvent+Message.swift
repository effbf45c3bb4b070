import Projections
import Schemas
import SwiftProtobuf

extension ClaimEvent {
  /// The event as it is sent.
  var message: any Message {
    switch self {
    case .causeDetected(let event): event
    case .coverageDetermined(let event): event
    case .typified(let event): event
    case .assigned(let event): event
    case .documentsReceived(let event): event
    case .balancesCertified(let event): event
    case .documentsReturned(let event): event
    case .sentToBroker(let event): event
    case .returnedByBroker(let event): event
    case .submittedToInsurer(let event): event
    case .insurerAnswered(let event): event
    case .requestPassedOn(let event): event
    case .paymentAnnounced(let event): event
    case .transferConfirmed(let event): event
    case .transferReversed(let event): event
    case .paymentApplied(let event): event
    case .poolOpened(let event): event
    case .poolMonthApplied(let event): event
    case .employmentChecked(let event): event
    case .applicationReversed(let event): event
    case .refusalPassedOn(let event): event
    case .refusalDelivered(let event): event
    case .refusalClosed(let event): event
    case .noteAdded(let event): event
    case .deadlinePassed(let event): event
    }
  }
}
