import Events
import Projections
import Schemas
import SwiftProtobuf

@testable import eventd

/// Mexico City since 2022: six hours behind UTC, all year.
let mexicoCity = LocalTimes { moment in
  let local = moment.adding(seconds: -6 * 3600)
  let day = local.seconds.quotientAndRemainder(dividingBy: 86_400)
  return (LocalDate(daysSinceEpoch: Int(day.quotient)), Int(day.remainder))
}

/// - Parameter text: local time in Mexico City, e.g. `2026-01-05T10:00`.
func at(_ text: String) -> Google_Protobuf_Timestamp {
  .init(Timestamp(rfc3339: text + ":00-06:00")!)
}

extension Screen {
  static let pipe = Screen(width: nil, isTerminal: false)

  static func columns(_ width: Int) -> Screen { Screen(width: width, isTerminal: false) }
}

extension FolioActor {
  init(_ role: FolioRole, _ name: String, key: String = "") {
    self = .with {
      $0.role = role
      $0.name = name
      $0.key = key
    }
  }
}
