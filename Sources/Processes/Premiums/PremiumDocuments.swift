import Events
import Projections
import Schemas

/// What may be issued, amended and annulled.
///
/// **Source:** receivables page, “Statement of account for brokers”, Cuota and Liquidación de prima.
enum PremiumDocuments {
  /// The validity (vigencia) is there for Salud and Vida, and nowhere else (a).
  static func check(
    _ event: PremiumCuotaIssued, in state: PremiumState, today: LocalDate
  ) throws(PremiumRefusal) {
    try checkNew(.cuota(event.number), in: state)
    let line = try line(of: event.policy, in: state)
    _ = try PremiumValues.amount(event.amount)
    try checkDates(event.issuedOn, event.dueOn, today: today)
    try check(event.hasValidity ? event.validity : nil, line)
  }

  /// A paid cuota is amended after its payment was reversed, if at all (a).
  static func check(
    _ event: PremiumCuotaAmended, in state: PremiumState, today: LocalDate
  ) throws(PremiumRefusal) {
    _ = try owed(.cuota(event.number), in: state)
    let line = try line(of: event.policy, in: state)
    _ = try PremiumValues.amount(event.amount)
    try checkDates(event.issuedOn, event.dueOn, today: today)
    try check(event.hasValidity ? event.validity : nil, line)
    try PremiumValues.check(given: event.reason, "reason")
  }

  /// Only Vida has liquidaciones de prima.
  static func check(
    _ event: PremiumSettlementIssued, in state: PremiumState, today: LocalDate
  ) throws(PremiumRefusal) {
    try checkNew(.settlement(event.number), in: state)
    let line = try line(of: event.policy, in: state)
    guard line.hasSettlements else { throw .settlementOnlyVida(line) }
    let start = try PremiumValues.date(event.periodStart, "period_start")
    let end = try PremiumValues.date(event.periodEnd, "period_end")
    guard start <= end else { throw .endsBeforeStart("period", start, end) }
    _ = try PremiumValues.amount(event.amount)
    try checkDates(event.issuedOn, event.dueOn, today: today)
  }

  /// What is paid is annulled after its payment was reversed, if at all (a).
  static func check(
    _ event: PremiumDocumentAnnulled, in state: PremiumState, today: LocalDate
  ) throws(PremiumRefusal) {
    let debt = try owed(event.document, in: state)
    let date = try PremiumValues.pastDate(event.annulledOn, "annulled_on", today: today)
    guard debt.issuedOn <= date else { throw .beforeIssue(date, issued: debt.issuedOn) }
    try PremiumValues.check(given: event.reason, "reason")
  }

  /// A document that is owed.
  static func owed(
    _ document: PremiumDocument, in state: PremiumState
  ) throws(PremiumRefusal) -> PremiumDebt {
    let debt = try known(document, in: state)
    switch debt.standing {
    case .owed: return debt
    case .paid(let reference): throw .alreadyPaid(document, reference: reference)
    case .annulled: throw .annulled(document)
    }
  }

  static func known(
    _ document: PremiumDocument, in state: PremiumState
  ) throws(PremiumRefusal) -> PremiumDebt {
    guard PremiumDocumentKind.all.contains(document.kind) else {
      throw .unknownValue(field: "document.kind", number: document.kind.rawValue)
    }
    guard let debt = state.debts[document] else { throw .documentUnknown(document, state.client) }
    return debt
  }

  private static func checkNew(
    _ document: PremiumDocument, in state: PremiumState
  ) throws(PremiumRefusal) {
    try PremiumValues.check(number: document.number, "number")
    if state.debts[document] != nil {
      throw .numberTaken(document.name, by: state.client.stream)
    }
  }

  private static func line(
    of policy: String, in state: PremiumState
  ) throws(PremiumRefusal) -> PremiumLine {
    guard let line = state.policies[policy] else {
      throw .policyUnknown(policy, known: state.policies.keys.sorted())
    }
    return line
  }

  /// What is owed was issued by today, and is due on that day or later (a).
  private static func checkDates(
    _ issued: String, _ due: String, today: LocalDate
  ) throws(PremiumRefusal) {
    let issued = try PremiumValues.pastDate(issued, "issued_on", today: today)
    let due = try PremiumValues.date(due, "due_on")
    guard issued <= due else { throw .dueBeforeIssue(due, issued: issued) }
  }

  private static func check(
    _ validity: PremiumValidity?, _ line: PremiumLine
  ) throws(PremiumRefusal) {
    guard let validity else {
      if line.hasValidity { throw .validityMissing(line) }
      return
    }
    guard line.hasValidity else { throw .validityNotTaken(line) }
    let start = try PremiumValues.date(validity.start, "validity.start")
    let end = try PremiumValues.date(validity.end, "validity.end")
    guard start <= end else { throw .endsBeforeStart("validity", start, end) }
  }
}

/// Policies and their brokers. Whether a policy passes to another broker is not said by the page; it
/// may, with all that is owed on it (a).
enum PremiumPolicies {
  static func check(
    _ event: PremiumPolicyAssigned, in state: PremiumState
  ) throws(PremiumRefusal) {
    try PremiumValues.check(number: event.policy, "policy")
    guard PremiumLine.all.contains(event.line) else {
      throw .unknownValue(field: "line", number: event.line.rawValue)
    }
    try PremiumValues.check(number: event.broker.key, "broker.key")
    try PremiumValues.check(given: event.broker.name, "broker.name")
    try PremiumValues.check(given: event.clientName, "client_name")
    if let line = state.policies[event.policy], line != event.line {
      throw .lineFixed(event.policy, line)
    }
  }
}
