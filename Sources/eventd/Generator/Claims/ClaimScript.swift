import EventdClient
import Events
import Processes
import Projections
import Schemas
import SwiftProtobuf

/// What happens to one claim, step by step, each as the rules of claims and of credits take it.
///
/// It folds its own events as the rules do, so that what it asks for is what is missing and what it
/// pays is what is owed. What the daemon records by itself is not in it: nothing here counts on that.
struct ClaimScript {
  private(set) var steps: [TrafficStep] = []
  let number: ClaimNumber
  let cedula: UInt64
  let name: String
  let store: String
  let destiny: ClaimDestiny
  let occurred: LocalDate
  let born: LocalDate
  /// Nothing happens after this day.
  private let last: LocalDate
  var dice: SplitMix64
  var now: Timestamp
  /// The client's, as the credits' own stream has made them.
  var accounts = CreditAccounts()
  /// The facts as they were given last.
  var known = ClaimFacts()
  /// What was certified last, by invoice.
  var certified: [String: ConceptAmounts] = [:]
  private var state: ClaimState
  private var events = 0

  private static let rules: ClaimRules = {
    do { return ClaimRules(zone: try SystemTimeZones.load("America/Bogota")) } catch {
      preconditionFailure("America/Bogota: \(error)")
    }
  }()

  init(
    _ number: ClaimNumber, cedula: UInt64, from opened: LocalDate, to last: LocalDate,
    dice: SplitMix64
  ) {
    self.number = number
    self.cedula = cedula
    self.last = last
    self.dice = dice
    name = TrafficNames.person(&self.dice)
    store = self.dice.pick(CreditCast.stores)
    destiny = ClaimDestiny(&self.dice)
    occurred = opened.adding(days: -destiny.daysBefore(&self.dice))
    let years = self.dice.pick(weighted: [(24...58, 70), (59...66, 18), (67...88, 12)])
    born = occurred.adding(
      days: -365 * self.dice.number(in: years) - self.dice.number(in: 100...464))
    now = CreditHours.moment(opened, secondOfDay: 7 * 3600 + self.dice.below(9 * 3600))
    do { state = try Self.rules.initialState(of: number.stream) } catch {
      preconditionFailure("\(number.stream): \(error)")
    }
  }

  mutating func run() {
    recordCredits()
    detect()
    guard goOn(0...1) else { return }
    determine()
    guard !claim.hasEnded, goOn(0...2) else { return }
    typify()
    guard goOn(0...2) else { return }
    assign()
    if destiny.promptness == .never { return }
    guard waitForDocuments() else { return }
    if destiny.factsCorrected { determine() }
    guard goOn(0...1), collectDocuments(), submit() else { return }
    if destiny.asksForMore {
      guard askForMore(), submit() else { return }
    }
    guard goOn(8...35) else { return }
    switch destiny.answer {
    case .pays: pay()
    case .refuses: refuse()
    }
  }

  var today: LocalDate { CreditHours.local(now) }

  /// The claim as its own events have made it; there is one once the cause was detected.
  var claim: Claim {
    guard let claim = state.claim else { preconditionFailure("\(number) was not opened") }
    return claim
  }

  /// The credits for which it is claimed.
  var invoices: [String] {
    claim.findings.filter { $0.decision != .notCovered }.map(\.invoice)
  }

  /// Lets some working days pass.
  ///
  /// - Returns: `false` when nothing follows: the last day is over, or nobody takes it up again.
  mutating func goOn(_ days: ClosedRange<Int>) -> Bool {
    wait(days)
    return today <= last && !dice.chance(percent: 2)
  }

  mutating func wait(_ days: ClosedRange<Int>) {
    let day = CreditHours.workday(today.adding(days: dice.number(in: days)))
    let moment = CreditHours.moment(day, secondOfDay: dice.number(in: 8 * 3600...17 * 3600))
    now = max(now.adding(seconds: Int64(dice.number(in: 300...2400))), moment)
  }

  /// Until just before the claim would prescribe, for those who are late; else a few weeks.
  private mutating func waitForDocuments() -> Bool {
    guard destiny.promptness == .late else { return goOn(2...30) }
    guard let lastDay = ClaimTerms(PolicyBook(), on: occurred).prescribesAfter(occurred) else {
      return false
    }
    let left = lastDay.days(since: today) - 5
    // Mostly after the warning of thirty days. A day or two pass before they are there, and Sundays.
    return left > 0 && goOn(max(0, left - 25)...left)
  }
}

extension ClaimScript {
  /// Writes an event of the claim down.
  mutating func append(_ event: ClaimEvent) {
    let facts = EventFacts(
      position: Position(UInt64(steps.count)), revision: Revision(UInt64(events)), recorded: now,
      effective: now, origin: .client)
    Self.rules.apply(event, facts, to: &state)
    steps.append(
      TrafficStep(
        at: now, stream: number.stream.text, expected: events == 0 ? .noStream : .exists,
        events: [ProposedEvent(event.message, id: dice.eventID(), at: now)]))
    events += 1
    now = now.adding(seconds: Int64(dice.number(in: 60...900)))
  }

  /// The revision of the last event, where the daemon has recorded nothing in between.
  var revision: UInt64 { UInt64(events - 1) }

  /// Writes events of the client's credits down, and keeps the accounts.
  mutating func append(_ events: [CreditEvent], _ expected: Expectation = .exists) {
    for event in events {
      do { _ = try accounts.apply(event, recorded: now) } catch {
        preconditionFailure("the traffic of \(cedula) makes \(event): \(error)")
      }
    }
    write(events, expected)
  }

  /// The same, where the accounts that are kept here do not know what the claim has paid.
  mutating func write(_ events: [CreditEvent], _ expected: Expectation = .exists) {
    var proposed: [ProposedEvent] = []
    for event in events {
      proposed.append(ProposedEvent(event.message, id: dice.eventID(), at: now))
    }
    steps.append(
      TrafficStep(
        at: now, stream: "\(CreditEvent.category)-\(cedula)", expected: expected,
        events: proposed))
    now = now.adding(seconds: Int64(dice.number(in: 60...300)))
  }
}
