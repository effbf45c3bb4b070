import EventdClient
import Events
import Processes
import Projections
import Schemas
import SwiftProtobuf

/// The steps of one account as they are written down, and where it stands after them.
///
/// What the daemon records by itself comes in between, so that a step asks only that the account
/// exists.
struct AccountScript {
  let number: AccountNumber
  private(set) var standing = AccountStanding()
  private(set) var steps: [TrafficStep] = []
  var dice: SplitMix64
  private var revision: UInt64 = 0

  init(_ number: AccountNumber, dice: SplitMix64) {
    self.number = number
    self.dice = dice
  }

  /// Each step is at least a second after the one before. One in ten payloads is binary, so that both
  /// forms are in every log.
  mutating func write(_ message: some Message, at moment: Timestamp) {
    let at = steps.last.map { max($0.at.adding(seconds: 1), moment) } ?? moment
    let proposed = ProposedEvent(
      message, id: dice.eventID(), at: at, isJSON: !dice.chance(percent: 10))
    steps.append(
      TrafficStep(
        at: at, stream: number.stream.text, expected: steps.isEmpty ? .noStream : .exists,
        events: [proposed]))
    let facts = EventFacts(
      position: Position(0), revision: Revision(revision), recorded: at, effective: at,
      origin: .client)
    revision += 1
    do {
      let event = try AccountEvent(
        type: EventType(proposed.type), contentType: proposed.isJSON ? .json : .binary,
        data: proposed.data)
      if case .opened(let opened) = event {
        standing = AccountStanding(opened, facts)
      } else {
        standing.apply(event, facts)
      }
    } catch {
      preconditionFailure("\(proposed.type) cannot be read again: \(error)")
    }
  }

  var now: Timestamp { steps.last?.at ?? Timestamp(microseconds: 0) }
}
