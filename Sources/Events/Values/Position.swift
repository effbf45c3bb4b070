/// The place of an event in the whole log: 0, 1, 2, … without a gap.
public struct Position: RawRepresentable, Hashable, Comparable, Sendable {
  public let rawValue: UInt64

  public init(rawValue: UInt64) { self.rawValue = rawValue }
  public init(_ rawValue: UInt64) { self.rawValue = rawValue }

  public static func < (a: Position, b: Position) -> Bool { a.rawValue < b.rawValue }

  /// Traps past 2^64 - 1, which no log reaches.
  public var next: Position { Position(rawValue + 1) }
}

extension Position: CustomStringConvertible {
  public var description: String { String(rawValue) }
}
