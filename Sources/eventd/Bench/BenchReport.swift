/// The figures as a table.
enum BenchReport {
  static func render(disk: Measurement, _ measurements: [Measurement]) -> String {
    let header = ["", "events/s", "of fdatasync", "p50 ms", "p99 ms"]
    return table([header] + ([disk] + measurements).map { row($0, disk) })
  }

  /// Columns side by side, all but the first on the right.
  static func table(_ rows: [[String]]) -> String {
    let widths = (rows.first ?? []).indices.map { column in
      rows.map { $0[column].count }.max() ?? 0
    }
    return rows.map { row in
      zip(row.indices, row).map { column, text in
        let space = String(repeating: " ", count: widths[column] - text.count)
        return column == 0 ? text + space : space + text
      }.joined(separator: "  ")
    }.joined(separator: "\n")
  }

  private static func row(_ measurement: Measurement, _ disk: Measurement) -> [String] {
    [
      measurement.name, String(Int(measurement.rate)), decimals(measurement.rate / disk.rate, 2),
      measurement.latency(0.5).map { decimals($0.seconds * 1000, 2) } ?? "",
      measurement.latency(0.99).map { decimals($0.seconds * 1000, 2) } ?? "",
    ]
  }

  /// The number with so many decimals, rounded.
  static func decimals(_ value: Double, _ count: Int) -> String {
    let scale = (0..<count).reduce(1) { scale, _ in scale * 10 }
    let scaled = Int((value * Double(scale)).rounded())
    let fraction = String(scaled % scale)
    return "\(scaled / scale)." + String(repeating: "0", count: count - fraction.count) + fraction
  }
}
