public import Schemas

/// The words of the portal, in Spanish, and the codes used on the command line.
/// Source: folios page, "Process types", "Form" and "Stages".

extension FolioProcessType {
  public var code: String {
    switch self {
    case .cotizacionEmisionAutos: "cotizacion-emision-autos"
    case .cotizacionEmisionDanos: "cotizacion-emision-danos"
    case .cotizacionEmisionPersonasColectivo: "cotizacion-emision-personas-colectivo"
    case .cotizacionEmisionPersonasIndividual: "cotizacion-emision-personas-individual"
    case .movimientosIndividual: "movimientos-individual"
    case .movimientosColectivo: "movimientos-colectivo"
    case .cobranza: "cobranza"
    case .incentivos: "incentivos"
    case .prestamosRescatesEstadosDeCuenta: "prestamos-rescates-estados-de-cuenta"
    case .administracionAgentes: "administracion-agentes"
    case .comentariosSugerenciasQuejas: "comentarios-sugerencias-quejas"
    case .unspecified, .UNRECOGNIZED: ""
    }
  }

  public var label: String {
    switch self {
    case .cotizacionEmisionAutos: "Cotización / Emisión Autos"
    case .cotizacionEmisionDanos: "Cotización / Emisión Daños"
    case .cotizacionEmisionPersonasColectivo: "Cotización / Emisión Personas Colectivo"
    case .cotizacionEmisionPersonasIndividual: "Cotización / Emisión Personas Individual"
    case .movimientosIndividual: "Movimientos Individual"
    case .movimientosColectivo: "Movimientos Colectivo"
    case .cobranza: "Cobranza"
    case .incentivos: "Incentivos"
    case .prestamosRescatesEstadosDeCuenta: "Préstamos, Rescates y Estados de Cuenta"
    case .administracionAgentes: "Administración de Agentes"
    case .comentariosSugerenciasQuejas: "Comentarios, sugerencias y quejas"
    case .unspecified, .UNRECOGNIZED: "—"
    }
  }

  public static let all: [FolioProcessType] = allCases.filter { $0 != .unspecified }
}

extension FolioStage {
  public var code: String {
    switch self {
    case .altaDeTramite: "alta-de-tramite"
    case .gestionDocumental: "gestion-documental"
    case .suscripcion: "suscripcion"
    case .emisionDePoliza: "emision-de-poliza"
    case .atencionComercial: "atencion-comercial"
    case .confirmacionCliente: "confirmacion-cliente"
    case .cotizacionEntregada: "cotizacion-entregada"
    case .cotizacionAceptada: "cotizacion-aceptada"
    case .recotizacionReproceso: "recotizacion-reproceso"
    case .cotizacionNoAceptada: "cotizacion-no-aceptada"
    case .envio: "envio"
    case .rechazo: "rechazo"
    case .unspecified, .UNRECOGNIZED: ""
    }
  }

  public var label: String {
    switch self {
    case .altaDeTramite: "Alta de Trámite"
    case .gestionDocumental: "Gestión Documental"
    case .suscripcion: "Suscripción"
    case .emisionDePoliza: "Emisión de Póliza"
    case .atencionComercial: "Atención Comercial"
    case .confirmacionCliente: "Confirmación Cliente"
    case .cotizacionEntregada: "Cotización Entregada"
    case .cotizacionAceptada: "Cotización Aceptada"
    case .recotizacionReproceso: "Recotización / Reproceso"
    case .cotizacionNoAceptada: "Cotización No Aceptada"
    case .envio: "Envío"
    case .rechazo: "Rechazo"
    case .unspecified, .UNRECOGNIZED: "—"
    }
  }

  public static let all: [FolioStage] = allCases.filter { $0 != .unspecified }

  /// Nothing moves on from here.
  public var isFinal: Bool {
    switch self {
    case .cotizacionNoAceptada, .envio, .rechazo: true
    case .altaDeTramite, .gestionDocumental, .suscripcion, .emisionDePoliza, .atencionComercial,
      .confirmacionCliente, .cotizacionEntregada, .cotizacionAceptada, .recotizacionReproceso,
      .unspecified, .UNRECOGNIZED:
      false
    }
  }
}

extension FolioRequestKind {
  public var code: String {
    switch self {
    case .cotizacionInicial: "cotizacion-inicial"
    case .cotizacionRenovacion: "cotizacion-renovacion"
    case .renovacionAnticipada: "renovacion-anticipada"
    case .reexpedicion: "reexpedicion"
    case .revire: "revire"
    case .emisionPolizaNueva: "emision-poliza-nueva"
    case .emisionRenovacion: "emision-renovacion"
    case .endosoA: "endoso-a"
    case .endosoB: "endoso-b"
    case .endosoD: "endoso-d"
    case .solicitud: "solicitud"
    case .altaPromotor: "alta-promotor"
    case .altaAgente: "alta-agente"
    case .unspecified, .UNRECOGNIZED: ""
    }
  }

  public var label: String {
    switch self {
    case .cotizacionInicial: "Cotización inicial"
    case .cotizacionRenovacion: "Cotización renovación"
    case .renovacionAnticipada: "Renovación anticipada"
    case .reexpedicion: "Reexpedición"
    case .revire: "Revire"
    case .emisionPolizaNueva: "Emisión póliza nueva"
    case .emisionRenovacion: "Emisión de renovación"
    case .endosoA: "Endoso A"
    case .endosoB: "Endoso B"
    case .endosoD: "Endoso D"
    case .solicitud: "Solicitud"
    case .altaPromotor: "Alta de promotor"
    case .altaAgente: "Alta de agente"
    case .unspecified, .UNRECOGNIZED: "—"
    }
  }
}

extension FolioRamo {
  public var code: String {
    switch self {
    case .autos: "autos"
    case .danos: "danos"
    case .personas: "personas"
    case .unspecified, .UNRECOGNIZED: ""
    }
  }

  public static let all: [FolioRamo] = allCases.filter { $0 != .unspecified }

  public var label: String {
    switch self {
    case .autos: "Autos"
    case .danos: "Daños"
    case .personas: "Personas"
    case .unspecified, .UNRECOGNIZED: "—"
    }
  }
}

extension FolioPriority {
  public var label: String {
    switch self {
    case .alta: "Alta"
    case .media: "Media"
    case .baja: "Baja"
    case .unspecified, .UNRECOGNIZED: "—"
    }
  }
}

extension FolioQuoteStatus {
  public var label: String {
    switch self {
    case .porCotizar: "Por cotizar"
    case .elaborada: "Elaborada"
    case .unspecified, .UNRECOGNIZED: "—"
    }
  }
}

extension FolioFinalReason {
  public var label: String {
    switch self {
    case .missingInformation: "Falta de información"
    case .outsideRiskAppetite: "Riesgo fuera del apetito de la compañía"
    case .noAcceptanceReceived: "No se recibió aceptación"
    case .policyIssued: "Póliza emitida"
    case .endorsementIssued: "Endoso emitido"
    case .requestAttended: "Solicitud atendida"
    case .otherReason: "Otro motivo"
    case .unspecified, .UNRECOGNIZED: "—"
    }
  }
}

extension FolioRole {
  public var label: String {
    switch self {
    case .agente: "Agente"
    case .promotor: "Promotor"
    case .ejecutivoComercial: "Ejecutivo comercial"
    case .mesaGestionDocumental: "Mesa de gestión documental"
    case .mesaSuscripcion: "Mesa de suscripción"
    case .mesaEmision: "Mesa de emisión"
    case .system: "Sistema"
    case .unspecified, .UNRECOGNIZED: "—"
    }
  }
}

extension FolioDocumentKind {
  public var label: String {
    switch self {
    case .general: "Documento"
    case .quote: "Cotización"
    case .articulo492: "Artículo 492"
    case .unspecified, .UNRECOGNIZED: "—"
    }
  }
}
