public import Schemas

/// The commercial phase but for quotes, amendments and invoices.
///
/// **Source:** onboarding page, “Commercial phase”.
public enum AccountCommercialEvent: Equatable, Sendable {
  case contactMade(AccountContactMade)
  case visitRequested(AccountVisitRequested)
  case visitHeld(AccountVisitHeld)
  case presentationRequested(AccountPresentationRequested)
  case presentationGiven(AccountPresentationGiven)
  case presentationArrived(AccountPresentationArrived)
  case requirementsRecorded(AccountRequirementsRecorded)
  case capabilityVerified(AccountCapabilityVerified)
  case contractReceived(AccountContractReceived)
  case internalCommunicationSent(AccountInternalCommunicationSent)
  case satisfactionMeasured(AccountSatisfactionMeasured)

  public var actor: AccountActor {
    switch self {
    case .contactMade(let event): event.actor
    case .visitRequested(let event): event.actor
    case .visitHeld(let event): event.actor
    case .presentationRequested(let event): event.actor
    case .presentationGiven(let event): event.actor
    case .presentationArrived(let event): event.actor
    case .requirementsRecorded(let event): event.actor
    case .capabilityVerified(let event): event.actor
    case .contractReceived(let event): event.actor
    case .internalCommunicationSent(let event): event.actor
    case .satisfactionMeasured(let event): event.actor
    }
  }
}
