import EventdClient
import Events

/// One append of the generated traffic, and when it happens.
struct TrafficStep: Equatable, Sendable {
  let at: Timestamp
  /// E.g. `folio-00399734`.
  let stream: String
  /// What the stream is at when nothing but this traffic writes to it.
  let expected: Expectation
  let events: [ProposedEvent]
  /// The code of a refusal that goes away as soon as the daemon has done its own part, as when it
  /// queues a notice; `nil` where there is none.
  var waitsFor: String?
}
