public import Events
public import Projections
public import Schemas

/// What the rules know of a stream of credits: whose it is, and what happened in it.
public struct CreditState: Equatable, Sendable {
  /// What a stream is about.
  public enum Subject: Equatable, Sendable {
    case client(Cedula)
    case report
  }

  public let subject: Subject
  /// `nil` before the registration.
  public internal(set) var registration: CreditClientRegistered?
  /// Of a death.
  public internal(set) var idCancelled: CreditIdCancelled?
  /// The adviser to whom the client is assigned.
  public internal(set) var adviser: CreditActor?
  /// The last promise that was made and has not passed.
  public internal(set) var promise: OpenPromise?
  /// The streams of the client's claims.
  public internal(set) var claims: [String] = []
  public internal(set) var report = CreditReportState()

  /// By the client's stream alone: right where no claim has paid. Otherwise ask `accounts(_:)`.
  var own = CreditAccounts()
  /// What moved the accounts, to be put in one order with what the claims brought.
  var history: [Entered] = []
  /// By the id of the payment: what makes it count once.
  var references: [String: String] = [:]

  struct Entered: Equatable, Sendable {
    let event: CreditEvent
    let position: Position
    let recorded: Timestamp
  }

  init(_ subject: Subject) { self.subject = subject }

  /// The client's accounts, with what the claims have paid, in the order of the log.
  ///
  /// Complexity: linear in what happened, as soon as a claim has paid.
  public func accounts(_ elsewhere: Elsewhere) -> CreditAccounts {
    let paid = claims.flatMap { claim -> [(CreditClaimFact, StreamName)] in
      guard let stream = try? StreamName(claim),
        let state = elsewhere(stream) as? any CreditClaim
      else { return [] }
      return state.creditFacts.map { ($0, stream) }
    }
    if paid.isEmpty { return own }
    var accounts = CreditAccounts()
    var claimed = paid.sorted { $0.0.position < $1.0.position }[...]
    // What is stored was admitted: an event that these accounts cannot take leaves them as they are.
    func enter(_ fact: CreditClaimFact, _ stream: StreamName) {
      _ = try? accounts.apply(
        fact.event, of: stream, fact.revision, recorded: fact.recorded)
    }
    for entered in history {
      while let (fact, stream) = claimed.first, fact.position < entered.position {
        enter(fact, stream)
        claimed = claimed.dropFirst()
      }
      _ = try? accounts.apply(entered.event, recorded: entered.recorded)
    }
    for (fact, stream) in claimed { enter(fact, stream) }
    return accounts
  }
}

/// A claim, as far as the credits of its client need to know of it. The state of a claim's stream is
/// one.
public protocol CreditClaim: Sendable {
  /// Cédula of the client; empty before the claim exists.
  var clientID: String { get }
  /// What moves money on credits, in order.
  var creditFacts: [CreditClaimFact] { get }
  /// The insurer's transfer that was confirmed; `nil` while none is.
  var bankReference: String? { get }
}

/// An event of a claim that moves money on credits, and where it is in the log.
public struct CreditClaimFact: Equatable, Sendable {
  public let event: CreditClaimEvent
  public let position: Position
  public let revision: Revision
  public let recorded: Timestamp

  public init(_ event: CreditClaimEvent, _ facts: EventFacts) {
    self.event = event
    position = facts.position
    revision = facts.revision
    recorded = facts.recorded
  }
}

/// What the rules know of the monthly report.
public struct CreditReportState: Equatable, Sendable {
  /// The next month that will close; `nil` before the reporting was started.
  public internal(set) var next: YearMonth?
  /// Closed and not sent, the earliest first.
  public internal(set) var unsent: [YearMonth] = []
  /// Of these, those that are late.
  public internal(set) var late: Set<YearMonth> = []
}

extension CreditState {
  mutating func apply(_ event: CreditEvent, _ facts: EventFacts) {
    switch event {
    case .clientRegistered(let event): registration = event
    case .idCancelled(let event): idCancelled = event
    case .assigned(let event): adviser = event.adviser
    case .released: adviser = nil
    case .claimLinked(let event): claims.append(event.claim)
    case .contacted(let event): promise = OpenPromise(event, made: facts.recorded) ?? promise
    case .paid(let event):
      references[event.id] = CreditKeys.reference(of: event)
      promise?.add(event)
    case .reversed(let event): promise?.remove(event.reverses)
    case .reportingStarted(let event): report.next = YearMonth(event.firstMonth)
    case .reportSent(let event): report.unsent.removeAll { "\($0)" == event.month }
    case .deadlinePassed(let event): pass(event)
    case .granted, .charged, .condoned, .writtenOff, .writtenDown, .cleared, .certified: break
    }
    guard case .client = subject else { return }
    history.append(Entered(event: event, position: facts.position, recorded: facts.recorded))
    _ = try? own.apply(event, recorded: facts.recorded)
  }

  private mutating func pass(_ event: CreditDeadlinePassed) {
    switch event.subject {
    case .promise: promise = nil
    case .closedMonth(let text):
      guard let month = YearMonth(text) else { return }
      report.unsent.append(month)
      report.next = month.next
    case .unsentMonth(let text):
      if let month = YearMonth(text) { report.late.insert(month) }
    case nil: break
    }
  }
}
