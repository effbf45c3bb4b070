public import Events
import Schemas

extension CreditAccounts {
  /// Enters an event of one of the client's claims. Obligations that are not kept here are passed over:
  /// a claim can be about credits that are not in this log.
  ///
  /// - Returns: what it moved, in order.
  public mutating func apply(
    _ event: CreditClaimEvent, of stream: StreamName, _ revision: Revision, recorded: Timestamp
  ) throws(CreditFault) -> [MovedCredit] {
    let id = CreditEntry.ofClaim(stream, revision.rawValue)
    switch event {
    case .transferConfirmed(let event):
      let date = try CreditFault.date(event.transferredOn, "transferred_on")
      // Of a client without credits here it is nothing to these accounts.
      if !obligations.isEmpty {
        changeClaim(stream) { $0.transfer = Claim.Transfer(id: id, effective: date) }
      }
      return []
    case .transferReversed:
      changeClaim(stream) { $0.transfer = nil }
      return []
    case .paymentApplied(let event): return try apply(event, stream, id, recorded)
    case .poolOpened(let event): return try open(event, stream, id, recorded)
    case .poolMonthApplied(let event): return try applyMonth(event, stream, recorded)
    case .applicationReversed(let event):
      let entry = CreditEntry.ofClaim(stream, event.reverses)
      changeClaim(stream) { if $0.entry == entry { $0.entry = nil } }
      return takeBack(entry, recorded: recorded)
    }
  }

  /// The insurer's transfer for a claim; `nil` where none stands.
  func transfer(of stream: StreamName) -> Claim.Transfer? {
    claims.first { $0.stream == stream.text }?.transfer
  }

  private mutating func changeClaim(_ stream: StreamName, _ change: (inout Claim) -> Void) {
    if let index = claims.firstIndex(where: { $0.stream == stream.text }) {
      change(&claims[index])
    } else {
      var claim = Claim(stream: stream.text)
      change(&claim)
      claims.append(claim)
    }
  }

  /// 8b, for death and permanent incapacity.
  private mutating func apply(
    _ event: ClaimPaymentApplied, _ stream: StreamName, _ id: String, _ recorded: Timestamp
  ) throws(CreditFault) -> [MovedCredit] {
    let date = try CreditFault.date(event.effectiveOn, "effective_on")
    let known = event.applications.filter { obligation($0.invoice) != nil }
    var moved: [MovedCredit] = []
    for application in known {
      moved += try settle(
        application, id, from: moved.count, .insurerPayment, effective: date, recorded: recorded,
        forDue: nil)
    }
    enter(id, .claimPayment, known.map(\.invoice), date, of: stream)
    return moved
  }

  /// 8b, for unemployment and temporary incapacity: it waits.
  private mutating func open(
    _ event: ClaimPoolOpened, _ stream: StreamName, _ id: String, _ recorded: Timestamp
  ) throws(CreditFault) -> [MovedCredit] {
    let first = try CreditFault.date(event.firstDueOn, "first_due_on")
    let deposited = transfer(of: stream)?.effective ?? first
    var moved: [MovedCredit] = []
    for (index, month) in event.months.enumerated() {
      guard let due = event.dueDate(ofMonth: index + 1) else {
        throw .notADate("\(event.dueDay)", field: "due_day")
      }
      for application in month.applications {
        guard
          let index = obligations.lastIndex(where: {
            $0.invoice == application.invoice && $0.state != .annulled
          })
        else { continue }
        let (paid, condoned) = try ConceptAmounts.ofClaim(application)
        obligations[index].waiting.append(
          Obligation.WaitingMonth(id: id, due: due, amounts: paid + condoned))
        moved += try add(
          [
            CreditMovement(
              id, moved.count, .poolDeposit, paid, effective: deposited, recorded: recorded,
              forDue: due)
          ], to: application.invoice)
      }
    }
    enter(id, .pool, Array(Set(moved.map(\.invoice))).sorted(), first, of: stream)
    return moved
  }

  private mutating func applyMonth(
    _ event: ClaimPoolMonthApplied, _ stream: StreamName, _ recorded: Timestamp
  ) throws(CreditFault) -> [MovedCredit] {
    let due = try CreditFault.date(event.effectiveOn, "effective_on")
    guard let id = claims.first(where: { $0.stream == stream.text })?.entry else {
      throw .idUnknown(stream.text)
    }
    var moved: [MovedCredit] = []
    for application in event.applications {
      guard obligation(application.invoice) != nil else { continue }
      // Behind those of the entry that are there already: the deposits, and the months before.
      let next = (obligations.flatMap(\.movements).filter { $0.id == id }.map(\.index).max() ?? -1)
      moved += try settle(
        application, id, from: next + 1, .poolMonth, effective: due, recorded: recorded,
        forDue: due)
      stopWaiting(application.invoice, id, due)
    }
    return moved
  }

  private mutating func stopWaiting(_ invoice: String, _ id: String, _ due: LocalDate) {
    for index in obligations.indices where obligations[index].invoice == invoice {
      obligations[index].waiting.removeAll { $0.id == id && $0.due == due }
    }
  }

  /// What the insurer paid of an obligation, and what was condoned with it.
  private mutating func settle(
    _ application: ClaimApplication, _ id: String, from first: Int, _ kind: CreditMovement.Kind,
    effective: LocalDate, recorded: Timestamp, forDue: LocalDate?
  ) throws(CreditFault) -> [MovedCredit] {
    let (paid, condoned) = try ConceptAmounts.ofClaim(application)
    var movements: [CreditMovement] = []
    for (kind, amounts) in [(kind, paid), (.condonation, condoned)] where !amounts.isZero {
      movements.append(
        CreditMovement(
          id, first + movements.count, kind, -amounts, effective: effective, recorded: recorded,
          forDue: forDue))
    }
    return try add(movements, to: application.invoice)
  }

  private mutating func enter(
    _ id: String, _ kind: CreditEntry.Kind, _ invoices: [String], _ date: LocalDate,
    of stream: StreamName
  ) {
    entries.append(CreditEntry(id: id, kind: kind, invoices: invoices, effective: date))
    changeClaim(stream) { $0.entry = id }
  }
}
