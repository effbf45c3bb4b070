import Events

extension CompositeKey {
  mutating func add(_ id: JournalEntry.ID) {
    for byte in Key(id.position.rawValue).bytes { add(byte: byte) }
    add(number: id.index)
  }
}

extension RawSpan {
  /// What `CompositeKey.add(_: JournalEntry.ID)` wrote.
  func entryID(at offset: Int) -> JournalEntry.ID {
    JournalEntry.ID(Position(bigEndian(at: offset)), number32(at: offset + 8))
  }
}
