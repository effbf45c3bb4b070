import Processes
import Projections
import Schemas
import SwiftProtobuf

/// What the history of an account calls its events.
enum AccountHistory {
  /// The number of the row, if it took one, and what was done.
  static func label(_ entry: AccountEntry) -> String {
    guard let name = names[entry.type] else {
      return entry.step.isEmpty ? entry.type : entry.track.row(entry.step)
    }
    return entry.step.isEmpty ? name : "\(entry.step) \(name)"
  }

  /// Of events that take no row, and of those that their row does not tell apart.
  private static let names: [String: String] = [
    AccountProspectOpened.protoMessageName: "Prospecto abierto",
    AccountVisitRequested.protoMessageName: "Visita pedida",
    AccountPresentationRequested.protoMessageName: "Presentación pedida",
    AccountQuoteRequested.protoMessageName: "Cotización pedida",
    AccountQuoteFollowedUp.protoMessageName: "Seguimiento a la cotización",
    AccountQuoteRefused.protoMessageName: "Cotización rechazada",
    AccountSatisfactionMeasured.protoMessageName: "Satisfacción medida",
    AccountPaymentFollowedUp.protoMessageName: "Seguimiento al pago",
    AccountInvoiceReturned.protoMessageName: "Devuelta a Comercial",
    AccountInvoicePaid.protoMessageName: "Pagada",
    AccountClientPropertyReceived.protoMessageName: "Propiedad del cliente recibida",
    AccountDeadlinePassed.protoMessageName: "Plazo vencido",
  ]
}
