import EventdClient
import Events
import Processes
import Projections
import Schemas
import SwiftProtobuf

/// What happens to one client, step by step, each as the rules of credits take it.
///
/// It keeps the accounts as the daemon does, so that every amount is one that is owed.
struct CreditScript {
  /// How a client pays.
  private enum Habit {
    case punctual, late, promising, silent, early, settling
  }

  var steps: [TrafficStep] = []
  let cedula: UInt64
  private let last: LocalDate
  private let opened: LocalDate
  private let habit: Habit
  var accounts = CreditAccounts()
  var dice: SplitMix64
  var now: Timestamp
  var ids = 0
  let bands: CreditBands
  let store: String

  /// - Parameters:
  ///   - client: which one, from 0.
  ///   - last: nothing happens after this day.
  init(client: Int, cedula: UInt64, seed: UInt64, from opened: LocalDate, to last: LocalDate) {
    self.cedula = cedula
    self.last = last
    self.opened = opened
    dice = SplitMix64(mixing: seed, UInt64(client), 0x636c_6965)
    habit = dice.pick(weighted: [
      (.punctual, 42), (.late, 24), (.promising, 14), (.silent, 8), (.early, 6), (.settling, 6),
    ])
    bands = CreditBands(PolicyBook(), on: opened)
    store = dice.pick(CreditCast.stores)
    now = CreditHours.moment(opened, secondOfDay: 8 * 3600 + dice.below(4 * 3600))
  }

  mutating func run() {
    open()
    var plan: [(date: LocalDate, take: (inout CreditScript) -> Void)] = []
    for obligation in accounts.obligations { plan += course(of: obligation) }
    if dice.chance(percent: 20) {
      plan.append((date(after: opened, 20...200), { $0.certify() }))
    }
    for (date, take) in plan.sorted(by: { $0.date < $1.date }) where date <= last {
      let day = CreditHours.workday(max(date, CreditHours.local(now)))
      guard day <= last else { return }
      now = max(
        now.adding(seconds: 60), CreditHours.moment(day, secondOfDay: 8 * 3600 + dice.below(36_000))
      )
      guard CreditHours.local(now) <= last else { return }
      take(&self)
    }
  }

  var today: LocalDate { CreditHours.local(now) }

  mutating func date(after date: LocalDate, _ days: ClosedRange<Int>) -> LocalDate {
    date.adding(days: dice.number(in: days))
  }

  mutating func newID(_ prefix: String) -> String {
    ids += 1
    return "\(prefix)-\(ids)"
  }

  /// Registered, and one credit granted or two.
  private mutating func open() {
    var client = CreditClientRegistered()
    client.actor = CreditCast.of(.almacen, store)
    client.cedula = "\(cedula)"
    client.name = TrafficNames.person(&dice)
    client.birthDate = "\(opened.adding(days: -365 * dice.number(in: 20...70) - dice.below(365)))"
    var credits = [grant(number: 1)]
    if dice.chance(percent: 15) { credits.append(grant(number: 2)) }
    append([.clientRegistered(client)] + credits.map(CreditEvent.granted), .noStream)
  }

  private mutating func grant(number: Int) -> CreditCreditGranted {
    let count = dice.number(in: 4...18)
    let capital = Int64(dice.number(in: 40...280)) * 100_000
    let interest = capital / 100 * Int64(dice.number(in: 8...24)) / 4
    var credit = CreditCreditGranted()
    credit.actor = CreditCast.of(.almacen, store)
    credit.id = "otorgado-\(number)"
    credit.invoice = "FV\(cedula)-\(number)"
    credit.store = store
    credit.motorcycle = dice.chance(percent: 25)
    if credit.motorcycle { credit.promissoryNote = "PG-\(cedula)-\(number)" }
    credit.disbursementDate = "\(opened)"
    if dice.chance(percent: 92) { credit.insurancePolicy = "VD-\(cedula)" }
    credit.instalments = InstalmentPlan.dueDates(first: date(after: opened, 20...35), count: count)
      .map { due in
        CreditInstalment.with {
          $0.dueDate = "\(due)"
          $0.capital = Money(minorUnits: capital, .cop).wire
          $0.interest = Money(minorUnits: interest, .cop).wire
          $0.charges = Money(minorUnits: 350_000, .cop).wire
        }
      }
    return credit
  }

  /// What the client does about an obligation, and what is done about the client.
  private mutating func course(
    of obligation: Obligation
  ) -> [(date: LocalDate, take: (inout CreditScript) -> Void)] {
    let invoice = obligation.invoice
    let dues = obligation.plan.instalments.map(\.due)
    var plan: [(date: LocalDate, take: (inout CreditScript) -> Void)] = []
    func pay(_ date: LocalDate) { plan.append((date, { $0.payInstalment(invoice) })) }
    switch habit {
    case .punctual:
      for due in dues { pay(due.adding(days: -dice.below(4))) }
      if let end = dues.last { plan.append((end.adding(days: 3), { $0.clear(invoice) })) }
    case .late:
      for due in dues {
        let paid = date(after: due, 4...38)
        plan.append((due.adding(days: 3), { $0.call(.renuente, .olvido) }))
        plan.append((paid.adding(days: -1), { $0.charge(invoice) }))
        pay(paid)
      }
    case .promising:
      for due in dues {
        let called = date(after: due, 5...12)
        plan.append((called, { $0.promise() }))
        if dice.chance(percent: 55) {
          plan.append((called.adding(days: 2), { $0.payWhatIsDue(invoice) }))
        }
      }
    case .silent:
      for day in [8, 35, 70, 100, 190] {
        plan.append((dues[0].adding(days: day), { $0.assign() }))
        plan.append((dues[0].adding(days: day + 2), { $0.call(.noContesta, .unspecified) }))
      }
      plan.append((dues[0].adding(days: 375), { $0.writeOff(invoice) }))
    case .early:
      for due in dues.prefix(3) { pay(due) }
      plan.append(
        (date(after: dues[min(3, dues.count - 1)], 1...9), { $0.payEverything(invoice) }))
    case .settling:
      pay(dues[0])
      plan.append((dues[min(3, dues.count - 1)].adding(days: 20), { $0.settle(invoice) }))
    }
    return plan
  }

  func open(_ invoice: String) -> Obligation? {
    accounts.obligation(invoice).flatMap { $0.state.isClosed ? nil : $0 }
  }

  /// Writes the events down and keeps the accounts.
  mutating func append(_ events: [CreditEvent], _ expected: Expectation = .exists) {
    for event in events {
      do { _ = try accounts.apply(event, recorded: now) } catch {
        preconditionFailure("the traffic of \(cedula) makes \(event): \(error)")
      }
    }
    steps.append(
      TrafficStep(
        at: now, stream: "\(CreditEvent.category)-\(cedula)", expected: expected,
        events: events.map { event in
          ProposedEvent(event.message, id: dice.eventID(), at: now)
        }))
    now = now.adding(seconds: 30)
  }
}
