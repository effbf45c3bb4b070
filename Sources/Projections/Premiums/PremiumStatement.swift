public import Events
internal import Schemas
internal import SwiftProtobuf

/// The statement of account for brokers: cuotas, liquidaciones de prima and receipts. Read it with
/// `PremiumStatementReader`.
///
/// An event costs a read and a write of the rows that it is about and of the indexes that change.
///
/// **Source:** receivables page, “Statement of account for brokers”.
public struct PremiumStatement: Projection {
  public let name = "premium-statement"
  public let version: UInt32 = 1
  public var tables: [String] { StatementTables.names }
  public let categories: Set<String>? = [PremiumEvent.category]

  public init() {}

  /// - Throws: `FollowerError.poison` for what admission refuses and an ungoverned log may hold:
  ///   payloads that cannot be read, dates that are none, documents that were not issued.
  public func apply(
    _ event: RecordedEvent, to rows: inout WriteTransaction, _ environment: Environment
  ) throws(FollowerError) {
    guard let client = PremiumClientKey(stream: event.stream) else {
      throw .poison(event, "its stream is not named for a client, as premium-20512345678 is")
    }
    let change = try FollowerError.reading(event, as: PremiumEvent.self)
    let book = StatementBook(
      tables: StatementTables(environment), event: event, client: client.text)
    switch change {
    case .policyAssigned(let assigned): try book.assign(assigned, &rows)
    case .cuotaIssued(let cuota):
      try book.issue(cuota.policy, &rows) {
        $0.document = .cuota(cuota.number)
        $0.amount = cuota.amount
        $0.issuedOn = cuota.issuedOn
        $0.dueOn = cuota.dueOn
        if cuota.hasValidity { $0.validity = cuota.validity }
      }
    case .settlementIssued(let settlement):
      try book.issue(settlement.policy, &rows) {
        $0.document = .settlement(settlement.number)
        $0.amount = settlement.amount
        $0.issuedOn = settlement.issuedOn
        $0.dueOn = settlement.dueOn
        $0.periodStart = settlement.periodStart
        $0.periodEnd = settlement.periodEnd
      }
    case .cuotaAmended(let cuota): try book.amend(cuota, &rows)
    case .documentAnnulled(let annulled):
      try book.change(annulled.document, &rows) {
        $0.annulledOn = annulled.annulledOn
        $0.status = .anulada
      }
    case .paymentRecorded(let payment): try book.pay(payment, &rows)
    case .paymentReversed(let reversed): try book.reverse(reversed, &rows)
    case .receiptIssued(let receipt): try book.enter(receipt, &rows)
    case .deadlinePassed(let passed):
      try book.change(passed.document, &rows) {
        $0.overdueSince = Google_Protobuf_Timestamp(event.recorded)
      }
    }
  }
}
