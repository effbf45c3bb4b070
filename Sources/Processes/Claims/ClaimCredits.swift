public import Events
public import Projections
import Schemas

/// What a claim says of the client's credits, where these are kept here: the balances are the ledger's,
/// and no more is applied than is owed.
///
/// **Source:** receivables page, “Credits and collections” and “Ledger rules”.
struct ClaimCredits {
  private let claim: StreamName
  private let client: Cedula
  private let credits: CreditState
  private let accounts: CreditAccounts

  /// `nil` when the client's credits are not kept here.
  init?(of claim: Claim?, in stream: StreamName, _ elsewhere: Elsewhere) {
    guard let client = claim.flatMap({ Cedula($0.client.id) }),
      let credits = elsewhere(client.stream) as? CreditState, credits.registration != nil
    else { return nil }
    self.claim = stream
    self.client = client
    self.credits = credits
    accounts = credits.accounts(elsewhere)
  }

  func check(_ event: ClaimEvent) throws(ClaimCreditsRefusal) {
    switch event {
    case .balancesCertified(let event): try check(event)
    case .paymentApplied(let event):
      try checkLinked()
      try checkRoom(event.applications, from: LocalDate(event.effectiveOn))
    case .poolOpened(let event):
      try checkLinked()
      try checkRoom(event.months.flatMap(\.applications), from: LocalDate(event.firstDueOn))
    case .applicationReversed(let event): try checkOpen(event)
    // The daemon applies what was checked when the pool was opened.
    default: break
    }
  }

  /// The client's accounts look for payments in the claims that are linked to them.
  private func checkLinked() throws(ClaimCreditsRefusal) {
    guard credits.claims.contains(claim.text) else { throw .notLinked(claim, client) }
  }

  /// The certificate names all current obligations that are kept here, with their balances.
  private func check(_ event: ClaimBalancesCertified) throws(ClaimCreditsRefusal) {
    guard let date = LocalDate(event.issuedOn) else { return }
    for obligation in accounts.current(on: date) {
      let balance = obligation.outstanding(on: date)
      guard let line = event.obligations.first(where: { $0.invoice == obligation.invoice }) else {
        if balance.isPositive { throw .notCertified(obligation.invoice, balance) }
        continue
      }
      if let given = try? Money(line.balance), given != balance {
        throw .notTheLedgers(obligation.invoice, given: given, balance: balance)
      }
    }
  }

  private func checkRoom(
    _ applications: [ClaimApplication], from date: LocalDate?
  ) throws(ClaimCreditsRefusal) {
    guard let date else { return }
    var taken: [String: ConceptAmounts] = [:]
    for application in applications {
      guard let (paid, condoned) = try? ConceptAmounts.ofClaim(application) else { continue }
      taken[application.invoice, default: .zero] += paid + condoned
    }
    for (invoice, amounts) in taken.sorted(by: { $0.key < $1.key }) {
      guard let obligation = accounts.obligation(invoice) else { continue }
      if obligation.state.isClosed { throw .closed(invoice) }
      let room = obligation.room(from: date, includingCharges: true)
      let beyond = CreditConcept.all.map { amounts[$0] - room[$0] }.filter(\.isPositive)
      if !beyond.isEmpty {
        throw .exceedsDebt(invoice, by: beyond.reduce(.zero(.cop), +), room: room)
      }
    }
  }

  /// What closed an obligation rests on what was applied to it.
  private func checkOpen(_ event: ClaimApplicationReversed) throws(ClaimCreditsRefusal) {
    guard let entry = accounts.payment(ofClaim: claim.text) else { return }
    for invoice in entry.invoices {
      if accounts.obligation(invoice)?.state.isClosed == true { throw .closed(invoice) }
    }
  }
}

/// Why a claim may not say so of the client's credits. Nothing was written.
public enum ClaimCreditsRefusal: Error, Equatable, Sendable {
  case notLinked(StreamName, Cedula)
  case notCertified(String, Money)
  case notTheLedgers(String, given: Money, balance: Money)
  case exceedsDebt(String, by: Money, room: ConceptAmounts)
  case closed(String)
}

extension ClaimCreditsRefusal: RuleRefusal {
  public var code: String {
    switch self {
    case .notLinked: "claim.not-linked"
    case .notCertified: "claim.obligation-not-certified"
    case .notTheLedgers: "claim.not-the-ledgers"
    case .exceedsDebt: "claim.exceeds-debt"
    case .closed: "claim.obligation-closed"
    }
  }

  public var message: String {
    switch self {
    case .notLinked(let claim, let client):
      "\(claim) is not linked to the credits of \(client); append credit.v1.ClaimLinked to"
        + " \(client.stream) first"
    case .notCertified(let invoice, let balance):
      "the client owes \(balance) on \(invoice) too; certify all obligations"
    case .notTheLedgers(let invoice, let given, let balance):
      "the saldo insoluto of \(invoice) is \(balance) on that day, not \(given)"
    case .exceedsDebt(let invoice, let amount, _):
      "\(amount) more than may be taken off \(invoice) with effect from that day; what was paid since"
        + " would have to be reversed and given back first"
    case .closed(let invoice):
      "\(invoice) is closed; what closed it would have to be reversed first"
    }
  }

  public var source: String {
    switch self {
    case .notLinked, .exceedsDebt, .closed: CreditPage.ledger.rawValue
    case .notCertified: ClaimSection.milestones.rawValue
    case .notTheLedgers: CreditPage.credits.rawValue
    }
  }

  public var allowed: [String] {
    switch self {
    case .notTheLedgers(_, _, let balance): [balance.description]
    case .exceedsDebt(_, _, let room): room.lines
    case .notLinked, .notCertified, .closed: []
    }
  }
}

extension ClaimState: CreditClaim {
  public var clientID: String { claim?.client.id ?? "" }
  public var bankReference: String? { claim?.transfer?.bankReference }
}
