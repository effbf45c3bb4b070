import EventdClient
import Events
import Schemas
import SwiftProtobuf

/// Traffic of portal access that comes by e-mail and from the portal itself, in order of time:
/// requests of promotores and agentes, some without what is indispensable, and forgotten passwords,
/// some of addresses that nobody knows. Some links are left alone and expire.
///
/// The same parameters give the same steps to the last byte; any other parameter gives other ids.
struct AccessTraffic: Sequence, Sendable {
  let seed: UInt64
  /// Requests and forgotten passwords.
  let cases: Int
  /// Local date in Mexico.
  let start: LocalDate
  let days: Int

  /// Traps where nothing can begin: on a Sunday alone, and before 2023.
  init(seed: UInt64, cases: Int, start: LocalDate, days: Int) {
    precondition(cases >= 0 && days >= 1, "\(cases) cases over \(days) days")
    precondition(start.components.year >= OfficeHours.firstYear, "\(start)")
    precondition(
      cases == 0 || days > 1 || OfficeHours.share(of: start) > 0, "\(start) is a Sunday")
    self.seed = seed
    self.cases = cases
    self.start = start
    self.days = days
  }

  func makeIterator() -> IndexingIterator<[TrafficStep]> { steps.makeIterator() }

  /// All of them; a case has a handful.
  private var steps: [TrafficStep] {
    var dice = SplitMix64(
      mixing: seed, 0x6163_6365, UInt64(cases), UInt64(bitPattern: Int64(start.daysSinceEpoch)),
      UInt64(days))
    let end = OfficeHours.moment(start.adding(days: days), secondOfDay: 0)
    let mark = String(dice.hex(words: 1).prefix(8))
    let moments = (0..<cases).map { _ in moment(&dice) }.sorted()
    var known: [AccessCase.Registered] = []
    var steps: [TrafficStep] = []
    for (index, moment) in moments.enumerated() {
      var one = AccessCase(id: "\(mark)-\(index + 1)", at: moment, dice: dice)
      dice = SplitMix64(seed: dice.next())
      let registered = known.filter { $0.since < moment }
      if dice.chance(percent: 45), !registered.isEmpty {
        one.forget(dice.pick(registered))
      } else if dice.chance(percent: 6) {
        one.forget(nil)
      } else if let access = one.request() {
        known.append(access)
      }
      steps += one.steps.filter { $0.at < end }
    }
    return steps.sorted { ($0.at, $0.stream) < ($1.at, $1.stream) }
  }

  private func moment(_ dice: inout SplitMix64) -> Timestamp {
    while true {
      let date = start.adding(days: dice.below(days))
      if dice.chance(percent: OfficeHours.share(of: date)) {
        return OfficeHours.anyMoment(on: date, &dice)
      }
    }
  }
}
