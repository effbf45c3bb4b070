public import Schemas

/// The words of the company, in Spanish.
/// **Source:** onboarding page, roles and tables.

extension AccountRole {
  public var label: String {
    switch self {
    case .directorEjecutivo: "Director Ejecutivo"
    case .gerenteComercial: "Gerente Comercial"
    case .jefeDeOperaciones: "Jefe de Operaciones"
    case .jefeDeAdministracionYFinanciera: "Jefe de Administración y Financiera"
    case .comercial: "Comercial"
    case .operaciones: "Operaciones"
    case .ti: "TI"
    case .proveedores: "Proveedores"
    case .coordinadorCat: "Coordinador CAT"
    case .coordinadorSac: "Coordinador SAC"
    case .system: "Sistema"
    case .unspecified, .UNRECOGNIZED: "—"
    }
  }
}

extension AccountArea {
  /// On the command line: `ti`.
  public var code: String {
    switch self {
    case .comercial: "comercial"
    case .operaciones: "operaciones"
    case .ti: "ti"
    case .proveedores: "proveedores"
    case .administracionYFinanciera: "administracion"
    case .cliente: "cliente"
    case .proveedorTelefonico: "proveedor-telefonico"
    case .unspecified, .UNRECOGNIZED: ""
    }
  }

  public var label: String {
    switch self {
    case .comercial: "Comercial"
    case .operaciones: "Operaciones"
    case .ti: "TI"
    case .proveedores: "Proveedores"
    case .administracionYFinanciera: "Administración y Financiera"
    case .cliente: "Cliente"
    case .proveedorTelefonico: "Proveedor telefónico"
    case .unspecified, .UNRECOGNIZED: "—"
    }
  }

  public static let all: [AccountArea] = allCases.filter { $0 != .unspecified }

  /// Not of the company.
  public var isOutside: Bool {
    switch self {
    case .cliente, .proveedorTelefonico: true
    case .comercial, .operaciones, .ti, .proveedores, .administracionYFinanciera, .unspecified,
      .UNRECOGNIZED:
      false
    }
  }
}

extension AccountTrack {
  public var label: String {
    switch self {
    case .commercialPhase: "Fase comercial"
    case .incorporation: "Incorporación"
    case .serviceStart: "Alta del servicio"
    case .amendment: "Otro sí"
    case .invoice: "Factura"
    case .unspecified, .UNRECOGNIZED: "—"
    }
  }
}

extension AccountClientKind {
  public var label: String {
    switch self {
    case .aseguradora: "Aseguradora"
    case .banco: "Banco"
    case .retail: "Retail"
    case .telco: "Telco"
    case .cajaDeCompensacion: "Caja de compensación"
    case .otherKind: "Otro"
    case .unspecified, .UNRECOGNIZED: "—"
    }
  }
}

extension AccountAssistance {
  public var label: String {
    switch self {
    case .hogar: "Hogar"
    case .vial: "Vial"
    case .medica: "Médica"
    case .odontologica: "Odontológica"
    case .mascotas: "Mascotas"
    case .viajes: "Viajes"
    case .otherAssistance: "Otra"
    case .unspecified, .UNRECOGNIZED: "—"
    }
  }
}

extension AccountAssistanceMode {
  public var label: String {
    switch self {
    case .emergencia: "de emergencia"
    case .programada: "programada"
    case .unspecified, .UNRECOGNIZED: "—"
    }
  }
}

extension AccountServiceCoverage {
  public var label: String {
    switch self {
    case .nacional: "Nacional"
    case .regional: "Regional"
    case .unspecified, .UNRECOGNIZED: "—"
    }
  }
}

extension AccountParty {
  public var label: String {
    switch self {
    case .client: "el cliente"
    case .company: "Integral"
    case .unspecified, .UNRECOGNIZED: "—"
    }
  }
}

extension AccountPropertyKind {
  public var label: String {
    switch self {
    case .goods: "Bien"
    case .service: "Servicio"
    case .information: "Información"
    case .unspecified, .UNRECOGNIZED: "—"
    }
  }
}
