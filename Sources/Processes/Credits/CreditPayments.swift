import Events
import Projections
import Schemas

/// What is paid, charged and condoned.
///
/// **Source:** receivables page, “Credits and collections”: payments are applied to concepts, and can
/// carry an effective date earlier than their recording; “Ledger rules”.
extension CreditCheck {
  /// Obligations that one payment is applied to (a).
  static let applicationsMax = 50

  func check(
    _ event: CreditPaymentReceived, _ elsewhere: Elsewhere
  ) throws(CreditRefusal) {
    try checkID(event.id)
    try checkReference(event, elsewhere)
    try CreditValues.known(event.payer, "payer")
    let amount = try CreditValues.positive(event.amount, "amount")
    if event.applications.isEmpty { throw .fieldsMissing(["applications"]) }
    guard event.applications.count <= Self.applicationsMax else {
      throw .tooMany(
        event.applications.count, field: "applications", most: Self.applicationsMax)
    }
    var seen: Set<String> = []
    var sum = Money.zero(.cop)
    for application in event.applications {
      guard seen.insert(application.invoice).inserted else {
        throw .invoiceTwice(application.invoice)
      }
      sum = sum + (try check(application, on: event.effectiveDate))
    }
    guard sum == amount else { throw .sumDiffers(sum, expected: amount, field: "applications") }
  }

  /// What an insurer pays for a claim that is kept here is recorded in the claim.
  private func checkReference(
    _ event: CreditPaymentReceived, _ elsewhere: Elsewhere
  ) throws(CreditRefusal) {
    switch event.reference {
    case .bankReference(let text):
      try CreditValues.name(text, "bank_reference")
      for claim in state.claims {
        let linked = (try? StreamName(claim)).flatMap { elsewhere($0) as? any CreditClaim }
        if linked?.bankReference.map(CreditKeys.plain) == CreditKeys.plain(text) {
          throw .paymentOfClaim(text, claim: claim)
        }
      }
    case .receipt(let text): try CreditValues.name(text, "receipt")
    case nil: throw .fieldsMissing(["bank_reference or receipt"])
    }
  }

  /// - Returns: its amount.
  private func check(
    _ application: CreditApplication, on text: String
  ) throws(CreditRefusal) -> Money {
    let obligation = try open(application.invoice)
    let date = try effective(text, of: obligation)
    let amount = try CreditValues.positive(application.amount, "applications.amount")
    if application.concepts.isEmpty {
      let (_, left) = PaymentOrder.apply(amount, to: obligation, on: date)
      if left.isPositive {
        throw .exceedsDebt(obligation.invoice, by: left, room: obligation.room(from: date))
      }
      return amount
    }
    let concepts = try CreditValues.concepts(application.concepts, "concepts")
    guard concepts.total == amount else {
      throw .sumDiffers(concepts.total, expected: amount, field: "concepts")
    }
    try checkRoom(for: concepts, of: obligation, on: date)
    return amount
  }

  /// Never more than is owed, on that day and on every later one.
  func checkRoom(
    for amounts: ConceptAmounts, of obligation: Obligation, on date: LocalDate
  ) throws(CreditRefusal) {
    let room = obligation.room(from: date)
    let beyond = CreditConcept.all.map { amounts[$0] - room[$0] }.filter(\.isPositive)
    if !beyond.isEmpty {
      throw .exceedsDebt(
        obligation.invoice, by: beyond.reduce(.zero(.cop), +), room: room)
    }
  }

  /// Charges: default interest, and charges that the plan does not have.
  func check(_ event: CreditChargeAdded) throws(CreditRefusal) {
    try checkID(event.id)
    let obligation = try open(event.invoice)
    try CreditValues.known(event.concept, "concept")
    guard event.concept == .interesesDeMora || event.concept == .cargos else {
      throw .notACharge(event.concept)
    }
    _ = try CreditValues.positive(event.amount, "amount")
    _ = try effective(event.effectiveDate, of: obligation)
    try CreditValues.given(("reason", event.reason))
  }

  /// By the Política de Condonaciones: no more of a concept than it allows of what is owed.
  func check(_ event: CreditCondoned) throws(CreditRefusal) {
    try checkID(event.id)
    let obligation = try open(event.invoice)
    let amounts = try CreditValues.concepts(event.concepts, "concepts")
    let date = try effective(event.effectiveDate, of: obligation)
    try CreditValues.given(("approval", event.approval))
    try checkRoom(for: amounts, of: obligation, on: date)
    let owed = obligation.balance(on: date).positive
    for (concept, figure) in CreditFigures.condonations {
      let (value, source) = book.inForce(figure, on: today)
      guard case .percent(let percent) = value else { continue }
      let most = owed[concept].times(Int64(percent.hundredths), over: 10_000)
      if percent < Percent(100), amounts[concept] > most {
        throw .beyondPolicy(concept, most: most, percent, source: source)
      }
    }
  }
}
