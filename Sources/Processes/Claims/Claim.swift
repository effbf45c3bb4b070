public import Events
public import Projections
public import Schemas

/// A claim as its events have made it: what the rules need to know of it.
public struct Claim: Equatable, Sendable {
  public let number: ClaimNumber
  public let client: ClaimClient
  /// As it was detected, and then as the facts have it.
  public internal(set) var cause: ClaimCause
  public internal(set) var path: PathState
  /// What the claim waits for, and how it ended.
  public internal(set) var progress = ClaimProgress()

  /// `nil` before milestone 2.
  public internal(set) var facts: ClaimCase?
  public internal(set) var findings: [ClaimFinding] = []
  /// When the facts in force were recorded.
  public internal(set) var factsKnown: Timestamp?
  public internal(set) var isTypified = false
  /// The day of the first documents: when the claim was made.
  public internal(set) var claimedOn: LocalDate?
  public internal(set) var hasTicket = false
  public internal(set) var isMarkedInSIIF = false
  public internal(set) var documents = Documents()
  /// The balances certified last, by invoice.
  public internal(set) var certificate: [String: Money]?
  /// Whether the insurer has had it.
  public internal(set) var wasSubmitted = false
  public internal(set) var transfer: Transfer?
  public internal(set) var application: Application?
  /// How the letter with the refusal left last.
  public internal(set) var delivery: ClaimDelivery?
  /// What was asked for and is waited for.
  public internal(set) var wait: Wait?
  /// The deadlines that have passed: a rule with the day of prescription, or the rule of the wait.
  public internal(set) var passed: Set<String> = []

  /// The documents that are there, and those that were asked for besides the table.
  public struct Documents: Equatable, Sendable {
    public internal(set) var held: [ClaimDocument] = []
    public internal(set) var asked: [ClaimDocument] = []
  }

  public struct Transfer: Equatable, Sendable {
    public let bankReference: String
    public let amount: Money
    /// The path before it, for when it is reversed.
    let before: PathState
  }

  /// What was done with the transfer.
  public struct Application: Equatable, Sendable {
    public let revision: Revision
    /// `nil` unless it is a pool.
    public let pool: ClaimPoolOpened?
    public internal(set) var monthsApplied = 0
    let before: PathState
  }

  public struct Wait: Equatable, Sendable {
    /// The figure that limits it.
    public let rule: String
    public let since: Timestamp
  }

  init(_ event: ClaimCauseDetected, number: ClaimNumber) {
    self.number = number
    client = event.client
    cause = event.cause
    path = ClaimPath.table.take("1", outcome: "done", in: ClaimPath.table.beginning)
  }
}

extension Claim {
  public var hasEnded: Bool { path.end != nil }

  /// Whether the cover pays instalments through the pool.
  public var paysThroughPool: Bool { cause == .unemployment || cause == .temporaryIncapacity }

  public var insurer: ClaimInsurer {
    findings.first { $0.decision != .notCovered }?.insurer ?? .unspecified
  }

  /// The sum of all certified balances.
  public var certified: Money? {
    certificate.map { $0.values.reduce(.zero(.cop), +) }
  }

  /// The sum of those that are claimed for: of no credit that was found not covered.
  public var claimable: Money? {
    certificate.map { certificate in
      certificate.filter { invoice, _ in
        !findings.contains { $0.invoice == invoice && $0.decision == .notCovered }
      }.values.reduce(.zero(.cop), +)
    }
  }

  /// What is missing of the documents now; nothing before milestone 2.
  public func missing(_ book: PolicyBook) -> [ClaimNeed] {
    guard let facts else { return [] }
    return ClaimDocuments(facts, findings, ClaimTerms(book, on: facts.occurredOn))
      .missing(held: documents.held, asked: documents.asked, certified: certified)
  }
}
