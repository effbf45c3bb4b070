public import Schemas

/// Something that happens to a quote (cotización).
///
/// **Source:** onboarding page, “Commercial phase, 4 and 5”.
public enum AccountQuoteEvent: Equatable, Sendable {
  case requested(AccountQuoteRequested)
  case sent(AccountQuoteSent)
  case followedUp(AccountQuoteFollowedUp)
  case refused(AccountQuoteRefused)

  public var actor: AccountActor {
    switch self {
    case .requested(let event): event.actor
    case .sent(let event): event.actor
    case .followedUp(let event): event.actor
    case .refused(let event): event.actor
    }
  }

  /// Which one of the account’s.
  public var quote: String {
    switch self {
    case .requested(let event): event.quote
    case .sent(let event): event.quote
    case .followedUp(let event): event.quote
    case .refused(let event): event.quote
    }
  }
}
