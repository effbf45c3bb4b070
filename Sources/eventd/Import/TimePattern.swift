import Events
import Processes

/// How a file writes times: `"rfc3339"`, or `{"pattern": "d/M/yyyy H:mm", "zone": "America/La_Paz"}`.
///
/// In a pattern `yyyy`, `M`, `d`, `H`, `m` and `s` stand for numbers (doubled: of two digits); any
/// other character stands for itself. What is left out is 1 of a month or day and 0 of a time.
struct TimePattern: Sendable {
  private enum Form: Sendable {
    case rfc3339
    case pattern([Character], zone: TimeZoneRules)
  }

  private let form: Form

  static let rfc3339 = TimePattern(form: .rfc3339)

  private init(form: Form) { self.form = form }

  init(_ pattern: String, zone: TimeZoneRules) {
    form = .pattern(Array(pattern), zone: zone)
  }

  /// - Returns: `nil` for a text that is not written so, or names a time that there is not.
  func moment(_ text: String) -> Timestamp? {
    switch form {
    case .rfc3339: return Timestamp(rfc3339: text)
    case .pattern(let pattern, let zone):
      guard let (date, second) = Self.read(text, pattern) else { return nil }
      // As if it were UTC, then back by the offset that holds there. On the day of a change of the
      // clock the second look finds the right side of it.
      let local = Timestamp(seconds: Int64(date.daysSinceEpoch) * 86_400 + Int64(second))
      let near = local.adding(seconds: -Int64(zone.utcOffsetSeconds(at: local)))
      return local.adding(seconds: -Int64(zone.utcOffsetSeconds(at: near)))
    }
  }

  /// The local date.
  func date(_ text: String) -> LocalDate? {
    switch form {
    case .rfc3339: LocalDate(text.prefix(10))
    case .pattern(let pattern, _): Self.read(text, pattern)?.date
    }
  }

  private static func read(
    _ text: String, _ pattern: [Character]
  ) -> (date: LocalDate, secondOfDay: Int)? {
    var fields: [Character: Int] = ["y": 1, "M": 1, "d": 1, "H": 0, "m": 0, "s": 0]
    var rest = Substring(text)
    var index = 0
    while index < pattern.count {
      let letter = pattern[index]
      let width = pattern[index...].prefix { $0 == letter }.count
      if fields[letter] == nil {
        guard rest.first == letter else { return nil }
        rest.removeFirst()
        index += 1
        continue
      }
      let digits = rest.prefix { $0.isASCII && $0.isNumber }.prefix(letter == "y" ? 4 : 2)
      guard digits.count >= width, let number = Int(digits) else { return nil }
      fields[letter] = number
      rest.removeFirst(digits.count)
      index += width
    }
    guard rest.isEmpty, let year = fields["y"], let month = fields["M"], let day = fields["d"],
      let hour = fields["H"], let minute = fields["m"], let second = fields["s"],
      (0...23).contains(hour), (0...59).contains(minute), (0...59).contains(second),
      let date = LocalDate(year: year, month: month, day: day)
    else { return nil }
    return (date, hour * 3600 + minute * 60 + second)
  }
}

extension TimePattern: Decodable {
  private enum Key: String, CodingKey, CaseIterable { case pattern, zone }

  init(from decoder: any Decoder) throws {
    if let name = try? decoder.singleValueContainer().decode(String.self) {
      guard name == "rfc3339" else {
        throw DecodingError.dataCorrupted(
          .init(
            codingPath: decoder.codingPath,
            debugDescription: "give rfc3339, or a pattern and a zone"))
      }
      self = .rfc3339
      return
    }
    let fields = try decoder.strict(Key.self)
    let name = try fields.decode(String.self, forKey: .zone)
    let zone: TimeZoneRules
    do throws(TimeZoneError) {
      zone = try SystemTimeZones.load(name)
    } catch {
      throw DecodingError.dataCorruptedError(
        forKey: .zone, in: fields, debugDescription: "\(error)")
    }
    self.init(try fields.decode(String.self, forKey: .pattern), zone: zone)
  }
}
