public import Schemas

/// The words of post-sale in Spanish, and the codes used on the command line.
/// **Source:** post-sale page; GC-PRC-OPE-ASE-04.

extension OrderProcedure {
  /// `A` to `L`; empty for none.
  public var letter: String {
    (1...12).contains(rawValue) ? String("ABCDEFGHIJKL".dropFirst(rawValue - 1).prefix(1)) : ""
  }

  public var label: String {
    switch self {
    case .serviciosSuplementarios: "Servicios suplementarios"
    case .cambioDePlan: "Cambio de plan"
    case .trasladoDeProductos: "Traslado de productos"
    case .suspensionYReconexion: "Suspensión y reconexión"
    case .registroDeDanos: "Registro de daños"
    case .registroDeReclamos: "Registro de reclamos"
    case .detalleDeLlamadas: "Detalle de llamadas"
    case .retiroDeProductos: "Retiro de productos"
    case .gestionDeMora: "Gestión de mora"
    case .llamadasDeFidelizacion: "Llamadas de fidelización"
    case .gestionPreventiva: "Gestión preventiva"
    case .visitaDeSoporte: "Visita de soporte"
    case .unspecified, .UNRECOGNIZED: "—"
    }
  }

  /// Where a request of it begins: the numbers of A begin with 2, since its step 1 is the receipt of
  /// all requests.
  public var firstStep: String { self == .serviciosSuplementarios ? "A2" : letter + "1" }

  public static let all: [OrderProcedure] = allCases.filter { $0 != .unspecified }

  /// Whether its requests count in the indicators: those of clients do, our own initiative (I, J, K)
  /// does not.
  ///
  /// **Source:** post-sale page, Indicators (a).
  public var countsInIndicators: Bool {
    switch self {
    case .serviciosSuplementarios, .cambioDePlan, .trasladoDeProductos, .suspensionYReconexion,
      .registroDeDanos, .registroDeReclamos, .detalleDeLlamadas, .retiroDeProductos,
      .visitaDeSoporte:
      true
    case .gestionDeMora, .llamadasDeFidelizacion, .gestionPreventiva, .unspecified, .UNRECOGNIZED:
      false
    }
  }
}

extension OrderRole {
  /// As the page abbreviates it; empty for none.
  public var code: String {
    switch self {
    case .ejecutivoEmpresas: "EE"
    case .gestorComercial: "GC"
    case .gestorTecnico: "GT"
    case .analistaTecnico: "AT"
    case .responsableEmpresas: "RE"
    case .jefeDivision: "JD"
    case .unidadExterna: "UE"
    case .system: "SYSTEM"
    case .unspecified, .UNRECOGNIZED: ""
    }
  }

  public var label: String {
    switch self {
    case .ejecutivoEmpresas: "Ejecutivo(a) Equipo Empresas"
    case .gestorComercial: "Gestor(a) Comercial"
    case .gestorTecnico: "Gestor(a) Técnico"
    case .analistaTecnico: "Analista Técnico Empresas"
    case .responsableEmpresas: "Responsable Equipo Empresas"
    case .jefeDivision: "Jefe de División Gestión Integral Territorios"
    case .unidadExterna: "Unidad externa"
    case .system: "Sistema"
    case .unspecified, .UNRECOGNIZED: "—"
    }
  }
}

extension OrderChannel {
  public var label: String {
    switch self {
    case .email: "e-mail"
    case .whatsapp: "WhatsApp"
    case .presencial: "presencial"
    case .carta: "carta"
    case .telefono: "teléfono"
    case .unspecified, .UNRECOGNIZED: "—"
    }
  }
}

extension OrderProductKind {
  public var label: String {
    switch self {
    case .telefoniaFija: "Telefonía fija"
    case .internet: "Internet"
    case .television: "Televisión"
    case .duoPack: "Duo Pack"
    case .multipack: "Multipack"
    case .hspa: "HSPA"
    case .unspecified, .UNRECOGNIZED: "—"
    }
  }
}

extension OrderTechnology {
  public var label: String {
    switch self {
    case .cobre: "cobre"
    case .fibra: "fibra"
    case .unspecified, .UNRECOGNIZED: "—"
    }
  }
}

extension OrderService {
  public var label: String {
    switch self {
    case .internet: "internet"
    case .linea: "línea"
    case .tv: "TV"
    case .unspecified, .UNRECOGNIZED: "—"
    }
  }
}
