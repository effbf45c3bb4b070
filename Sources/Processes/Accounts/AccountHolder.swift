public import Schemas

/// The column “who” of the page's tables: who holds a step.
///
/// **Source:** onboarding page, roles and areas.
public enum AccountHolder: Hashable, Sendable, CaseIterable {
  case direccion
  case gerenteComercial
  case jefeDeOperaciones
  case jefeDeAdministracion
  /// Anyone of the area, its head among them; as with the next three.
  case comercial
  case operaciones
  case ti
  case proveedores
  /// Coordinators of CAT and SAC, who are told and hold no step.
  case coordinadores
  /// Outside the company: what they do is written down by Comercial (a).
  case cliente
  case proveedorTelefonico

  /// Who may write down a step that this one holds.
  ///
  /// The client's requests are taken by the Gerente Comercial; the telephone provider deals with the
  /// area Comercial.
  public var roles: [AccountRole] {
    switch self {
    case .direccion: [.directorEjecutivo]
    case .gerenteComercial: [.gerenteComercial]
    case .jefeDeOperaciones: [.jefeDeOperaciones]
    case .jefeDeAdministracion: [.jefeDeAdministracionYFinanciera]
    case .comercial: [.gerenteComercial, .comercial]
    case .operaciones: [.jefeDeOperaciones, .operaciones]
    case .ti: [.ti]
    case .proveedores: [.proveedores]
    case .coordinadores: [.coordinadorCat, .coordinadorSac]
    case .cliente: [.gerenteComercial]
    case .proveedorTelefonico: [.gerenteComercial, .comercial]
    }
  }

  /// Under which the board lists the step.
  public var area: AccountArea {
    switch self {
    case .gerenteComercial, .comercial: .comercial
    case .jefeDeOperaciones, .operaciones, .coordinadores: .operaciones
    case .jefeDeAdministracion: .administracionYFinanciera
    case .ti: .ti
    case .proveedores: .proveedores
    case .cliente: .cliente
    case .proveedorTelefonico: .proveedorTelefonico
    // Holds no step of any table.
    case .direccion: .unspecified
    }
  }

  public var label: String {
    switch self {
    case .direccion: "the Director Ejecutivo"
    case .gerenteComercial: "the Gerente Comercial"
    case .jefeDeOperaciones: "the Jefe de Operaciones"
    case .jefeDeAdministracion: "the Jefe de Administración y Financiera"
    case .comercial: "the area Comercial"
    case .operaciones: "the area Operaciones"
    case .ti: "the area TI"
    case .proveedores: "the area Proveedores"
    case .coordinadores: "the coordinators of CAT and SAC"
    case .cliente: "the Gerente Comercial, for the client"
    case .proveedorTelefonico: "the area Comercial, for the telephone provider"
    }
  }

  /// The one of `holders` that this role may act for; where there is none, the one that the role is.
  /// `nil` for a role that is nobody of the company.
  static func acting(_ role: AccountRole, among holders: [AccountHolder]) -> AccountHolder? {
    (holders + allCases).first { $0.roles.contains(role) }
  }
}
