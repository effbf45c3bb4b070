public import Events
public import Schemas
internal import SwiftProtobuf

/// The bookkeeping of premiums, by the table of `PremiumAccounts`.
///
/// Holder: the key of the client. Document: `cuota 4711` or `liquidacion 88`. What is issued is true
/// from its day of issue, a payment from the day on which it was paid.
///
/// **Source:** receivables page, “Statement of account for brokers” and “Ledger rules”.
public struct PremiumBookkeeper: Bookkeeper {
  public let chart = PremiumAccounts.chart
  public let version: UInt32 = 1
  public let categories: Set<String> = [PremiumEvent.category]

  public init() {}

  public func entries(
    for event: RecordedEvent, book: inout PremiumBook
  ) throws(BookkeepingError) -> [LedgerInstruction] {
    guard let client = PremiumClientKey(stream: event.stream)?.text else {
      throw .inconsistent("its stream is not named for a client, as premium-20512345678 is")
    }
    switch try BookkeepingError.reading(event, as: PremiumEvent.self) {
    case .policyAssigned(let assigned):
      if !book.policies.contains(where: { $0.policy == assigned.policy }) {
        book.policies.append(
          .with {
            $0.policy = assigned.policy
            $0.line = assigned.line
          })
      }
      return []
    case .cuotaIssued(let cuota):
      return [
        .enter(
          try Self.issue(
            .cuota(cuota.number), cuota.policy, cuota.amount, cuota.issuedOn, of: client, book))
      ]
    case .cuotaAmended(let cuota):
      // It never was as it was first issued.
      let document = PremiumDocument.cuota(cuota.number)
      return [
        .reverse(key: document.name, of: client, effective: nil),
        .enter(
          try Self.issue(document, cuota.policy, cuota.amount, cuota.issuedOn, of: client, book)),
      ]
    case .settlementIssued(let settlement):
      return [
        .enter(
          try Self.issue(
            .settlement(settlement.number), settlement.policy, settlement.amount,
            settlement.issuedOn, of: client, book))
      ]
    case .documentAnnulled(let annulled):
      return [
        .reverse(
          key: annulled.document.name, of: client,
          effective: try .entered(annulled.annulledOn, "annulled_on"))
      ]
    case .paymentRecorded(let payment): return [.enter(try Self.pay(payment, of: client))]
    case .paymentReversed(let reversed):
      return [
        .reverse(
          key: "pago \(PremiumReference.folded(reversed.bankReference))", of: client,
          effective: try .entered(reversed.reversedOn, "reversed_on"))
      ]
    case .receiptIssued, .deadlinePassed: return []
    }
  }

  private static func issue(
    _ document: PremiumDocument, _ policy: String, _ amount: WireMoney, _ issuedOn: String,
    of client: String, _ book: PremiumBook
  ) throws(BookkeepingError) -> EntryDraft {
    guard let line = book.policies.first(where: { $0.policy == policy })?.line else {
      throw .inconsistent("\(document.name) is of the policy “\(policy)”, which was not assigned")
    }
    guard let movement = PremiumAccounts.issue(document.kind, line) else {
      throw .inconsistent("\(line.label) has no \(document.name)")
    }
    return EntryDraft(
      key: document.name, holder: client, effective: try .entered(issuedOn, "issued_on"),
      legs: [.init(movement, try .entered(amount), document: document.name)])
  }

  private static func pay(
    _ payment: PremiumPaymentRecorded, of client: String
  ) throws(BookkeepingError) -> EntryDraft {
    var legs: [EntryDraft.Leg] = []
    for application in payment.applications {
      let document = application.document
      guard let movement = PremiumAccounts.payment(document.kind) else {
        throw .inconsistent("it pays \(document.name), which is nothing that can be owed")
      }
      legs.append(.init(movement, try .entered(application.amount), document: document.name))
    }
    return EntryDraft(
      key: "pago \(PremiumReference.folded(payment.bankReference))", holder: client,
      effective: try .entered(payment.paidOn, "paid_on"), legs: legs)
  }
}

/// What a bank calls a payment: capitals and small letters are the same (a).
public enum PremiumReference {
  /// As it is compared.
  public static func folded(_ reference: String) -> String { reference.uppercased() }
}
