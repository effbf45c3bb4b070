import Projections
import Schemas
import SwiftProtobuf

/// The clients and the people of the generated traffic of arrears.
enum ArrearsCast {
  static let executives = [
    of(.ejecutivoEmpresas, "vrojas", "Verónica Rojas Núñez"),
    of(.ejecutivoEmpresas, "jteran", "Joaquín Terán Peña"),
    of(.ejecutivoEmpresas, "mvargas", "Mónica Vargas Ibáñez"),
    of(.ejecutivoEmpresas, "emamani", "Efraín Mamani Ñahui"),
  ]

  static let billing = of(.facturacion, "facturacion2", "Íngrid Ordóñez")
  static let commercial = of(.gestorComercial, "gcomercial1", "Óscar Zúñiga")
  static let head = of(.responsableEmpresas, "rempresas", "Begoña Quiroga Peña")

  private static let trades = [
    "Muebles", "Importadora", "Clínica", "Ferretería", "Hotel", "Laboratorios", "Constructora",
    "Panificadora", "Agencia Despachante", "Colegio", "Transportes", "Imprenta",
  ]

  private static let brands = [
    "Cochabamba", "Tunari", "del Valle", "Illimani", "San Simón", "Peñaflor", "Los Álamos",
    "Ñuñorco", "Cañada Verde", "Kanata", "Achá", "La Llajta",
  ]

  private static let forms = ["S.R.L.", "S.A.", "Ltda.", "S.A.M."]

  private static let places = [
    "Quillacollo", "Sacaba", "Tiquipaya", "Colcapirhua", "Vinto", "Punata", "Sipe Sipe",
    "Villa Tunari", "Cliza", "Aiquile",
  ]

  private static let offices = [
    "Gobierno Autónomo Municipal de", "Caja Nacional de Salud, Regional", "Unidad Educativa Fiscal",
    "Servicio Departamental de Educación,",
  ]

  static func company(_ dice: inout SplitMix64) -> String {
    "\(dice.pick(trades)) \(dice.pick(brands)) \(dice.pick(forms))"
  }

  static func publicInstitution(_ dice: inout SplitMix64) -> String {
    "\(dice.pick(offices)) \(dice.pick(places))"
  }

  /// What a product of this kind costs a month, in centavos.
  static func price(of kind: ArrearsProductKind, _ dice: inout SplitMix64) -> Int64 {
    switch kind {
    case .lineaTelefonica: 7_000
    case .internet: dice.pick([24_900, 39_000, 89_000])
    case .television: 14_900
    case .duoPack: 29_900
    case .multipack: 45_900
    case .hspa, .unspecified, .UNRECOGNIZED: 11_000
    }
  }

  static func description(of kind: ArrearsProductKind) -> String {
    switch kind {
    case .lineaTelefonica: "Línea comercial"
    case .internet: "Fibra empresarial"
    case .television: "TV digital"
    case .duoPack: "Línea e internet"
    case .multipack: "Línea, internet y TV"
    case .hspa: "Internet móvil"
    case .unspecified, .UNRECOGNIZED: ""
    }
  }

  /// What a post-sale order may charge. Source: post-sale page, G7, H13, K12, C5.
  static func charge(_ dice: inout SplitMix64) -> (concept: String, amount: Int64) {
    let months = Int64(dice.number(in: 1...4))
    return dice.pick(weighted: [
      (("Detalle de llamadas salientes, meses anteriores", 1_200 * months), 60),
      (("Excedente de cable de la migración a fibra", 12_500), 15),
      (("Equipo dañado o no devuelto", 35_000), 10), (("Traslado de producto", 6_000), 15),
    ])
  }

  private static func of(_ role: ArrearsRole, _ key: String, _ name: String) -> ArrearsActor {
    .with {
      $0.role = role
      $0.key = key
      $0.name = name
    }
  }
}
