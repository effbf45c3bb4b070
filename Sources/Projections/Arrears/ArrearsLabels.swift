public import Schemas

/// The words of the procedure, in Spanish, and the codes used on the command line.
/// **Source:** receivables page, “Mora of company clients”; post-sale page, roles and products.

extension ArrearsRole {
  public var label: String {
    switch self {
    case .ejecutivoEmpresas: "Ejecutivo(a) Equipo Empresas"
    case .gestorComercial: "Gestor(a) Comercial"
    case .facturacion: "Facturación"
    case .responsableEmpresas: "Responsable Equipo Empresas"
    case .system: "Sistema"
    case .unspecified, .UNRECOGNIZED: "—"
    }
  }
}

extension ArrearsProductKind {
  public var label: String {
    switch self {
    case .lineaTelefonica: "Línea telefónica"
    case .internet: "Internet"
    case .television: "Televisión"
    case .duoPack: "Duo Pack"
    case .multipack: "Multipack"
    case .hspa: "HSPA"
    case .unspecified, .UNRECOGNIZED: "—"
    }
  }
}

extension ArrearsPaymentWay {
  public var label: String {
    switch self {
    case .web: "Página web"
    case .banco: "Banco"
    case .sigep: "SIGEP"
    case .unspecified, .UNRECOGNIZED: "—"
    }
  }

  public static let all: [ArrearsPaymentWay] = allCases.filter { $0 != .unspecified }
}

extension ArrearsChannel {
  public var label: String {
    switch self {
    case .correo: "Correo electrónico"
    case .whatsapp: "WhatsApp"
    case .fisico: "En papel"
    case .llamada: "Llamada"
    case .unspecified, .UNRECOGNIZED: "—"
    }
  }

  public static let all: [ArrearsChannel] = allCases.filter { $0 != .unspecified }
}
