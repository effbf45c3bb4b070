import Events
import Projections
import Schemas

/// What counts once in all streams of credits.
///
/// **Source:** receivables page, “Ledger rules”: a payment is identified by its bank reference and
/// counts once; “Credits and collections”: an obligation has an invoice number.
enum CreditKeys {
  /// Letter case and spaces make no other reference (a).
  static func reference(of payment: CreditPaymentReceived) -> String {
    switch payment.reference {
    case .bankReference(let text): "bank/\(plain(text))"
    case .receipt(let text): "receipt/\(plain(text))"
    case nil: ""
    }
  }

  static func invoice(_ text: String) -> String { "invoice/\(plain(text))" }

  /// Two references are the same when these are.
  static func plain(_ text: String) -> String {
    text.filter { !$0.isWhitespace }.uppercased()
  }

  /// The reversal of a payment or of a credit gives its key back.
  static func changes(of event: CreditEvent, in state: CreditState) -> KeyChanges {
    switch event {
    case .paid(let payment): KeyChanges(taken: [reference(of: payment)])
    case .granted(let credit): KeyChanges(taken: [invoice(credit.invoice)])
    case .reversed(let reversal):
      switch state.own.entry(reversal.reverses) {
      case let entry? where entry.kind == .payment:
        KeyChanges(released: [state.references[entry.id]].compactMap(\.self))
      case let entry? where entry.kind == .granted:
        KeyChanges(released: entry.invoices.map(invoice))
      default: KeyChanges()
      }
    default: KeyChanges()
    }
  }
}
