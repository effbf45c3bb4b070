import Events

/// A number that closures count up.
final class Counter: Sendable {
  private let value = Locked(0)

  /// Returns the new value.
  @discardableResult
  func increment(by count: Int = 1) -> Int {
    value.withLock { value in
      value += count
      return value
    }
  }

  var current: Int { value.withLock { $0 } }
}
