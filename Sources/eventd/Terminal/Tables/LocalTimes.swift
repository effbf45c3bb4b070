import Events
import Projections
import SwiftProtobuf

/// Times as people read them, in one time zone.
struct LocalTimes: Sendable {
  private let local: @Sendable (Timestamp) -> (date: LocalDate, secondOfDay: Int)

  /// - Parameter local: date and time on the wall at a moment; `secondOfDay` is 0 ..< 86,400.
  init(_ local: @escaping @Sendable (Timestamp) -> (date: LocalDate, secondOfDay: Int)) {
    self.local = local
  }

  /// `2026-01-05 10:00`: ISO 8601 with a space.
  func minute(_ time: Google_Protobuf_Timestamp) -> String {
    let (date, second) = local(Timestamp(time))
    func twoDigits(_ number: Int) -> String { number < 10 ? "0\(number)" : "\(number)" }
    return "\(date) \(twoDigits(second / 3600)):\(twoDigits(second / 60 % 60))"
  }

  /// `2026-01-05`.
  func day(_ time: Google_Protobuf_Timestamp) -> String { "\(local(Timestamp(time)).date)" }

  /// The last day of a time limit of days, which is up at the midnight after it.
  func lastDay(before end: Google_Protobuf_Timestamp) -> String {
    "\(local(Timestamp(microseconds: Timestamp(end).microseconds - 1)).date)"
  }

  /// `2026-01-05 10:00:30`.
  func second(_ time: Google_Protobuf_Timestamp) -> String {
    let second = local(Timestamp(time)).secondOfDay % 60
    return minute(time) + (second < 10 ? ":0\(second)" : ":\(second)")
  }

  /// How often the date changed between the two: entered at 23:59, seen at 00:01, it is 1.
  func days(from start: Google_Protobuf_Timestamp, to end: Google_Protobuf_Timestamp) -> Int {
    local(Timestamp(end)).date.days(since: local(Timestamp(start)).date)
  }
}
