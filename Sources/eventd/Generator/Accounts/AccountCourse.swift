import Events
import Processes
import Projections
import Schemas
import SwiftProtobuf

/// What happens to one account, and when: whoever holds an open step takes it some working time later,
/// on all tables at once; the client asks for visits, quotes and amendments in between.
///
/// Every step is legal. What the course reads is where the account stands, by the tables themselves.
///
/// **Source:** onboarding page.
struct AccountCourse {
  private(set) var script: AccountScript
  let cast: AccountCast
  let client: AccountClient
  /// What will be done, and when.
  private var plans: [Plan] = []
  /// Open steps that somebody has planned, or nobody will take.
  private var seen: Set<String> = []
  private var invoices = 0

  private struct Plan {
    let at: Timestamp
    let act: AccountAct
  }

  /// Of a hundred open steps so many are left alone.
  private static let leftAlonePercent = 2
  /// Invoices of one account at most.
  private static let invoicesMax = 12

  init(_ number: AccountNumber, cast: AccountCast, at moment: Timestamp, dice: SplitMix64) {
    self.cast = cast
    var dice = dice
    client = AccountCast.client(&dice)
    script = AccountScript(number, dice: dice)
    let opener = cast.actor(for: [.comercial], &script.dice)
    script.write(
      AccountProspectOpened.with {
        $0.actor = opener
        $0.number = number.rawValue
        $0.client = client
      }, at: moment)
  }

  mutating func run(until end: Timestamp) {
    planOpenSteps()
    while let index = plans.indices.min(by: { plans[$0].at < plans[$1].at }) {
      let plan = plans.remove(at: index)
      if plan.at >= end || script.standing.hasClosed { return }
      perform(plan.act, at: plan.at)
      planOpenSteps()
    }
  }

  private mutating func perform(_ act: AccountAct, at moment: Timestamp) {
    guard act.isPossible(in: script.standing) else { return }
    let message = AccountMessages.message(
      act, on: AccountHours.date(of: moment), in: script.standing, cast, &script.dice)
    script.write(message, at: moment)
    if case .step(let route, let step) = act { seen.remove("\(route) \(step)") }
    planConsequences(of: act)
  }

  private mutating func plan(_ act: AccountAct, minutes: ClosedRange<Int>) {
    let work = script.dice.number(in: minutes) * 60 + script.dice.below(60)
    plans.append(Plan(at: AccountHours.after(script.now, workSeconds: work), act: act))
  }

  private mutating func planOpenSteps() {
    for hold in script.standing.holds where hold.needs.isEmpty {
      let route = AccountRoute(hold)
      // The phase's 8 and 9 follow from the invoices, which are begun apart.
      if route == .commercial, ["8", "9"].contains(hold.step) { continue }
      guard seen.insert("\(route) \(hold.step)").inserted else { continue }
      if script.dice.chance(percent: Self.leftAlonePercent) { continue }
      plan(.step(route, hold.step), minutes: minutes(route, hold.step))
    }
  }

  /// Working time until a step is taken; nine hours are a day or so.
  private mutating func minutes(_ route: AccountRoute, _ step: String) -> ClosedRange<Int> {
    switch (route, step) {
    // Most quotes go out within their week, some later.
    case (.commercial, "4"): script.dice.chance(percent: 20) ? 4200...6600 : 240...2100
    case (.commercial, "5"): 900...6000
    case (.service, "S2R"): 600...2400
    case (.service, "S6"): 300...1800
    case (.commercial, "10"): 600...3000
    // Some pay late, and a few not at all within the time.
    case (.invoice, "9"): script.dice.chance(percent: 25) ? 13_000...22_000 : 3000...11_000
    case (.invoice, _): 10...400
    case (.amendment, _): 60...1500
    case (.commercial, _), (.incorporation, _), (.service, _): 20...700
    }
  }

  private mutating func planConsequences(of act: AccountAct) {
    switch act {
    case .step(.commercial, "1"):
      if script.dice.chance(percent: 40) { plan(.requestVisit, minutes: 1...19) }
      if script.dice.chance(percent: 35) { plan(.requestPresentation, minutes: 1...19) }
    case .step(.commercial, "2"):
      if script.dice.chance(percent: 75) { plan(.requestQuote, minutes: 1...60) }
    case .step(.commercial, "4"):
      if script.dice.chance(percent: 50) { plan(.followUpQuote, minutes: 300...900) }
      if script.dice.chance(percent: 20) { plan(.refuseQuote, minutes: 300...890) }
    case .step(.commercial, "5") where script.standing.isContracted:
      if script.dice.chance(percent: 45) { plan(.receiveProperty, minutes: 60...2000) }
      if script.dice.chance(percent: 25) { plan(.proposeAmendment("OS-1"), minutes: 500...6000) }
    case .step(.commercial, "6"): planInvoice(minutes: 600...2400)
    case .prepareInvoice: planInvoice(minutes: 11_000...13_000)
    case .step(.invoice(let id), "8.5"):
      if script.dice.chance(percent: 40) { plan(.followUpPayment(id), minutes: 1500...9000) }
    case .step, .requestVisit, .requestPresentation, .requestQuote, .followUpQuote, .refuseQuote,
      .receiveProperty, .proposeAmendment, .followUpPayment:
      break
    }
  }

  /// One a month or so.
  private mutating func planInvoice(minutes: ClosedRange<Int>) {
    guard invoices < Self.invoicesMax else { return }
    invoices += 1
    plan(.prepareInvoice("FV-\(script.number.rawValue)-\(invoices)"), minutes: minutes)
  }
}

extension AccountRoute {
  init(_ hold: AccountHold) {
    switch hold.track {
    case .incorporation: self = .incorporation
    case .serviceStart: self = .service
    case .amendment: self = .amendment(hold.subject)
    case .invoice: self = .invoice(hold.subject)
    case .commercialPhase, .unspecified, .UNRECOGNIZED: self = .commercial
    }
  }
}
