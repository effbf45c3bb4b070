import Processes
import Schemas

/// Something that somebody does to an account.
enum AccountAct: Equatable {
  /// An open step of a table.
  case step(AccountRoute, String)
  case requestVisit
  case requestPresentation
  case requestQuote
  case followUpQuote
  case refuseQuote
  case receiveProperty
  case proposeAmendment(String)
  case prepareInvoice(String)
  case followUpPayment(String)

  /// Whether the tables still let it happen: since it was planned, something else may have.
  func isPossible(in standing: AccountStanding) -> Bool {
    func isOpen(_ step: String, _ route: AccountRoute = .commercial) -> Bool {
      standing.path(route)?.open.contains { $0.step == step && $0.hasSince } ?? false
    }
    return switch self {
    case .step(let route, let step): isOpen(step, route)
    case .requestVisit: isOpen("2") && !isOpen("1a")
    case .requestPresentation: isOpen("2") && !isOpen("1b") && !isOpen("1bR")
    case .requestQuote: !standing.isContracted && standing.dueQuote == nil
    case .followUpQuote: Self.standingQuote(standing) != nil && !standing.isContracted
    case .refuseQuote: Self.standingQuote(standing) != nil && isOpen("5")
    case .receiveProperty: true
    case .proposeAmendment(let id): standing.isContracted && standing.path(.amendment(id)) == nil
    case .prepareInvoice(let id):
      standing.commercial.taken.contains("6") && standing.path(.invoice(id)) == nil
    case .followUpPayment(let id): isOpen("9", .invoice(id))
    }
  }

  /// The quote that the client has and did not refuse; the last one.
  static func standingQuote(_ standing: AccountStanding) -> String? {
    standing.quotes.last { $0.hasSent && !$0.refused }?.quote
  }
}
