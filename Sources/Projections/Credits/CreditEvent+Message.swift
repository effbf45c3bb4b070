public import SwiftProtobuf

extension CreditEvent {
  /// The message that it was read from; its full name is the event type.
  public var message: any Message {
    switch self {
    case .clientRegistered(let event): event
    case .idCancelled(let event): event
    case .granted(let event): event
    case .paid(let event): event
    case .charged(let event): event
    case .condoned(let event): event
    case .writtenOff(let event): event
    case .writtenDown(let event): event
    case .cleared(let event): event
    case .certified(let event): event
    case .reversed(let event): event
    case .claimLinked(let event): event
    case .contacted(let event): event
    case .assigned(let event): event
    case .released(let event): event
    case .reportingStarted(let event): event
    case .reportSent(let event): event
    case .deadlinePassed(let event): event
    }
  }
}
