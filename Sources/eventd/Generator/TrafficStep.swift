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
}
