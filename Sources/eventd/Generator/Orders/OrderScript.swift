import EventdClient
import Events
import Processes
import Projections
import Schemas
import SwiftProtobuf

/// The steps of one request as they are written down, and where it stands after them.
///
/// What the daemon records by itself comes in between, so that a step asks only that the request
/// exists.
struct OrderScript {
  let number: OrderNumber
  private(set) var steps: [TrafficStep] = []
  private(set) var now: Timestamp
  private var state: OrderState
  private var dice: SplitMix64

  init(_ received: OrderReceived, at moment: Timestamp, dice: SplitMix64) {
    guard let number = OrderNumber(received.number) else {
      preconditionFailure("the request \(received.number) has no number")
    }
    self.number = number
    self.dice = dice
    now = moment
    state = OrderState(number)
    write(received, at: moment)
  }

  var order: Order {
    guard let order = state.order else { preconditionFailure("\(number) was not received") }
    return order
  }

  /// Each event is at least a second after the one before. One in ten payloads is binary, so that both
  /// forms are in every log.
  mutating func write(_ message: some Message, at moment: Timestamp) {
    now = steps.isEmpty ? moment : max(now.adding(seconds: 1), moment)
    let proposed = ProposedEvent(
      message, id: dice.eventID(), at: now, isJSON: !dice.chance(percent: 10))
    let facts = EventFacts(
      position: Position(0), revision: Revision(UInt64(steps.count)), recorded: now,
      effective: now, origin: .client)
    steps.append(
      TrafficStep(
        at: now, stream: number.stream.text, expected: steps.isEmpty ? .noStream : .exists,
        events: [proposed]))
    do {
      let event = try OrderEvent(
        type: EventType(proposed.type), contentType: proposed.isJSON ? .json : .binary,
        data: proposed.data)
      state.apply(event, facts)
    } catch {
      preconditionFailure("\(proposed.type) cannot be read again: \(error)")
    }
  }
}
