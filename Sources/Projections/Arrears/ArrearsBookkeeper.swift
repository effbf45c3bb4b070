public import Events
import Schemas
public import SwiftProtobuf

/// The bookkeeping of company clients, by the table of `ArrearsAccounts`.
///
/// Holder: the NIT. Document: `factura 4711` or `cargo 88`. An invoice is true from its day of issue, a
/// charge from the day on which it arose, a payment from the day on which it was paid.
///
/// **Source:** receivables page, “Mora of company clients” and “Ledger rules”.
public struct ArrearsBookkeeper: Bookkeeper {
  public let chart = ArrearsAccounts.chart
  public let version: UInt32 = 1
  public let categories: Set<String> = [ArrearsEvent.category]

  public init() {}

  public func entries(
    for event: RecordedEvent, book: inout Google_Protobuf_Empty
  ) throws(BookkeepingError) -> [LedgerInstruction] {
    guard let client = ArrearsNIT(stream: event.stream)?.text else {
      throw .inconsistent("its stream is not named for a NIT, as arrears-1023456028 is")
    }
    switch try BookkeepingError.reading(event, as: ArrearsEvent.self) {
    case .chargeAdded(let charge):
      let document = "cargo \(charge.charge)"
      let leg = EntryDraft.Leg(
        ArrearsAccounts.cargo, try .entered(charge.amount), document: document)
      return [
        .enter(
          EntryDraft(
            key: document, holder: client,
            effective: try .entered(charge.aroseOn, "arose_on"), legs: [leg]))
      ]
    case .chargeWithdrawn(let withdrawn):
      return [.reverse(key: "cargo \(withdrawn.charge)", of: client, effective: nil)]
    case .invoiceIssued(let invoice): return [.enter(try Self.issue(invoice, to: client))]
    case .invoiceAnnulled(let annulled):
      return [
        .reverse(
          key: "factura \(annulled.invoice)", of: client,
          effective: try .entered(annulled.annulledOn, "annulled_on"))
      ]
    case .paymentRecorded(let payment): return [.enter(try Self.pay(payment, of: client))]
    case .paymentReversed(let reversed):
      return [
        .reverse(
          key: "pago \(ArrearsReference.folded(reversed.reference))", of: client,
          effective: try .entered(reversed.reversedOn, "reversed_on"))
      ]
    case .clientRecorded, .contractRecorded, .proformaIssued, .proformaSent, .sigepStamped,
      .interactionRecorded, .commitmentMade, .letterIssued, .deadlinePassed:
      return []
    }
  }

  private static func issue(
    _ invoice: ArrearsInvoiceIssued, to client: String
  ) throws(BookkeepingError) -> EntryDraft {
    let document = "factura \(invoice.invoice)"
    var legs: [EntryDraft.Leg] = []
    for line in invoice.lines {
      let amount = try Money.entered(line.amount)
      if line.charge.isEmpty {
        legs.append(.init(ArrearsAccounts.facturaServicio, amount, document: document))
      } else {
        legs.append(
          .init(
            ArrearsAccounts.facturaCargo, amount, document: document,
            creditDocument: "cargo \(line.charge)"))
      }
    }
    return EntryDraft(
      key: document, holder: client, effective: try .entered(invoice.issuedOn, "issued_on"),
      legs: legs)
  }

  private static func pay(
    _ payment: ArrearsPaymentRecorded, of client: String
  ) throws(BookkeepingError) -> EntryDraft {
    guard let movement = ArrearsAccounts.payment(payment.way) else {
      throw .inconsistent("its way to pay is none")
    }
    var legs: [EntryDraft.Leg] = []
    for application in payment.applications {
      legs.append(
        .init(
          movement, try .entered(application.amount), document: "factura \(application.invoice)"))
    }
    return EntryDraft(
      key: "pago \(ArrearsReference.folded(payment.reference))", holder: client,
      effective: try .entered(payment.paidOn, "paid_on"), legs: legs)
  }
}

/// What the bank, the web page or SIGEP calls a payment: capitals and small letters are the same (a).
public enum ArrearsReference {
  /// As it is compared.
  public static func folded(_ reference: String) -> String { reference.uppercased() }
}
