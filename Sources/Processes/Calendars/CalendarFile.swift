import Events
import FoundationEssentials

/// A calendar as it stands in its JSON file, checked field by field.
///
/// Fields this program does not use (`rule`, `financial`: the exchange's own days) are left alone.
struct CalendarFile {
  let country: String
  let years: ClosedRange<Int>
  /// The tz database's names of the zones of the country.
  let zones: [String]
  let weekend: Set<Int>
  /// In order of date, and of the file within a date.
  let holidays: [BusinessCalendar.Holiday]

  init(json: [UInt8]) throws(CalendarError) {
    let fields: Fields
    do {
      fields = try JSONDecoder().decode(Fields.self, from: Data(json))
    } catch {
      throw Self.malformed(error)
    }
    guard fields.country.utf8.count == 2,
      fields.country.utf8.allSatisfy((UInt8(ascii: "A")...UInt8(ascii: "Z")).contains)
    else { throw .malformed(field: "country", found: fields.country) }
    guard fields.years.count == 2, (1...9998).contains(fields.years[0]),
      (fields.years[0]...9998).contains(fields.years[1])
    else { throw .malformed(field: "years", found: "\(fields.years)") }
    // A week without working days would make every time limit endless.
    guard fields.weekend.allSatisfy((1...7).contains), Set(fields.weekend).count < 7 else {
      throw .malformed(field: "weekend_iso_weekdays", found: "\(fields.weekend)")
    }
    guard fields.count == fields.holidays.count else {
      throw .malformed(field: "count", found: "\(fields.count)")
    }
    country = fields.country
    years = fields.years[0]...fields.years[1]
    zones = fields.timezones
    weekend = Set(fields.weekend)
    holidays = try Self.holidays(fields.holidays, years: years)
  }

  /// Every weekday is worked out again: a date mistyped by hand seldom keeps it.
  private static func holidays(
    _ entries: [Fields.Entry], years: ClosedRange<Int>
  ) throws(CalendarError) -> [BusinessCalendar.Holiday] {
    var holidays: [BusinessCalendar.Holiday] = []
    for (index, entry) in entries.enumerated() {
      guard let date = LocalDate(entry.date), years.contains(date.components.year),
        holidays.last.map({ $0.date <= date }) ?? true
      else { throw .malformed(field: "holidays.\(index).date", found: entry.date) }
      guard entry.weekday == date.isoWeekday else {
        throw .malformed(field: "holidays.\(index).weekday", found: "\(entry.weekday)")
      }
      let holiday = BusinessCalendar.Holiday(date: date, name: entry.name)
      guard !entry.name.isEmpty, holidays.last != holiday else {
        throw .malformed(field: "holidays.\(index).name", found: entry.name)
      }
      holidays.append(holiday)
    }
    return holidays
  }

  private static func malformed(_ error: any Error) -> CalendarError {
    let (path, found): ([any CodingKey], String)
    switch error as? DecodingError {
    case .keyNotFound(let key, let context): (path, found) = (context.codingPath + [key], "missing")
    case .valueNotFound(_, let context): (path, found) = (context.codingPath, "null")
    case .typeMismatch(_, let context): (path, found) = (context.codingPath, "of another type")
    default: (path, found) = ([], "not JSON")
    }
    let field = path.map { $0.intValue.map(String.init) ?? $0.stringValue }.joined(separator: ".")
    return .malformed(field: field.isEmpty ? "the file" : field, found: found)
  }

  private struct Fields: Decodable {
    let country: String
    let years: [Int]
    let timezones: [String]
    let weekend: [Int]
    let holidays: [Entry]
    let count: Int

    struct Entry: Decodable {
      let date: String
      let weekday: Int
      let name: String
    }

    enum CodingKeys: String, CodingKey {
      case country, years, timezones, holidays, count
      case weekend = "weekend_iso_weekdays"
    }
  }
}
