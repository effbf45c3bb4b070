import EventdClient
import Events
import Projections
import Schemas
import SwiftProtobuf

/// What happens to one client's premiums, step by step, each as the rules of premiums take it.
///
/// It keeps what is owed as the daemon does, so that a payment always pays something whole.
struct PremiumScript {
  /// How a client pays.
  private enum Habit {
    case punctual, late, together, bouncing, forgetful, cancelling
  }

  typealias Act = (inout PremiumScript) -> Void

  /// A cuota or a liquidación, as it stands.
  struct Debt {
    var amount: Money
    var issued: LocalDate
    var due: LocalDate
    /// What the bank calls the payment; `nil` while it is not paid.
    var paidBy: String?
    var paidOn: LocalDate?
    var hasReceipt = false
    var isAnnulled = false

    var isOwed: Bool { paidBy == nil && !isAnnulled }
  }

  struct Policy {
    let number: String
    let line: PremiumLine
    let currency: Currency
    let start: LocalDate
    /// Of the cuotas, in order.
    var documents: [PremiumDocument] = []
  }

  private(set) var steps: [TrafficStep] = []
  let serial: Int
  let client: (key: String, name: String)
  private let opened: LocalDate
  private let last: LocalDate
  private let habit: Habit
  var dice: SplitMix64
  private(set) var now: Timestamp
  var policies: [Policy] = []
  var debts: [PremiumDocument: Debt] = [:]
  /// How many payments and receipts there were.
  var payments = 0
  var receipts = 0
  /// References of payments that did not hold; a bank may use one again.
  var returned: [String] = []

  /// - Parameters:
  ///   - serial: which client; its numbers and those of its documents follow from it.
  ///   - last: nothing happens after this day.
  init(serial: Int, seed: UInt64, from opened: LocalDate, to last: LocalDate) {
    self.serial = serial
    self.opened = min(PremiumHours.workday(opened), last)
    self.last = last
    dice = SplitMix64(mixing: seed, UInt64(serial), 0x636c_6965)
    client = PremiumCast.client(serial, &dice)
    habit = dice.pick(weighted: [
      (.punctual, 38), (.late, 22), (.together, 12), (.bouncing, 12), (.forgetful, 9),
      (.cancelling, 7),
    ])
    now = PremiumHours.anyMoment(on: self.opened, &dice)
  }

  mutating func run() {
    let first = takeOut()
    append(first, .noStream)
    var plan: [(date: LocalDate, order: Int, act: Act)] = []
    for policy in policies {
      for (date, act) in course(of: policy) { plan.append((date, plan.count, act)) }
    }
    for (date, _, act) in plan.sorted(by: { ($0.date, $0.order) < ($1.date, $1.order) }) {
      let day = PremiumHours.workday(max(date, today))
      let moment = PremiumHours.anyMoment(on: day, &dice)
      now = max(now.adding(seconds: 60), moment)
      if today > last { return }
      act(&self)
    }
  }

  var today: LocalDate { PremiumHours.local(now) }

  /// The policies and the schedules of their cuotas, of which now and then one is recorded late, when
  /// its first cuota is overdue already.
  private mutating func takeOut() -> [any Message] {
    var events: [any Message] = []
    for index in 1...(dice.chance(percent: 25) ? 2 : 1) {
      let line = dice.pick(weighted: [
        (PremiumLine.segurosGenerales, 40), (.vida, 35), (.epsSalud, 25),
      ])
      let issued = dice.chance(percent: 8) ? opened.adding(days: -dice.number(in: 35...60)) : opened
      var policy = Policy(
        number: "\(Self.letter(line))-\(serial)\(index)", line: line,
        currency: dice.chance(percent: 70) ? .pen : .usd, start: issued)
      events.append(assigned(policy))
      let amount = Money(minorUnits: Int64(dice.number(in: 30...900)) * 130 + 90, policy.currency)
      for number in 1...dice.number(in: 3...10) {
        let document = PremiumDocument.cuota("\(policy.number)-\(number)")
        let debt = Debt(
          amount: amount, issued: issued, due: issued.adding(days: 30 * (number - 1) + 20))
        policy.documents.append(document)
        debts[document] = debt
        events.append(cuota(document, policy, debt))
      }
      policies.append(policy)
    }
    return events
  }

  private static func letter(_ line: PremiumLine) -> String {
    switch line {
    case .segurosGenerales: "G"
    case .vida: "V"
    case .epsSalud: "S"
    case .unspecified, .UNRECOGNIZED: preconditionFailure("\(line)")
    }
  }

  /// What is done about a policy, and when.
  private mutating func course(of policy: Policy) -> [(LocalDate, Act)] {
    var plan: [(LocalDate, Act)] = []
    for (index, document) in policy.documents.enumerated() {
      plan += course(of: document, index, policy)
    }
    if policy.line == .vida, dice.chance(percent: 60) { plan += settlements(of: policy) }
    if dice.chance(percent: 6) {
      plan.append((after(opened, 10...120), { $0.passToAnotherBroker(policy) }))
    }
    if habit == .cancelling {
      plan.append((after(opened, 40...80), { $0.annul(policy.documents) }))
    }
    return plan
  }

  private mutating func course(
    of document: PremiumDocument, _ index: Int, _ policy: Policy
  ) -> [(LocalDate, Act)] {
    guard let due = debts[document]?.due else { return [] }
    var plan: [(LocalDate, Act)] = []
    if dice.chance(percent: 5) {
      plan.append((due.adding(days: -dice.number(in: 8...14)), { $0.amend(document, policy) }))
    }
    // Paid on a day, and recorded when the bank's statement comes.
    func pays(_ paid: LocalDate, _ documents: [PremiumDocument]) {
      let recorded = paid.adding(days: dice.pick([0, 0, 0, 1, 1, 2, 3, 6]))
      plan.append((recorded, { $0.pay(documents, on: paid) }))
      if dice.chance(percent: 85) {
        let issued = recorded.adding(days: dice.below(3))
        for document in documents { plan.append((issued, { $0.issueReceipt(document) })) }
      }
    }
    switch habit {
    case .punctual: pays(due.adding(days: -dice.below(6)), [document])
    case .late: pays(after(due, 2...45), [document])
    case .together:
      if index % 2 == 1 { pays(after(due, 0...2), [policy.documents[index - 1], document]) }
    case .bouncing:
      let paid = due.adding(days: -dice.below(3))
      pays(paid, [document])
      if index % 3 == 0 {
        let back = after(paid, 7...11)
        plan.append((back, { $0.reverse(document) }))
        pays(after(back, 1...12), [document])
      }
    case .forgetful: if index < 2 { pays(due, [document]) }
    case .cancelling: if index == 0 { pays(due, [document]) }
    }
    return plan
  }

  /// One a month, on its last day; most are paid.
  private mutating func settlements(of policy: Policy) -> [(LocalDate, Act)] {
    var plan: [(LocalDate, Act)] = []
    var month = YearMonth(opened)
    for number in 1...dice.number(in: 1...4) {
      let document = PremiumDocument.settlement("L\(policy.number)-\(number)")
      let days = month.days
      plan.append((days.upperBound, { $0.issue(document, policy, days) }))
      if dice.chance(percent: 75) {
        let paid = after(days.upperBound, 2...40)
        plan.append((after(paid, 0...4), { $0.pay([document], on: paid) }))
      }
      month = month.next
    }
    return plan
  }

  mutating func after(_ date: LocalDate, _ days: ClosedRange<Int>) -> LocalDate {
    date.adding(days: dice.number(in: days))
  }

  /// - Parameter moment: since when it is true; `nil`: now.
  mutating func append(
    _ events: [any Message], _ expected: Expectation = .exists, since moment: Timestamp? = nil
  ) {
    steps.append(
      TrafficStep(
        at: now, stream: "\(PremiumEvent.category)-\(client.key)", expected: expected,
        events: events.map { event in
          ProposedEvent(event, id: dice.eventID(), at: min(moment ?? now, now))
        }))
  }
}
