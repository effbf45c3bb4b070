import Events

/// A position as the event_store.client protocol shows it: 64 times one more than the log's.
///
/// Clients take a position for something opaque and ordered, where 0 means "from the start", and
/// where a number that is no event's position has to be refused. Dense numbers would make the
/// position after the last event valid a moment later; sparse ones do not.
/// Source: behaviour that existing clients of the protocol rely on (positions and revisions).
enum WirePosition {
  static func encode(_ position: Position) -> UInt64 { (position.rawValue + 1) * 64 }

  /// For a count of events: the position of the last one, 0 when there is none.
  static func last(ofCount count: UInt64) -> UInt64 { count * 64 }

  /// - Returns: `nil` when it cannot be an event's position.
  static func decode(_ wire: UInt64) -> Position? {
    wire != 0 && wire % 64 == 0 ? Position(wire / 64 - 1) : nil
  }
}
