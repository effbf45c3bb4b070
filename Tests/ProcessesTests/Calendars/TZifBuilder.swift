import Processes

/// Writes a TZif file, right or wrong, part by part.
///
/// Source: RFC 9636 sections 3.1 to 3.3.
struct TZifBuilder {
  /// `0` for version 1, else the digit.
  var version: UInt8 = UInt8(ascii: "2")
  var transitions: [(second: Int64, type: UInt8)] = []
  var types: [(offset: Int32, isDaylight: UInt8, designation: UInt8)] = [(0, 0, 0)]
  var designations: [UInt8] = Array("UTC\0".utf8)
  var leapSeconds: [(second: Int64, correction: Int32)] = []
  var standardIndicators: [UInt8] = []
  var utIndicators: [UInt8] = []
  var footer = ""

  var bytes: [UInt8] {
    if version == 0 { return header(version) + block(timeBytes: 4) }
    let empty = Self.bigEndian(0, 24)
    return magic(version) + empty + header(version) + block(timeBytes: 8)
      + Array("\n\(footer)\n".utf8)
  }

  /// A zone that has followed the rule `footer` for ever.
  static func zone(_ footer: String) throws -> TimeZoneRules {
    try TimeZoneRules(identifier: "Test/\(footer)", tzif: TZifBuilder(footer: footer).bytes)
  }

  private func magic(_ version: UInt8) -> [UInt8] {
    Array("TZif".utf8) + [version] + Self.bigEndian(0, 15)
  }

  private func header(_ version: UInt8) -> [UInt8] {
    magic(version)
      + [
        utIndicators.count, standardIndicators.count, leapSeconds.count, transitions.count,
        types.count, designations.count,
      ].flatMap { Self.bigEndian(Int64($0), 4) }
  }

  private func block(timeBytes: Int) -> [UInt8] {
    transitions.flatMap { Self.bigEndian($0.second, timeBytes) } + transitions.map(\.type)
      + types.flatMap { Self.bigEndian(Int64($0.offset), 4) + [$0.isDaylight, $0.designation] }
      + designations
      + leapSeconds.flatMap {
        Self.bigEndian($0.second, timeBytes) + Self.bigEndian(Int64($0.correction), 4)
      } + standardIndicators + utIndicators
  }

  private static func bigEndian(_ value: Int64, _ count: Int) -> [UInt8] {
    (0..<count).reversed().map { $0 < 8 ? UInt8(truncatingIfNeeded: value >> (8 * $0)) : 0 }
  }
}
