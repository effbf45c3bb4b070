public import Schemas
internal import SwiftProtobuf

/// The words of the portal, in Spanish, and the codes used on the command line.
/// **Source:** receivables page, “Statement of account for brokers”.

extension PremiumLine {
  public var code: String {
    switch self {
    case .segurosGenerales: "generales"
    case .vida: "vida"
    case .epsSalud: "salud"
    case .unspecified, .UNRECOGNIZED: ""
    }
  }

  public var label: String {
    switch self {
    case .segurosGenerales: "Seguros Generales"
    case .vida: "Vida"
    case .epsSalud: "EPS / Salud"
    case .unspecified, .UNRECOGNIZED: "—"
    }
  }

  public static let all: [PremiumLine] = allCases.filter { $0 != .unspecified }

  /// Whether its cuotas have a vigencia, of which the result reminds the reader.
  public var hasValidity: Bool {
    switch self {
    case .vida, .epsSalud: true
    case .segurosGenerales, .unspecified, .UNRECOGNIZED: false
    }
  }

  /// Whether it has liquidaciones de prima.
  public var hasSettlements: Bool { self == .vida }
}

extension PremiumStatus {
  public var code: String {
    switch self {
    case .pendiente: "pendiente"
    case .vencida: "vencida"
    case .pagada: "pagada"
    case .anulada: "anulada"
    case .unspecified, .UNRECOGNIZED: ""
    }
  }

  public var label: String {
    switch self {
    case .pendiente: "Pendiente"
    case .vencida: "Vencida"
    case .pagada: "Pagada"
    case .anulada: "Anulada"
    case .unspecified, .UNRECOGNIZED: "—"
    }
  }

  public static let all: [PremiumStatus] = allCases.filter { $0 != .unspecified }
}

extension PremiumDocumentKind {
  public var code: String {
    switch self {
    case .cuota: "cuota"
    case .liquidacion: "liquidacion"
    case .unspecified, .UNRECOGNIZED: ""
    }
  }

  public var label: String {
    switch self {
    case .cuota: "Cuota"
    case .liquidacion: "Liquidación de prima"
    case .unspecified, .UNRECOGNIZED: "—"
    }
  }

  public static let all: [PremiumDocumentKind] = allCases.filter { $0 != .unspecified }
}

extension PremiumRole {
  public var label: String {
    switch self {
    case .corredor: "Corredor"
    case .cobranzas: "Cobranzas"
    case .system: "Sistema"
    case .unspecified, .UNRECOGNIZED: "—"
    }
  }
}

extension PremiumReportName {
  public var code: String {
    switch self {
    case .cuotasPendientes: "pendientes"
    case .cuotasVencidas: "vencidas"
    case .cuotasPagadas: "pagadas"
    case .liquidacionesDePrima: "liquidaciones"
    case .unspecified, .UNRECOGNIZED: ""
    }
  }

  public var label: String {
    switch self {
    case .cuotasPendientes: "Cuotas pendientes"
    case .cuotasVencidas: "Cuotas vencidas"
    case .cuotasPagadas: "Cuotas pagadas"
    case .liquidacionesDePrima: "Liquidaciones de prima"
    case .unspecified, .UNRECOGNIZED: "—"
    }
  }

  public static let all: [PremiumReportName] = allCases.filter { $0 != .unspecified }
}

extension PremiumDocument {
  public static func cuota(_ number: String) -> PremiumDocument {
    .with {
      $0.kind = .cuota
      $0.number = number
    }
  }

  public static func settlement(_ number: String) -> PremiumDocument {
    .with {
      $0.kind = .liquidacion
      $0.number = number
    }
  }

  /// For people and in the ledger: `cuota 4711`, `liquidacion 88`.
  public var name: String { "\(kind.code) \(number)" }
}
