public import Schemas

/// The ten activities, in their order.
///
/// **Source:** onboarding page, “Incorporation of a new account”.
public enum AccountIncorporationEvent: Equatable, Sendable {
  case prospectProfiled(AccountProspectProfiled)
  case coveragesConsolidated(AccountCoveragesConsolidated)
  case coveragesSent(AccountCoveragesSent)
  case observationsIssued(AccountObservationsIssued)
  case coveragesAdjusted(AccountCoveragesAdjusted)
  case coveragesLoaded(AccountCoveragesLoaded)
  case coveragesArchived(AccountCoveragesArchived)
  case numberConfigured(AccountNumberConfigured)
  case numberTested(AccountNumberTested)
  case numberReleased(AccountNumberReleased)

  public var actor: AccountActor {
    switch self {
    case .prospectProfiled(let event): event.actor
    case .coveragesConsolidated(let event): event.actor
    case .coveragesSent(let event): event.actor
    case .observationsIssued(let event): event.actor
    case .coveragesAdjusted(let event): event.actor
    case .coveragesLoaded(let event): event.actor
    case .coveragesArchived(let event): event.actor
    case .numberConfigured(let event): event.actor
    case .numberTested(let event): event.actor
    case .numberReleased(let event): event.actor
    }
  }
}
