public import Schemas

/// The service start, S1 to S8 in their order.
///
/// **Source:** onboarding page, “Service start”.
public enum AccountServiceEvent: Equatable, Sendable {
  case headerNumberRequested(AccountHeaderNumberRequested)
  case headerNumberAssigned(AccountHeaderNumberAssigned)
  case lineRequested(AccountLineRequested)
  case lineLinked(AccountLineLinked)
  case planSentToSystems(AccountPlanSentToSystems)
  case pbxConfigured(AccountPbxConfigured)
  case planSentToOperations(AccountPlanSentToOperations)
  case planConfigured(AccountPlanConfigured)
  case providersCounted(AccountProvidersCounted)
  case telemarketersTrained(AccountTelemarketersTrained)
  case launchCommunicated(AccountLaunchCommunicated)

  public var actor: AccountActor {
    switch self {
    case .headerNumberRequested(let event): event.actor
    case .headerNumberAssigned(let event): event.actor
    case .lineRequested(let event): event.actor
    case .lineLinked(let event): event.actor
    case .planSentToSystems(let event): event.actor
    case .pbxConfigured(let event): event.actor
    case .planSentToOperations(let event): event.actor
    case .planConfigured(let event): event.actor
    case .providersCounted(let event): event.actor
    case .telemarketersTrained(let event): event.actor
    case .launchCommunicated(let event): event.actor
    }
  }
}
