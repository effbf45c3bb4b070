import Events
import Projections
import Schemas

/// The first save, of a new folio or of a clone.
enum FolioOpenings {
  /// - Parameters:
  ///   - created: the local date of the save.
  ///   - predecessor: the folio of that number; `nil` when there is none.
  ///
  /// **Source:** folios page, “Process types”, “Form” and “Other actions”.
  static func check(
    _ event: FolioOpened, of number: FolioNumber, created: LocalDate,
    predecessor: (FolioNumber) -> Folio?
  ) throws(FolioRefusal) {
    guard event.number == number.rawValue else {
      throw .otherNumber(event.number, of: number)
    }
    guard event.actor.role.party == .salesForce else {
      throw .openerNotSalesForce(event.actor.role)
    }
    try FolioForms.check(event.form, created: created)
    try checkRequester(event.actor.role, of: event.form.requestKind)
    if event.clonedFrom != 0 { try checkClone(event, predecessor: predecessor) }
  }

  /// Who may ask for an access by folio: for a promotor the ejecutivo comercial, for an agente the
  /// promotor or the ejecutivo comercial. That they are the assigned ones is not in the log.
  ///
  /// **Source:** folios page, “Portal access (alta de usuarios) and passwords”.
  static func checkRequester(
    _ role: FolioRole, of kind: FolioRequestKind
  ) throws(FolioRefusal) {
    let requesters: [FolioRole]
    switch kind {
    case .altaPromotor: requesters = [.ejecutivoComercial]
    case .altaAgente: requesters = [.promotor, .ejecutivoComercial]
    case .cotizacionInicial, .cotizacionRenovacion, .renovacionAnticipada, .reexpedicion, .revire,
      .emisionPolizaNueva, .emisionRenovacion, .endosoA, .endosoB, .endosoD, .solicitud,
      .unspecified, .UNRECOGNIZED:
      return
    }
    guard requesters.contains(role) else {
      throw .requesterNotEntitled(role, kind, allowed: requesters)
    }
  }

  /// A clone comes of a folio in Rechazo, and is saved only once at least one field was changed.
  private static func checkClone(
    _ event: FolioOpened, predecessor: (FolioNumber) -> Folio?
  ) throws(FolioRefusal) {
    guard let number = FolioNumber(event.clonedFrom), let original = predecessor(number) else {
      throw .predecessorUnknown(event.clonedFrom)
    }
    guard original.place.stage == .rechazo else {
      throw .predecessorNotRejected(number, original.place.stage)
    }
    if FolioForms.areEqual(event.form, original.form) { throw .cloneUnchanged(number) }
  }
}
