import Events

/// In the place of the daemon's own, which reads a file: everybody may append.
struct AccessGate: Sendable {
  func refusal(of caller: Caller?, appendingTo stream: StreamName) -> Refusal? { nil }
}
