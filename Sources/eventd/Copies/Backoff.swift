/// How long to wait before something that failed is tried again: longer each time, up to a bound.
struct Backoff: Equatable {
  let first: Duration
  let longest: Duration
  private var next: Duration

  init(first: Duration = .milliseconds(100), longest: Duration = .seconds(10)) {
    self.first = first
    self.longest = longest
    next = first
  }

  /// After a failure.
  mutating func delay() -> Duration {
    defer { next = min(next * 2, longest) }
    return next
  }

  /// After a success.
  mutating func reset() { next = first }
}
