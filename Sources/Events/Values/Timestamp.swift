/// A moment in UTC, in whole microseconds since 1970-01-01T00:00:00Z. Leap seconds do not exist,
/// as in POSIX time.
///
/// The log never asks what time it is: a `Timestamp` always comes from outside.
public struct Timestamp: Hashable, Comparable, Sendable {
  public let microseconds: Int64

  public init(microseconds: Int64) { self.microseconds = microseconds }

  /// - Parameter seconds: whole seconds since the epoch; traps beyond ±292,000 years.
  public init(seconds: Int64, microseconds: Int64 = 0) {
    self.microseconds = seconds * 1_000_000 + microseconds
  }

  /// Whole seconds since the epoch, rounded towards the past.
  public var seconds: Int64 {
    microseconds / 1_000_000 - (microseconds % 1_000_000 < 0 ? 1 : 0)
  }

  /// The part below a second, 0 ..< 1,000,000 microseconds.
  public var fraction: Int64 {
    let remainder = microseconds % 1_000_000
    return remainder < 0 ? remainder + 1_000_000 : remainder
  }

  public static func < (a: Timestamp, b: Timestamp) -> Bool { a.microseconds < b.microseconds }

  /// - Parameter seconds: may be negative.
  public func adding(seconds: Int64) -> Timestamp {
    Timestamp(microseconds: microseconds + seconds * 1_000_000)
  }
}
