import Events
import Schemas

/// What the dice have in store for one generated claim, before its first event.
struct ClaimDestiny {
  /// When the claim is made, measured by the two years in which it can be.
  enum Promptness {
    /// Within some months.
    case prompt
    /// After the first warnings that it prescribes.
    case late
    /// Never: the warnings come, and then it has prescribed.
    case never
    /// The cause is learned when two years have passed.
    case tooLate
  }

  enum Answer {
    case pays, refuses
  }

  let cause: ClaimCause
  let promptness: Promptness
  let answer: Answer
  /// The insurer first asks for more documents.
  let asksForMore: Bool
  let brokerReturns: Bool
  let factsCorrected: Bool
  let transferReversed: Bool
  let applicationReversed: Bool
  let reassigned: Bool

  init(_ dice: inout SplitMix64) {
    cause = dice.pick(weighted: [
      (.death, 40), (.permanentIncapacity, 18), (.unemployment, 27), (.temporaryIncapacity, 15),
    ])
    promptness = dice.pick(weighted: [(.prompt, 78), (.late, 8), (.never, 10), (.tooLate, 4)])
    answer = dice.pick(weighted: [(.pays, 78), (.refuses, 22)])
    asksForMore = dice.chance(percent: 18)
    brokerReturns = dice.chance(percent: 12)
    factsCorrected = dice.chance(percent: 10)
    transferReversed = dice.chance(percent: 8)
    applicationReversed = dice.chance(percent: 10)
    reassigned = dice.chance(percent: 8)
  }

  /// How many days before the call or the visit it occurred.
  func daysBefore(_ dice: inout SplitMix64) -> Int {
    switch promptness {
    case .prompt: dice.number(in: 3...150)
    case .late, .never: 731 - dice.number(in: 12...120)
    case .tooLate: 731 + dice.number(in: 5...200)
    }
  }
}
