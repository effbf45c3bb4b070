import Events

/// Several traffics as one, in order of time.
struct MixedTraffic: Sequence, Sendable {
  let parts: [any Sequence<TrafficStep> & Sendable]

  func makeIterator() -> Iterator { Iterator(parts) }

  struct Iterator: IteratorProtocol {
    private var parts: [AnyIterator<TrafficStep>]
    /// The next step of each part; `nil` when it has no more.
    private var heads: [TrafficStep?]

    fileprivate init(_ parts: [any Sequence<TrafficStep> & Sendable]) {
      func iterator(_ part: some Sequence<TrafficStep>) -> AnyIterator<TrafficStep> {
        AnyIterator(part.makeIterator())
      }
      self.parts = parts.map { iterator($0) }
      heads = self.parts.map { $0.next() }
    }

    /// Of steps at the same moment, that of the earlier part comes first.
    mutating func next() -> TrafficStep? {
      var first: Int?
      for (index, head) in heads.enumerated() {
        guard let head else { continue }
        if let known = first.flatMap({ heads[$0] }), known.at <= head.at { continue }
        first = index
      }
      guard let first else { return nil }
      defer { heads[first] = parts[first].next() }
      return heads[first]
    }
  }
}
