import Events
import Processes

/// Times and durations as people give them to a command.
enum MomentArgument {
  /// An RFC 3339 time, or a date, which means its last moment.
  ///
  /// - Parameters:
  ///   - option: for the message, e.g. `--until`.
  ///   - zone: of the date.
  static func time(
    _ text: String, _ option: String, in zone: String = MexicoTimes.zone
  ) throws -> Timestamp {
    if let time = Timestamp(rfc3339: text) { return time }
    guard let date = LocalDate(text) else {
      throw UsageError(
        "\(option) '\(text)' is neither a date such as 2026-01-31 nor an RFC 3339 time such as "
          + "2026-01-31T18:00:00-06:00")
    }
    let tomorrow = try LocalTimes.rules(zone).startOfDay(date.adding(days: 1))
    return Timestamp(microseconds: tomorrow.microseconds - 1)
  }

  /// A number of at most 100,000 with d, h, m or s; `nil` when it is not one.
  static func seconds(_ text: String) -> Int64? {
    let units: [Character: Int64] = ["d": 86_400, "h": 3600, "m": 60, "s": 1]
    guard let unit = text.last.flatMap({ units[$0] }), let count = Int64(text.dropLast()),
      (0...100_000).contains(count)
    else { return nil }
    return count * unit
  }
}
