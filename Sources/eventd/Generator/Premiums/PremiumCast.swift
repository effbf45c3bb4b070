import Schemas
import SwiftProtobuf

/// The people of the generated traffic of premiums.
enum PremiumCast {
  static let banks = ["BCP", "BBVA", "Interbank", "Scotiabank", "Banco de la Nación"]

  private static let collections = [
    ("cob.1", "Milagros Quispe Ñahui"), ("cob.2", "Fermín Huamán Ordóñez"),
    ("cob.3", "Rocío Núñez del Prado"),
  ]

  private static let brokers = [
    ("C-101", "Corredores Peña & Asociados"), ("C-118", "Ñusta Brokers S.A.C."),
    ("C-204", "Íñigo Zúñiga Corredores"), ("C-233", "Andes Seguros Corredora"),
    ("C-307", "Begoña Muñoz Cárdenas"),
  ]

  private static let companyForms = ["S.A.C.", "S.A.A.", "E.I.R.L.", "S.R.L."]

  static func actor(_ dice: inout SplitMix64) -> PremiumActor {
    let (key, name) = dice.pick(collections)
    return .with {
      $0.role = .cobranzas
      $0.key = key
      $0.name = name
    }
  }

  static func broker(_ dice: inout SplitMix64) -> PremiumBroker {
    let (key, name) = dice.pick(brokers)
    return .with {
      $0.key = key
      $0.name = name
    }
  }

  /// A company with its RUC, or a person with the DNI. No two serial numbers below 40,000,000 share one.
  ///
  /// **Source:** the forms of SUNAT's RUC (11 digits, 20… for companies) and of RENIEC's DNI (8 digits);
  /// the check digit of a RUC is not kept.
  static func client(
    _ serial: Int, _ dice: inout SplitMix64
  ) -> (key: String, name: String) {
    if dice.chance(percent: 55) {
      let name = "\(dice.pick(TrafficNames.trades)) \(dice.pick(TrafficNames.brands))"
      return ("\(20_500_000_000 + serial)", "\(name) \(dice.pick(companyForms))")
    }
    return ("\(40_000_000 + serial)", TrafficNames.person(&dice))
  }
}
