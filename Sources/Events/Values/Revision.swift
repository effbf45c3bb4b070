/// The place of an event in its stream: 0, 1, 2, … without a gap.
public struct Revision: RawRepresentable, Hashable, Comparable, Sendable {
  public let rawValue: UInt64

  public init(rawValue: UInt64) { self.rawValue = rawValue }
  public init(_ rawValue: UInt64) { self.rawValue = rawValue }

  public static func < (a: Revision, b: Revision) -> Bool { a.rawValue < b.rawValue }

  public var next: Revision { Revision(rawValue + 1) }
}

extension Revision: CustomStringConvertible {
  public var description: String { String(rawValue) }
}
