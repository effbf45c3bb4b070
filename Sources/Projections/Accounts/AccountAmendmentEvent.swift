public import Schemas

/// Something that happens to an amendment (otro sí).
///
/// **Source:** onboarding page, “Commercial phase, 7”.
public enum AccountAmendmentEvent: Equatable, Sendable {
  case proposed(AccountAmendmentProposed)
  case signed(AccountAmendmentSigned)
  case attached(AccountAmendmentAttached)

  public var actor: AccountActor {
    switch self {
    case .proposed(let event): event.actor
    case .signed(let event): event.actor
    case .attached(let event): event.actor
    }
  }

  /// Which one of the account’s.
  public var amendment: String {
    switch self {
    case .proposed(let event): event.amendment
    case .signed(let event): event.amendment
    case .attached(let event): event.amendment
    }
  }
}
