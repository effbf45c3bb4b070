import Schemas
import SwiftProtobuf

/// The people of the generated traffic of claims.
///
/// **Source:** claims page, “Milestones, in order, with who”.
enum ClaimCast {
  static let assigned = of(.assignedAdviser, "seguros.1", "Luz Dary Peñuela")
  static let other = of(.assignedAdviser, "seguros.2", "Álvaro Ibáñez Ríos")
  static let central = of(.central, "central.1", "Yolanda Ordóñez Quiñones")
  static let writeDowns = of(.writeDowns, "bajas.1", "Mónica Castañeda")
  static let broker = of(.broker, "asekura.1", "Óscar Iván Núñez")

  private static let advisers = [
    of(.adviser, "call.1", "Paola Núñez"), of(.adviser, "call.2", "Iván Muñoz"),
    of(.adviser, "campo.1", "Ramón Ibáñez"), of(.adviser, "casa.1", "Cobranzas Ñandú S.A.S."),
  ]

  static func adviser(_ dice: inout SplitMix64) -> ClaimActor { dice.pick(advisers) }

  static func director(_ role: ClaimRole) -> ClaimActor {
    role == .directorEarly
      ? of(role, "temprana", "Adrián Sáenz") : of(role, "avanzada", "Rocío Avendaño")
  }

  static func store(_ name: String) -> ClaimActor { of(.store, "almacen", "Cartera \(name)") }

  static func insurer(_ insurer: ClaimInsurer) -> ClaimActor {
    insurer == .mapfre
      ? of(.insurer, "mapfre", "MAPFRE, indemnizaciones")
      : of(.insurer, "la-equidad", "LA EQUIDAD, indemnizaciones")
  }

  private static func of(_ role: ClaimRole, _ key: String, _ name: String) -> ClaimActor {
    .with {
      $0.role = role
      $0.key = key
      $0.name = name
    }
  }
}
