public import Schemas

/// The words of a claim in Spanish, and the codes used on the command line: who, what, why.
///
/// **Source:** claims page; the words are those of the procedure.

extension ClaimCause {
  public var label: String {
    switch self {
    case .death: "Fallecimiento"
    case .permanentIncapacity: "Incapacidad total y permanente"
    case .unemployment: "Desempleo"
    case .temporaryIncapacity: "Incapacidad total temporal"
    case .unspecified, .UNRECOGNIZED: "—"
    }
  }

  /// For the command line: `desempleo`.
  public var code: String {
    switch self {
    case .death: "fallecimiento"
    case .permanentIncapacity: "incapacidad-permanente"
    case .unemployment: "desempleo"
    case .temporaryIncapacity: "incapacidad-temporal"
    case .unspecified, .UNRECOGNIZED: ""
    }
  }

  public static let all: [ClaimCause] = allCases.filter { $0 != .unspecified }
}

extension ClaimInsurer {
  public var label: String {
    switch self {
    case .mapfre: "MAPFRE"
    case .laEquidad: "LA EQUIDAD"
    case .unspecified, .UNRECOGNIZED: "—"
    }
  }

  /// For the command line: `la-equidad`.
  public var code: String {
    switch self {
    case .mapfre: "mapfre"
    case .laEquidad: "la-equidad"
    case .unspecified, .UNRECOGNIZED: ""
    }
  }

  public static let all: [ClaimInsurer] = allCases.filter { $0 != .unspecified }
}

extension ClaimRole {
  public var label: String {
    switch self {
    case .adviser: "Asesor"
    case .assignedAdviser: "Asesor asignado a seguros"
    case .directorEarly: "Director de cobranza temprana"
    case .directorAdvanced: "Director de cobranza avanzada"
    case .store: "Almacén"
    case .central: "Administración central"
    case .writeDowns: "Bajas de cartera"
    case .broker: "Asekura"
    case .insurer: "Aseguradora"
    case .system: "Sistema"
    case .unspecified, .UNRECOGNIZED: "—"
    }
  }
}

extension ClaimContact {
  public var label: String {
    switch self {
    case .call: "Llamada"
    case .visit: "Visita"
    case .unspecified, .UNRECOGNIZED: "—"
    }
  }
}

extension ClaimTypification {
  public var label: String {
    switch self {
    case .fallecido: "FALLECIDO"
    case .incapacidadTotal: "INCAPACIDAD TOTAL"
    case .tramiteDesempleo: "TRAMITE DESEMPLEO"
    case .unspecified, .UNRECOGNIZED: "—"
    }
  }
}

extension ClaimSystem {
  public var label: String {
    switch self {
    case .wsac: "WSAC"
    case .sac: "SAC"
    case .glpi: "GLPI"
    case .siif: "SIIF"
    case .unspecified, .UNRECOGNIZED: "—"
    }
  }
}

extension ClaimEnding {
  public var label: String {
    switch self {
    case .endedNotCovered: "Sin cobertura"
    case .endedPaidOff: "A paz y salvo"
    case .endedUpToDate: "Al día"
    case .endedRefused: "Objetado"
    case .unspecified, .UNRECOGNIZED: "—"
    }
  }
}

extension ClaimAnswer {
  public var label: String {
    switch self {
    case .moreDocuments: "Pide más documentos"
    case .pays: "Paga"
    case .refuses: "Objeta"
    case .unspecified, .UNRECOGNIZED: "—"
    }
  }
}

extension ClaimConcept {
  public var label: String {
    switch self {
    case .capital: "Capital"
    case .interest: "Intereses"
    case .defaultInterest: "Intereses de mora"
    case .charges: "Gastos"
    case .unspecified, .UNRECOGNIZED: "—"
    }
  }
}

extension ClaimDelivery {
  public var label: String {
    switch self {
    case .inPerson: "En forma directa"
    case .certifiedMail: "Correo certificado"
    case .unspecified, .UNRECOGNIZED: "—"
    }
  }
}

extension ClaimProofKind {
  public var label: String {
    switch self {
    case .receipt: "Comprobante de recibido"
    case .courierGuide: "Guía con constancia de recibido"
    case .unspecified, .UNRECOGNIZED: "—"
    }
  }
}
