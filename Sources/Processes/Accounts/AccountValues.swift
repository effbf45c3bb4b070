import Events
import Projections
public import Schemas
import SwiftProtobuf

/// What several rules ask of values.
enum AccountValues {
  /// The longest id of a quote, an amendment or an invoice, in bytes of UTF-8 (a).
  static let idBytesMax = 64
  /// The longest payment term, in days (a).
  static let termDaysMax = 365

  /// Whether the list has the value. A number outside it can be read from binary and means nothing.
  static func check<E: SwiftProtobuf.Enum & CaseIterable>(
    _ value: E, _ field: String
  ) throws(AccountRefusal) {
    guard E.allCases.contains(value) else {
      throw .unknownValue(field: field, number: value.rawValue)
    }
  }

  /// All that is required and not given, at once.
  ///
  /// - Parameters:
  ///   - texts: must have something to read in them.
  ///   - others: whether they are given.
  static func need(
    _ section: AccountSection, _ texts: KeyValuePairs<String, String>,
    _ others: KeyValuePairs<String, Bool> = [:]
  ) throws(AccountRefusal) {
    let missing =
      texts.filter { $0.value.isBlank }.map(\.key) + others.filter { !$0.value }.map(\.key)
    if !missing.isEmpty { throw .fieldsMissing(missing, section) }
  }

  /// - Parameter unless: in which case they would say something.
  static func leaveOut(
    _ section: AccountSection, unless: String, _ given: KeyValuePairs<String, Bool>
  ) throws(AccountRefusal) {
    let fields = given.filter(\.value).map(\.key)
    if !fields.isEmpty { throw .fieldsOutOfPlace(fields, unless: unless, section) }
  }

  /// A list that says something.
  static func isGiven(_ list: [String]) -> Bool {
    !list.isEmpty && !list.contains(where: \.isBlank)
  }

  static func checkID(_ id: String, _ field: String) throws(AccountRefusal) {
    if id.isBlank { throw .fieldsMissing([field], .commercial) }
    let bytes = id.utf8.count
    if bytes > idBytesMax { throw .idTooLong(field: field, bytes: bytes) }
  }

  @discardableResult
  static func date(_ text: String, _ field: String) throws(AccountRefusal) -> LocalDate {
    guard let date = LocalDate(text) else { throw .notADate(text, field: field) }
    return date
  }

  /// A date of something that has happened.
  static func pastDate(
    _ text: String, _ field: String, today: LocalDate
  ) throws(AccountRefusal) {
    let date = try date(text, field)
    if date > today { throw .yetToCome(date, field: field) }
  }

  /// `HH:MM`, 00:00 to 23:59.
  static func checkTime(_ text: String, _ field: String) throws(AccountRefusal) {
    let parts = text.utf8.split(separator: UInt8(ascii: ":"), omittingEmptySubsequences: false)
    let isTime =
      text.utf8.count == 5 && parts.count == 2
      && parts.allSatisfy { $0.allSatisfy((UInt8(ascii: "0")...UInt8(ascii: "9")).contains) }
      && Int(text.prefix(2)).map { $0 < 24 } ?? false
      && Int(text.suffix(2)).map { $0 < 60 } ?? false
    guard isTime else { throw .notATime(text, field: field) }
  }

  static func amount(_ wire: WireMoney) throws(AccountRefusal) -> Money {
    do throws(MoneyError) { return try Money(wire) } catch { throw .notAnAmount(error) }
  }

  static func checkTerm(
    _ term: AccountPaymentTerm, _ field: String
  ) throws(AccountRefusal) {
    guard let days = term.days else { throw .fieldsMissing([field], .commercial) }
    guard (1...termDaysMax).contains(days) else { throw .termOutOfRange(days: days) }
  }

  static func checkAreas(_ areas: [AccountArea], _ field: String) throws(AccountRefusal) {
    for (index, area) in areas.enumerated() {
      try check(area, field)
      if area == .unspecified || area.isOutside { throw .notAnArea(area, field: field) }
      if areas[..<index].contains(area) { throw .listedTwice(field: field, area.label) }
    }
  }
}

extension AccountPaymentTerm {
  var days: Int? {
    switch term {
    case .calendarDays(let days), .businessDays(let days): Int(days)
    case nil: nil
    }
  }

  /// `nil` when nothing is given.
  public var limit: TimeLimit? {
    switch term {
    case .calendarDays(let days): .calendarDays(Int(days))
    case .businessDays(let days): .businessDays(Int(days))
    case nil: nil
    }
  }
}
