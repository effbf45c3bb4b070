public import Events

/// The offsets of one time zone from UTC, past and to come: what local date a moment has, and when
/// a local date begins.
///
/// A pure value; complexity of every question is logarithmic in the transitions of the zone.
///
/// **Source:** the IANA tz database as compiled to TZif, RFC 9636.
public struct TimeZoneRules: Hashable, Sendable {
  /// The name in the tz database, e.g. `America/Mexico_City`.
  public let identifier: String
  private let file: TZifFile

  /// - Parameters:
  ///   - identifier: kept as given; what the bytes are the rules of.
  ///   - tzif: a whole TZif file of version 1 to 4. From version 2 on its 64-bit data count. A file
  ///     without a rule for later times keeps its last offset for ever.
  /// - Throws: `malformed`, for any bytes that are not such a file; never traps.
  public init(identifier: String, tzif: [UInt8]) throws(TimeZoneError) {
    self.identifier = identifier
    do {
      file = try TZifFile(tzif)
    } catch {
      throw .malformed(identifier: identifier, error)
    }
  }

  /// Local time minus UTC at that moment, in seconds: east of Greenwich is positive.
  public func utcOffsetSeconds(at moment: Timestamp) -> Int { offset(at: moment.seconds) }

  /// The date on the wall at that moment.
  public func localDate(at moment: Timestamp) -> LocalDate { localDateTime(at: moment).date }

  /// The date and the time on the wall at that moment; `secondOfDay` is 0 ..< 86,400. In autumn the
  /// same pair can come twice.
  public func localDateTime(at moment: Timestamp) -> (date: LocalDate, secondOfDay: Int) {
    let local = moment.seconds + Int64(utcOffsetSeconds(at: moment))
    let day = local.quotientRoundedDown(by: 86_400)
    return (LocalDate(daysSinceEpoch: Int(day)), Int(local - day * 86_400))
  }

  /// The first moment whose local date is `date`.
  ///
  /// That is the first 00:00 when the clock is put back over it, and the moment of the change when
  /// it is put forward over it (Havana in March: 01:00). A date that the zone left out (Apia,
  /// 2011-12-30) begins when the next one does. Traps beyond ±292,000 years, as `Timestamp` does.
  public func startOfDay(_ date: LocalDate) -> Timestamp {
    let midnight = Int64(date.daysSinceEpoch) * 86_400
    // At the greatest offset there is, midnight comes here; so no earlier moment has the date.
    var start = midnight - Int64(TZifFile.offsets.upperBound)
    while true {
      // From `start` to `end` the offset is one, and midnight comes at `candidate` if it does.
      let candidate = max(start, midnight - Int64(offset(at: start)))
      guard let end = nextChange(after: start), end <= candidate else {
        return Timestamp(seconds: candidate)
      }
      start = end
    }
  }

  private func offset(at second: Int64) -> Int {
    let later = indexOfTransition(after: second)
    if later == file.transitions.count, let footer = file.footer {
      return footer.offset(at: second)
    }
    return later == 0 ? file.initialOffset : file.transitions[later - 1].offset
  }

  private func nextChange(after second: Int64) -> Int64? {
    let later = indexOfTransition(after: second)
    return later < file.transitions.count
      ? file.transitions[later].second : file.footer?.nextChange(after: second)
  }

  /// By bisection; the number of transitions when all of them are past.
  private func indexOfTransition(after second: Int64) -> Int {
    var candidates = 0..<file.transitions.count
    while !candidates.isEmpty {
      let middle = candidates.lowerBound + candidates.count / 2
      if file.transitions[middle].second > second {
        candidates = candidates.lowerBound..<middle
      } else {
        candidates = middle + 1..<candidates.upperBound
      }
    }
    return candidates.lowerBound
  }
}
