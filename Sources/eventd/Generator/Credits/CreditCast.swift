import Schemas
import SwiftProtobuf

/// The people of the generated traffic of credits.
enum CreditCast {
  static let stores = [
    "Bucaramanga Centro", "Cúcuta", "Barrancabermeja", "Valledupar", "Aguachica", "Ocaña",
    "San Gil", "Málaga", "Montería", "Riohacha",
  ]

  static let central = of(.carteraCentral, "central", "Yolanda Ordóñez Quiñones")
  static let risk = of(.gerenciaRiesgo, "riesgo", "Germán Argüello Peña")

  private static let advisers = [
    of(.asesorCallCenter, "call.1", "Paola Núñez"), of(.asesorCallCenter, "call.2", "Iván Muñoz"),
    of(.asesorCallCenter, "call.3", "Begoña Zúñiga"),
    of(.asesorCobranza, "campo.1", "Ramón Ibáñez"), of(.asesorCobranza, "campo.2", "Inés Cedeño"),
    of(.casaDeCobro, "casa.1", "Cobranzas Ñandú S.A.S."),
  ]

  static func of(_ role: CreditRole, _ key: String, _ name: String) -> CreditActor {
    .with {
      $0.role = role
      $0.key = key
      $0.name = name
    }
  }

  /// Somebody of the store, or of write-downs.
  static func of(_ role: CreditRole, _ store: String) -> CreditActor {
    role == .almacen
      ? of(role, "almacen", "Cartera \(store)") : of(role, "bajas", "Mónica Castañeda")
  }

  static func director(_ role: CreditRole) -> CreditActor {
    role == .directorCobranzaTemprana
      ? of(role, "temprana", "Adrián Sáenz") : of(role, "avanzada", "Rocío Avendaño")
  }

  static func adviser(_ dice: inout SplitMix64) -> CreditActor { dice.pick(advisers) }
}
