public import Schemas

/// Something that happens to an invoice (factura).
///
/// **Source:** onboarding page, “Commercial phase, 8 and 9”.
public enum AccountInvoiceEvent: Equatable, Sendable {
  case prepared(AccountInvoicePrepared)
  case verified(AccountInvoiceVerified)
  case approved(AccountInvoiceApproved)
  case signed(AccountInvoiceSigned)
  case submitted(AccountInvoiceSubmitted)
  case followedUp(AccountPaymentFollowedUp)
  case returned(AccountInvoiceReturned)
  case errorResolved(AccountNegotiationErrorResolved)
  case paid(AccountInvoicePaid)

  public var actor: AccountActor {
    switch self {
    case .prepared(let event): event.actor
    case .verified(let event): event.actor
    case .approved(let event): event.actor
    case .signed(let event): event.actor
    case .submitted(let event): event.actor
    case .followedUp(let event): event.actor
    case .returned(let event): event.actor
    case .errorResolved(let event): event.actor
    case .paid(let event): event.actor
    }
  }

  /// Which one of the account’s.
  public var invoice: String {
    switch self {
    case .prepared(let event): event.invoice
    case .verified(let event): event.invoice
    case .approved(let event): event.invoice
    case .signed(let event): event.invoice
    case .submitted(let event): event.invoice
    case .followedUp(let event): event.invoice
    case .returned(let event): event.invoice
    case .errorResolved(let event): event.invoice
    case .paid(let event): event.invoice
    }
  }
}
