import Events
import Foundation
import Processes
import Testing

/// The days 2018 to 2035 written out one by one, dates as text, without a `LocalDate`.
private struct DayByDay {
  /// Every day, and how many business days there are up to and including it.
  var days: [(date: String, businessDaysUpTo: Int)] = []
  var businessDays: [String] = []

  init(_ country: String = "MX") throws {
    let json = try JSONSerialization.jsonObject(with: Data(Fixture.calendarFile(country)))
    let entries = try #require((json as? [String: Any])?["holidays"] as? [[String: Any]])
    let holidays = Set(entries.compactMap { $0["date"] as? String })
    // 2018-01-01 was a Monday.
    var weekday = 0
    for year in 2018...2035 {
      let february = year % 4 == 0 ? 29 : 28
      for (month, length) in [31, february, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31].enumerated() {
        for day in 1...length {
          let date = String(format: "%04d-%02d-%02d", year, month + 1, day)
          if weekday < 5, !holidays.contains(date) { businessDays.append(date) }
          days.append((date, businessDays.count))
          weekday = (weekday + 1) % 7
        }
      }
    }
  }
}

@Suite("Business calendars")
struct BusinessCalendarTests {
  @Test(arguments: Fixture.countries.keys.sorted())
  func `agrees with a day-by-day count on every day of 2018 to 2035`(country: String) throws {
    let (calendar, known) = (try Fixture.calendar(country), try DayByDay(country))
    #expect(known.days.count == 6574)
    let businessDays = Set(known.businessDays)
    for (text, before) in known.days {
      let isBusinessDay = try calendar.isBusinessDay(date(text))
      if isBusinessDay != businessDays.contains(text) { Issue.record("\(text)") }
      guard before + 5 <= known.businessDays.count else { continue }
      let sum = "\(try calendar.adding(businessDays: 5, to: date(text)))"
      if sum != known.businessDays[before + 4] { Issue.record("\(text) + 5 = \(sum)") }
    }
  }

  @Test(arguments: [("MX", 129), ("PE", 287), ("CO", 334), ("BO", 227)])
  func `has every holiday of its file, and names its issue`(country: String, count: Int) throws {
    let calendar = try Fixture.calendar(country)
    #expect(calendar.holidays.count == count)
    #expect(calendar.version.hasPrefix("\(country) 2018-2035 "))
    #expect(calendar.version.count == 21)
  }

  @Test(arguments: [
    // Two holidays on one Monday; a moved one; one that falls on a Sunday and is observed after it.
    ("CO", "2025-06-30", 2), ("CO", "2026-01-12", 1), ("PE", "2026-07-28", 1),
    ("BO", "2026-06-22", 1),
  ])
  func `knows the holidays of each country`(country: String, day: String, names: Int) throws {
    let calendar = try Fixture.calendar(country)
    #expect(calendar.holidays.filter { "\($0.date)" == day }.count == names)
    #expect(try !calendar.isBusinessDay(date(day)))
  }

  @Test(arguments: [1, 2, 3, 5, 20, 35, 250])
  func `adds business days as a day-by-day count does`(n: Int) throws {
    let (mexico, known) = (try Fixture.mexico(), try DayByDay())
    for (text, before) in known.days {
      if before + n <= known.businessDays.count {
        let sum = "\(try mexico.adding(businessDays: n, to: date(text)))"
        if sum != known.businessDays[before + n - 1] { Issue.record("\(text) + \(n) = \(sum)") }
      } else {
        let newYear = try date("2036-01-01")
        #expect(throws: CalendarError.outsideCoverage(newYear, years: 2018...2035)) {
          try mexico.adding(businessDays: n, to: date(text))
        }
      }
    }
  }

  @Test(arguments: [0, 1, 4, 31, 366])
  func `counts business days as a day-by-day count does`(distance: Int) throws {
    let (mexico, known) = (try Fixture.mexico(), try DayByDay())
    for (start, end) in zip(known.days, known.days.dropFirst(distance)) {
      let expected = end.businessDaysUpTo - start.businessDaysUpTo
      let (from, to) = (try date(start.date), try date(end.date))
      let (count, back) = (
        try mexico.businessDays(from: from, to: to), try mexico.businessDays(from: to, to: from)
      )
      if count != expected || back != -expected { Issue.record("\(from) to \(to): \(count)") }
    }
    #expect(
      try mexico.businessDays(from: date("2018-01-01"), to: date("2035-12-31"))
        == known.businessDays.count)
  }

  @Test func `counting undoes adding, and no days lead nowhere`() throws {
    let mexico = try Fixture.mexico()
    let saturday = try date("2026-01-10")
    #expect(try mexico.adding(businessDays: 0, to: saturday) == saturday)
    for n in 0...300 {
      let end = try mexico.adding(businessDays: n, to: saturday)
      #expect(try mexico.businessDays(from: saturday, to: end) == n)
    }
  }

  @Test func `has the holidays of artículo 74, worked out from its words`() throws {
    let mexico = try Fixture.mexico()
    func monday(_ number: Int, _ month: Int, _ year: Int) throws -> LocalDate {
      let first = try #require(LocalDate(year: year, month: month, day: 1))
      return first.adding(days: (8 - first.isoWeekday) % 7 + 7 * (number - 1))
    }
    var expected: [LocalDate] = []
    for year in 2018...2035 {
      expected += try ["01-01", "05-01", "09-16", "12-25"].map { try date("\(year)-\($0)") }
      expected += try [monday(1, 2, year), monday(3, 3, year), monday(3, 11, year)]
    }
    expected += try ["2018-12-01", "2024-10-01", "2030-10-01"].map(date)
    #expect(mexico.holidays.map(\.date) == expected.sorted())
    #expect(mexico.holidays.count == 129)
  }

  @Test(arguments: [
    ("2018-12-01", "Transmisión del Poder Ejecutivo Federal"),
    ("2024-10-01", "Transmisión del Poder Ejecutivo Federal"),
    ("2026-02-02", "Día de la Constitución"), ("2026-03-16", "Natalicio de Benito Juárez"),
    ("2026-11-16", "Día de la Revolución"), ("2027-12-25", "Navidad"),
  ])
  func `names its holidays`(day: String, name: String) throws {
    let mexico = try Fixture.mexico()
    #expect(mexico.holidays.filter { "\($0.date)" == day }.map(\.name) == [name])
    #expect(try !mexico.isBusinessDay(date(day)))
  }

  @Test(arguments: [
    // The legal dates of moved holidays; days on which only banks close; the old Transmisión.
    "2026-02-05", "2025-03-21", "2025-11-20", "2026-04-02", "2026-04-03", "2026-11-02",
    "2025-12-12", "2025-12-01", "2025-10-01",
  ])
  func `works on days that are no holidays`(day: String) throws {
    #expect(try Fixture.mexico().isBusinessDay(date(day)))
  }

  @Test(arguments: ["2017-12-31", "2036-01-01", "2017-06-03", "0001-01-01", "9999-12-31"])
  func `does not guess outside its years`(day: String) throws {
    let (mexico, day) = (try Fixture.mexico(), try date(day))
    let error = CalendarError.outsideCoverage(day, years: 2018...2035)
    #expect(throws: error) { try mexico.isBusinessDay(day) }
    #expect(throws: error) {
      try mexico.businessDays(from: day.adding(days: -1), to: day.adding(days: 1))
    }
  }
}
