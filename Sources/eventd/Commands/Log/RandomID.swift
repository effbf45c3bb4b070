import Events

/// Random event ids. Chance enters the daemon and the command line here and nowhere else.
enum RandomID {
  /// A random UUID. Source: RFC 9562 section 5.4 (version 4).
  static func make() -> EventID {
    EventID(
      high: UInt64.random(in: .min ... .max) & ~0xf000 | 0x4000,
      low: UInt64.random(in: .min ... .max) & ~(3 << 62) | (2 << 62))
  }
}
