/// Sizes in units that people read.
enum ByteSize {
  /// `512 B`, `12.3 MiB`: powers of 1024. Source: IEC 80000-13.
  static func words(_ bytes: UInt64) -> String {
    if bytes < 1024 { return "\(bytes) B" }
    var value = Double(bytes) / 1024
    var unit = 0
    let units = ["KiB", "MiB", "GiB", "TiB", "PiB", "EiB"]
    // Else it would be rounded to 1024.0.
    while value >= 1023.95, unit < units.count - 1 {
      value /= 1024
      unit += 1
    }
    return "\(Decimal.tenths(value)) \(units[unit])"
  }
}

/// How long something took, in the two largest units.
enum ElapsedTime {
  /// `3 d 4 h`, `5 min 30 s`, `0 s`.
  static func words(seconds: UInt64) -> String {
    let units: [(seconds: UInt64, name: String)] = [
      (86_400, "d"), (3600, "h"), (60, "min"), (1, "s"),
    ]
    guard let first = units.firstIndex(where: { seconds >= $0.seconds }) else { return "0 s" }
    let unit = units[first]
    let whole = "\(seconds / unit.seconds) \(unit.name)"
    guard first + 1 < units.count else { return whole }
    let next = units[first + 1]
    let rest = seconds % unit.seconds / next.seconds
    return rest == 0 ? whole : "\(whole) \(rest) \(next.name)"
  }
}

enum Decimal {
  /// With one decimal, rounded: `12.3`.
  static func tenths(_ value: Double) -> String {
    let tenths = UInt64((max(0, value) * 10).rounded())
    return "\(tenths / 10).\(tenths % 10)"
  }
}
