public import Schemas

/// The words of collections, in Spanish, and the codes used on the command line.
///
/// **Source:** receivables page, “Credits and collections”; claims page, “Milestones”, for the roles.

extension CreditConcept {
  public static let all: [CreditConcept] = [.capital, .intereses, .interesesDeMora, .cargos]

  public var code: String {
    switch self {
    case .capital: "capital"
    case .intereses: "intereses"
    case .interesesDeMora: "intereses-de-mora"
    case .cargos: "cargos"
    case .unspecified, .UNRECOGNIZED: ""
    }
  }

  public var label: String {
    switch self {
    case .capital: "Capital"
    case .intereses: "Intereses"
    case .interesesDeMora: "Intereses de mora"
    case .cargos: "Cargos"
    case .unspecified, .UNRECOGNIZED: "—"
    }
  }
}

extension CreditRole {
  public var label: String {
    switch self {
    case .asesorCallCenter: "Asesor de call center"
    case .asesorCobranza: "Asesor de cobranza"
    case .casaDeCobro: "Casa de cobro"
    case .directorCobranzaTemprana: "Director de cobranza temprana"
    case .directorCobranzaAvanzada: "Director de cobranza avanzada"
    case .almacen: "Almacén"
    case .carteraCentral: "Auxiliar de cartera, administración central"
    case .carteraBajas: "Auxiliar de cartera, bajas de cartera"
    case .gerenciaRiesgo: "Gerencia de Riesgo, Crédito y Cartera"
    case .system: "Sistema"
    case .unspecified, .UNRECOGNIZED: "—"
    }
  }

  public static let all: [CreditRole] = allCases.filter { $0 != .unspecified }
}

extension CreditChannel {
  public var label: String {
    switch self {
    case .llamada: "Llamada"
    case .visita: "Visita"
    case .unspecified, .UNRECOGNIZED: "—"
    }
  }
}

extension CreditPayer {
  public var label: String {
    switch self {
    case .cliente: "Cliente"
    case .aseguradora: "Aseguradora"
    case .unspecified, .UNRECOGNIZED: "—"
    }
  }
}

extension CreditNonPaymentReason {
  public var label: String {
    switch self {
    case .fallecimiento: "Fallecimiento"
    case .incapacidadTotalPermanente: "Incapacidad total y permanente"
    case .incapacidadTemporal: "Incapacidad temporal"
    case .desempleo: "Desempleo"
    case .dificultadEconomica: "Dificultad económica"
    case .olvido: "Olvido"
    case .reclamoDelProducto: "Reclamo del producto"
    case .otroMotivo: "Otro motivo"
    case .unspecified, .UNRECOGNIZED: "—"
    }
  }
}

extension CreditTypification {
  public var label: String {
    switch self {
    case .fallecido: "FALLECIDO"
    case .incapacidadTotal: "INCAPACIDAD TOTAL"
    case .tramiteDesempleo: "TRAMITE DESEMPLEO"
    case .tramiteIncapacidadTemporal: "TRAMITE INCAPACIDAD TEMPORAL"
    case .promesaDePago: "PROMESA DE PAGO"
    case .yaPago: "YA PAGÓ"
    case .renuente: "RENUENTE"
    case .noContesta: "NO CONTESTA"
    case .ilocalizado: "ILOCALIZADO"
    case .otraRespuesta: "OTRA RESPUESTA"
    case .unspecified, .UNRECOGNIZED: "—"
    }
  }
}

extension Obligation.State {
  public var label: String {
    switch self {
    case .current: "Vigente"
    case .writtenOff: "Castigada"
    case .paidOff: "A paz y salvo"
    case .annulled: "Anulada"
    }
  }
}
