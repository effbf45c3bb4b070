public import Events
public import Schemas

/// The bookkeeping of the credits: from the clients' streams, and from those of their claims what the
/// insurers pay. Each movement is recorded in one of them only.
///
/// **Source:** receivables page, “Credits and collections” and “Ledger rules”.
public struct CreditBookkeeper: Bookkeeper {
  public let chart = CreditChart.chart
  public let version: UInt32 = 1
  public let categories: Set<String> = [CreditEvent.category, CreditClaimEvent.category]

  public init() {}

  /// The client's; only the first event of a claim says whose it is.
  public func bookKey(of event: RecordedEvent, last: String?) -> String {
    guard event.type.text == ClaimCauseDetected.protoMessageName,
      let detected = try? StrictPayload.decode(
        event.data, event.contentType, as: ClaimCauseDetected.self),
      let client = Cedula(detected.client.id)
    else { return last ?? event.stream.text }
    return client.stream.text
  }

  public func entries(
    for event: RecordedEvent, book: inout StoredCreditAccounts
  ) throws(BookkeepingError) -> [LedgerInstruction] {
    var accounts = CreditAccounts(book)
    let instructions =
      event.stream.category == CreditClaimEvent.category
      ? try ofClaim(event, &accounts) : try ofCredit(event, &accounts)
    book = accounts.stored
    return instructions
  }

  private func ofCredit(
    _ event: RecordedEvent, _ accounts: inout CreditAccounts
  ) throws(BookkeepingError) -> [LedgerInstruction] {
    // The stream of the report moves nothing.
    guard Cedula(stream: event.stream) != nil else { return [] }
    let decoded = try BookkeepingError.reading(event, as: CreditEvent.self)
    do throws(CreditFault) {
      let moved = try accounts.apply(decoded, recorded: event.recorded)
      guard let client = accounts.client else { return [] }
      return moved.map { $0.instruction(of: client, isClaim: false) }
    } catch {
      throw .inconsistent("\(error)")
    }
  }

  private func ofClaim(
    _ event: RecordedEvent, _ accounts: inout CreditAccounts
  ) throws(BookkeepingError) -> [LedgerInstruction] {
    let decoded: CreditClaimEvent?
    do throws(PayloadError) { decoded = try CreditClaimEvent(event) } catch {
      throw .undecodable("\(error)")
    }
    // Of a client who has no credits here nothing moves.
    guard let decoded, let client = accounts.client else { return [] }
    let before = accounts.transfer(of: event.stream)
    do throws(CreditFault) {
      let moved = try accounts.apply(
        decoded, of: event.stream, event.revision, recorded: event.recorded)
      let transfer = try Self.transfer(
        decoded, before, accounts.transfer(of: event.stream), client.digits)
      return transfer + moved.map { $0.instruction(of: client, isClaim: true) }
    } catch {
      throw .inconsistent("\(error)")
    }
  }

  /// What the insurer transferred, or that it did not.
  private static func transfer(
    _ event: CreditClaimEvent, _ before: CreditAccounts.Claim.Transfer?,
    _ after: CreditAccounts.Claim.Transfer?, _ client: String
  ) throws(CreditFault) -> [LedgerInstruction] {
    switch event {
    case .transferConfirmed(let event):
      guard let after else { return [] }
      let leg = EntryDraft.Leg(
        CreditChart.transferred, try CreditFault.money(event.amount),
        document: event.bankReference)
      return [
        .enter(
          EntryDraft(key: after.id, holder: client, effective: after.effective, legs: [leg]))
      ]
    case .transferReversed:
      guard let before else { return [] }
      return [.reverse(key: before.id, of: client, effective: before.effective)]
    case .paymentApplied, .poolOpened, .poolMonthApplied, .applicationReversed: return []
    }
  }
}

extension MovedCredit {
  /// The entry of this movement, or what takes it back.
  func instruction(of client: Cedula, isClaim: Bool) -> LedgerInstruction {
    let key = "\(movement.id)#\(movement.index)"
    if movement.isReversal {
      return .reverse(key: key, of: client.digits, effective: movement.effective)
    }
    let legs = legs(isClaim: isClaim).map { row, amount in
      EntryDraft.Leg(row, amount, document: invoice)
    }
    return .enter(
      EntryDraft(key: key, holder: client.digits, effective: movement.effective, legs: legs))
  }

  private func legs(isClaim: Bool) -> [(LedgerMovement, Money)] {
    let amounts = movement.amounts
    switch movement.kind {
    case .disbursement: return [(CreditChart.lent, amounts.capital)]
    case .accrual:
      return Self.present([
        (CreditChart.interestAccrued, amounts.interest),
        (CreditChart.chargesAccrued, amounts.charges),
      ])
    case .charge:
      return Self.present([
        (CreditChart.defaultInterestAdded, amounts.defaultInterest),
        (CreditChart.chargesAdded, amounts.charges),
      ])
    case .lapse:
      return Self.present([
        (CreditChart.interestLapsed, -amounts.interest),
        (CreditChart.chargesLapsed, -amounts.charges),
      ])
    case .payment: return Self.each(CreditChart.paid, -amounts)
    case .insurerPayment:
      return Self.each(isClaim ? CreditChart.paidByClaim : CreditChart.paid, -amounts)
    case .poolMonth: return Self.each(CreditChart.paidByPool, -amounts)
    case .condonation:
      return Self.each(isClaim ? CreditChart.condonedByClaim : CreditChart.condonedHere, -amounts)
    case .poolDeposit: return [(CreditChart.pooled, amounts.total)]
    }
  }

  /// `rows`: one for each concept, in their order.
  private static func each(
    _ rows: [LedgerMovement], _ amounts: ConceptAmounts
  ) -> [(LedgerMovement, Money)] {
    present(zip(rows, CreditConcept.all).map { ($0, amounts[$1]) })
  }

  private static func present(_ legs: [(LedgerMovement, Money)]) -> [(LedgerMovement, Money)] {
    legs.filter { !$0.1.isZero }
  }
}
