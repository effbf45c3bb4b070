/// Metrics as Prometheus reads them.
///
/// Source: Prometheus, "Exposition formats", "Text-based format", version 0.0.4.
struct MetricsText {
  static let contentType = "text/plain; version=0.0.4; charset=utf-8"

  enum Kind: String {
    case counter
    case gauge
  }

  typealias Labels = KeyValuePairs<String, String>

  struct Sample {
    let labels: Labels
    let value: Double

    init(_ value: Double, _ labels: Labels = [:]) {
      self.labels = labels
      self.value = value
    }

    init(_ value: some BinaryInteger, _ labels: Labels = [:]) {
      self.init(Double(value), labels)
    }
  }

  private(set) var text = ""

  /// A metric with its samples; nothing where there are none.
  /// - Parameter name: with its unit last; `_total` for a counter.
  mutating func add(_ name: String, _ kind: Kind, _ help: String, _ samples: [Sample]) {
    if samples.isEmpty { return }
    head(name, kind.rawValue, help)
    for sample in samples { line(name, sample.labels.map { ($0, $1) }, sample.value) }
  }

  mutating func add(
    _ name: String, _ kind: Kind, _ help: String, _ value: some BinaryInteger
  ) { add(name, kind, help, [Sample(value)]) }

  mutating func add(_ name: String, _ help: String, _ histogram: Histogram) {
    head(name, "histogram", help)
    for (bound, count) in histogram.cumulative {
      line("\(name)_bucket", [("le", Self.number(bound))], Double(count))
    }
    line("\(name)_sum", [], histogram.sum)
    line("\(name)_count", [], Double(histogram.count))
  }

  private mutating func head(_ name: String, _ type: String, _ help: String) {
    text += "# HELP \(name) \(Self.escaped(help, quotes: false))\n# TYPE \(name) \(type)\n"
  }

  private mutating func line(_ name: String, _ labels: [(String, String)], _ value: Double) {
    let set = labels.map { "\($0)=\"\(Self.escaped($1, quotes: true))\"" }.joined(separator: ",")
    text += name + (set.isEmpty ? "" : "{\(set)}") + " \(Self.number(value))\n"
  }

  /// A whole number without a fraction, as far as a double holds whole numbers.
  static func number(_ value: Double) -> String {
    if value == .infinity { return "+Inf" }
    if value == -.infinity { return "-Inf" }
    if value.isNaN { return "NaN" }
    if let whole = Int64(exactly: value), whole.magnitude < 1 << 53 { return "\(whole)" }
    return "\(value)"
  }

  /// Source: the same, "Comments, help text, and type information" and "Sample lines".
  private static func escaped(_ text: String, quotes: Bool) -> String {
    var result = ""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "\\": result += #"\\"#
      case "\n": result += #"\n"#
      case "\"" where quotes: result += #"\""#
      default: result.unicodeScalars.append(scalar)
      }
    }
    return result
  }
}
