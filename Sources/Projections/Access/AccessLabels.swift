public import Schemas

/// The words of portal access, in Spanish, and the codes used on the command line.
/// Source: folios page, "Portal access (alta de usuarios) and passwords".

extension AccessRole {
  public var label: String {
    switch self {
    case .ejecutivoComercial: "Ejecutivo comercial"
    case .promotor: "Promotor"
    case .contactoPromotor: "Contacto del promotor"
    case .agente: "Agente"
    case .mesaDeServicio: "Mesa de servicio"
    case .portal: "Portal"
    case .system: "Sistema"
    case .unspecified, .UNRECOGNIZED: "—"
    }
  }
}

extension AccessKind {
  public var label: String {
    switch self {
    case .altaPromotor: "Alta de promotor"
    case .altaAgente: "Alta de agente"
    case .unspecified, .UNRECOGNIZED: "Contraseña"
    }
  }

  /// `contrasena` for what is no request of an access.
  public var code: String {
    switch self {
    case .altaPromotor: "alta-promotor"
    case .altaAgente: "alta-agente"
    case .unspecified, .UNRECOGNIZED: "contrasena"
    }
  }
}

extension AccessMedium {
  public var label: String {
    switch self {
    case .folio: "Folio"
    case .correo: "Correo"
    case .unspecified, .UNRECOGNIZED: "—"
    }
  }
}

extension AccessChannel {
  /// `Folio #00399734`, `Correo begona@agentes.example`.
  public var label: String {
    switch medium {
    case .folio: "Folio \(FolioNumber(folio)?.title ?? "—")"
    case .correo: "Correo \(email)"
    case .unspecified, .UNRECOGNIZED: "—"
    }
  }
}

extension AccessDatum {
  public var label: String {
    switch self {
    case .clave: "clave"
    case .correoElectronico: "correo electrónico"
    case .unspecified, .UNRECOGNIZED: "—"
    }
  }
}

extension AccessState {
  public var label: String {
    switch self {
    case .requested: "Solicitado"
    case .informationMissing: "Falta información"
    case .granted: "Otorgado"
    case .passwordAsked: "Contraseña solicitada"
    case .linkMailed: "Liga enviada"
    case .linkOpened: "Liga abierta"
    case .passwordChanged: "Contraseña cambiada"
    case .linkExpired: "Liga vencida"
    case .unspecified, .UNRECOGNIZED: "—"
    }
  }

  public var code: String {
    switch self {
    case .requested: "solicitado"
    case .informationMissing: "falta-informacion"
    case .granted: "otorgado"
    case .passwordAsked: "contrasena-solicitada"
    case .linkMailed: "liga-enviada"
    case .linkOpened: "liga-abierta"
    case .passwordChanged: "contrasena-cambiada"
    case .linkExpired: "liga-vencida"
    case .unspecified, .UNRECOGNIZED: ""
    }
  }

  public static let all: [AccessState] = allCases.filter { $0 != .unspecified }
}
