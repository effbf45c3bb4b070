/// How often something was done in how long, and how long each took.
struct Measurement: Sendable {
  let name: String
  /// Events per second.
  let rate: Double
  /// Latencies of the single operations, sorted; empty where there is no single one.
  let latencies: [Duration]

  init(_ name: String, events: Int, in elapsed: Duration, latencies: [Duration] = []) {
    self.name = name
    rate = Double(events) / elapsed.seconds
    self.latencies = latencies.sorted()
  }

  /// - Parameter share: e.g. 0.99.
  func latency(_ share: Double) -> Duration? {
    if latencies.isEmpty { return nil }
    return latencies[min(latencies.count - 1, Int(Double(latencies.count) * share))]
  }
}

extension Duration {
  var seconds: Double {
    Double(components.seconds) + Double(components.attoseconds) / 1e18
  }
}

/// The median of some measurements of the same thing, by rate.
func median(_ measurements: [Measurement]) -> Measurement {
  measurements.sorted { $0.rate < $1.rate }[measurements.count / 2]
}
