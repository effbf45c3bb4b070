import Events
import Projections
import Schemas

/// Who may stand behind an event at all.
///
/// The tables say who takes a step; of the rest the page says little, so most of it is (a).
enum OrderActors {
  /// Any person of the house.
  private static let house: [OrderRole] = [
    .ee, .gc, .gt, .at, .responsableEmpresas, .jefeDivision,
  ]

  /// The role must be known and the actor have a key or a name (a). Only the daemon reconnects by
  /// itself and says that a time limit passed, and it does nothing else.
  ///
  /// **Source:** post-sale page, Escalations.
  static func check(_ event: OrderEvent, origin: Origin) throws(OrderRefusal) {
    let isDaemons =
      switch event {
      case .serviceReconnected, .deadlinePassed: true
      default: false
      }
    switch origin {
    case .client:
      try checkPerson(event.actor)
      if isDaemons { throw .daemonOnly }
      if let (action, roles) = entitled(to: event), !roles.contains(event.actor.role) {
        throw .roleNotEntitled(event.actor.role, to: action, allowed: roles)
      }
    case .process, .system:
      guard event.actor.role == .system else { throw .daemonAsPerson(event.actor.role) }
      guard isDaemons else { throw .daemonWithoutEscalation }
    }
  }

  /// Anyone but the daemon.
  static func checkPerson(_ actor: OrderActor) throws(OrderRefusal) {
    switch actor.role {
    case .unspecified, .UNRECOGNIZED: throw .roleUnknown(number: actor.role.rawValue)
    case .system: throw .systemRoleReserved
    case .ejecutivoEmpresas, .gestorComercial, .gestorTecnico, .analistaTecnico,
      .responsableEmpresas, .jefeDivision, .unidadExterna:
      break
    }
    if actor.key.isBlank && actor.name.isBlank { throw .actorUnnamed }
  }

  /// What is done and by whom, all of it (a); `nil` where the tables of steps say it.
  private static func entitled(
    to event: OrderEvent
  ) -> (action: String, roles: [OrderRole])? {
    switch event {
    case .received(let event):
      OrderTerms.of(event.procedure).map { ("receive this request", $0.receivers) }
    case .interactionRecorded: ("record an interaction", house)
    // Whoever repairs reports it, the technical units and the Centro de Operaciones too.
    case .workOrderReported: ("report a work order", house + [.unidadExterna])
    case .documentsArchived: ("archive the documents", [.ee])
    case .damageLinked: ("link a damage", [.ee])
    case .executiveAssigned: ("assign the executive", [.responsableEmpresas, .jefeDivision])
    case .reopened: ("reopen a request", [.ee, .responsableEmpresas])
    case .reconnectionDateChanged: ("change the date of reconnection", [.gc])
    case .stepTaken, .serviceReconnected, .deadlinePassed: nil
    }
  }
}
