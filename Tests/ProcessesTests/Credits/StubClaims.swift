import Events
import Processes
import Projections
import Schemas
import SwiftProtobuf

/// Claims reduced to what they pay: no milestones, and the same bounds as the rules of claims set on the
/// credits that are kept here.
struct StubClaims: Procedure {
  struct State: CreditClaim {
    var clientID = CreditScenario.cedula
    var creditFacts: [CreditClaimFact] = []
    var bankReference: String?
    /// The pool that pays, and its next month.
    var pool: ClaimPoolOpened?
    var month = 1
    /// What was applied last.
    var applied: UInt64?
  }

  let category = "claim"

  func initialState(of stream: StreamName) throws(Refusal) -> State { State() }

  func decode(
    type: EventType, contentType: ContentType, data: [UInt8]
  ) throws(Refusal) -> ClaimEvent {
    do throws(PayloadError) {
      return try ClaimEvent(type: type, contentType: contentType, data: data)
    } catch {
      throw Self.refusal("unreadable")
    }
  }

  func check(
    _ event: ClaimEvent, _ facts: EventFacts, in state: State, of stream: StreamName,
    elsewhere: Elsewhere
  ) throws(Refusal) {
    guard let credits = try? StreamName(CreditScenario.stream),
      let client = elsewhere(credits) as? CreditState
    else { throw Self.refusal("no-credits") }
    let accounts = client.accounts(elsewhere)
    switch event {
    case .paymentApplied(let event):
      if state.applied != nil { throw Self.refusal("applied") }
      try check(event.applications, from: event.effectiveOn, accounts)
    case .poolOpened(let event):
      if state.applied != nil { throw Self.refusal("applied") }
      try check(event.months.flatMap(\.applications), from: event.firstDueOn, accounts)
    case .poolMonthApplied(let event):
      guard let pool = state.pool, state.month <= pool.months.count,
        let due = pool.dueDate(ofMonth: state.month), event.effectiveOn == "\(due)",
        facts.recorded >= Timestamp(seconds: Int64(due.daysSinceEpoch) * 86_400 + 5 * 3600)
      else { throw Self.refusal("no-month") }
    case .applicationReversed(let event):
      guard state.applied == event.reverses else { throw Self.refusal("nothing") }
      let invoices = accounts.payment(ofClaim: stream.text)?.invoices ?? []
      if invoices.contains(where: { accounts.obligation($0)?.state.isClosed != false }) {
        throw Self.refusal("closed")
      }
    default: break
    }
  }

  private func check(
    _ applications: [ClaimApplication], from date: String, _ accounts: CreditAccounts
  ) throws(Refusal) {
    var taken: [String: ConceptAmounts] = [:]
    for application in applications {
      guard let (paid, condoned) = try? ConceptAmounts.ofClaim(application) else {
        throw Self.refusal("amounts")
      }
      taken[application.invoice, default: .zero] += paid + condoned
    }
    for (invoice, amounts) in taken {
      guard let obligation = accounts.obligation(invoice), !obligation.state.isClosed else {
        throw Self.refusal("closed")
      }
      let room = obligation.room(from: day(date), includingCharges: true)
      if CreditConcept.all.contains(where: { amounts[$0] > room[$0] }) {
        throw Self.refusal("exceeds")
      }
    }
  }

  func apply(_ event: ClaimEvent, _ facts: EventFacts, to state: inout State) {
    if let moved = CreditClaimEvent(event) {
      state.creditFacts.append(CreditClaimFact(moved, facts))
    }
    switch event {
    case .paymentApplied: state.applied = facts.revision.rawValue
    case .poolOpened(let event):
      state.applied = facts.revision.rawValue
      state.pool = event
      state.month = 1
    case .poolMonthApplied: state.month += 1
    case .applicationReversed:
      state.applied = nil
      state.pool = nil
    default: break
    }
  }

  private static func refusal(_ code: String) -> Refusal {
    Refusal(code: "stub.\(code)", message: "no", source: "the test")
  }
}
