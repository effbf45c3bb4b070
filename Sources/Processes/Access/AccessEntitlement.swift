public import Schemas

/// Who may ask for an access, and on which way.
///
/// **Source:** folios page, “Portal access (alta de usuarios) and passwords”.
public struct AccessEntitlement: Equatable, Sendable {
  public let kind: AccessKind
  public let medium: AccessMedium
  public let requesters: [AccessRole]

  /// The page's table. That an ejecutivo comercial is the assigned one is not in the log.
  public static let table: [AccessEntitlement] = [
    AccessEntitlement(
      kind: .altaPromotor, medium: .folio, requesters: [.ejecutivoComercial]),
    AccessEntitlement(
      kind: .altaPromotor, medium: .correo, requesters: [.contactoPromotor]),
    AccessEntitlement(
      kind: .altaAgente, medium: .folio, requesters: [.promotor, .ejecutivoComercial]),
    AccessEntitlement(
      kind: .altaAgente, medium: .correo, requesters: [.agente]),
  ]

  static func requesters(of kind: AccessKind, on medium: AccessMedium) -> [AccessRole] {
    table.first { $0.kind == kind && $0.medium == medium }?.requesters ?? []
  }

  /// The request kind of the folio that asks for it.
  static func requestKind(of kind: AccessKind) -> FolioRequestKind {
    kind == .altaPromotor ? .altaPromotor : .altaAgente
  }
}
