import Events
import Projections

/// The figures of portal access.
///
/// **Source:** folios page, “Portal access (alta de usuarios) and passwords”.
public enum AccessFigures {
  /// How long a mailed link can be used. There is always a limit.
  public static let passwordLink = PolicyFigure(
    area: AccessEvent.category, name: "password-link", title: "Vigencia de la liga de contraseña",
    kind: .minutes, builtIn: .minutes(60), mayBeNone: false, source: "folios: Portal access")

  public static let all = [passwordLink]

  /// The minutes in force on a local date.
  static func linkMinutes(_ policies: PolicyBook, on date: LocalDate) -> Int {
    guard case .minutes(let minutes) = policies.value(passwordLink, on: date) else {
      preconditionFailure("the link has no minutes on \(date)")
    }
    return minutes
  }
}
