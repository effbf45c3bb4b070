import Events

/// The events of a traced run, from a seed.
struct TraceLoad {
  static let time = Timestamp(microseconds: 1_767_628_800_000_000)
  private var random: SplitMix
  private var number: UInt64 = 0

  init(seed: UInt64) { random = SplitMix(seed: seed) }

  /// An append of one or a few events to one of some streams; some events are larger than a page.
  mutating func next() throws -> Append {
    let stream = try StreamName("thing-\(random.next() % 12)")
    let count = random.next() % 5 == 0 ? Int(random.next() % 6) + 1 : 1
    var events: [NewEvent] = []
    for _ in 0..<count {
      number += 1
      let length = random.next() % 12 == 0 ? random.next() % 9000 : random.next() % 300
      events.append(
        NewEvent(
          id: EventID(high: 7, low: number), type: try EventType("Happened"),
          contentType: .binary,
          data: (0..<length).map { _ in UInt8(truncatingIfNeeded: random.next()) }))
    }
    return Append(stream: stream, expected: .any, events: events)
  }

  /// How many appends are on their way at once.
  mutating func depth() -> Int { Int(random.next() % 6) + 1 }

  static var oneMore: Append {
    get throws {
      Append(
        stream: try StreamName("thing-0"), expected: .any,
        events: [
          NewEvent(
            id: EventID(high: 8, low: 8), type: try EventType("Happened"), contentType: .binary,
            data: [1])
        ])
    }
  }
}
