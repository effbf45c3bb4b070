import Events
import Projections
import Schemas

/// Who does what.
///
/// **Source:** receivables page, “Mora of company clients”: the Ejecutivo(a)'s monthly round,
/// Facturación stamps; post-sale page, roles and “I. Gestión de mora”. What the pages leave open is (a).
enum ArrearsDuties {
  /// One row an event.
  static func roles(_ event: ArrearsEvent) -> [ArrearsRole] {
    switch event {
    case .clientRecorded: [.ejecutivoEmpresas, .responsableEmpresas]
    case .contractRecorded: [.ejecutivoEmpresas, .gestorComercial]
    // I1: collected by EE; automatic, of Facturación.
    case .proformaIssued: [.facturacion, .ejecutivoEmpresas]
    // I2
    case .proformaSent: [.ejecutivoEmpresas]
    // C5, G7, H7, H13, K15: entered by GC; the adjustment sheet is Facturación's.
    case .chargeAdded, .chargeWithdrawn: [.gestorComercial, .facturacion]
    case .invoiceIssued, .invoiceAnnulled: [.facturacion]
    // I5
    case .sigepStamped: [.facturacion]
    case .paymentRecorded, .paymentReversed: [.facturacion]
    // I2, I7
    case .interactionRecorded: [.ejecutivoEmpresas, .responsableEmpresas]
    // I5
    case .commitmentMade: [.ejecutivoEmpresas]
    case .letterIssued: [.ejecutivoEmpresas]
    // I6
    case .deadlinePassed: [.system]
    }
  }

  static func check(_ event: ArrearsEvent, origin: Origin) throws(ArrearsRefusal) {
    let roles = roles(event)
    let actor = event.actor
    switch origin {
    case .client:
      switch actor.role {
      case .system: throw .systemRoleReserved
      case .unspecified, .UNRECOGNIZED: throw .roleUnknown(number: actor.role.rawValue)
      case .ejecutivoEmpresas, .gestorComercial, .facturacion, .responsableEmpresas: break
      }
      if actor.key.isBlank && actor.name.isBlank { throw .actorUnnamed }
      if roles == [.system] { throw .deadlineFromClient }
      guard roles.contains(actor.role) else { throw .otherRole(actor.role, allowed: roles) }
    case .process, .system:
      guard actor.role == .system else { throw .daemonAsPerson(actor.role) }
      guard roles == [.system] else { throw .daemonWithoutDeadline }
    }
  }
}
