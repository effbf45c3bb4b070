import Events
import Projections
import Schemas

/// Who may stand behind an event at all.
///
/// The page gives no rights beyond opening and moving; so any known person may update the form,
/// add notes, attach and withdraw documents and assign the owner (a).
enum FolioActors {
  /// The role must be known and the actor have a key or a name (a). The daemon makes time-based
  /// moves and nothing else, and nobody else makes them.
  ///
  /// **Source:** folios page, “Time-based escalations”: the automatic event names the rule that
  /// fired.
  static func check(_ event: FolioEvent, origin: Origin) throws(FolioRefusal) {
    let escalation: Bool
    if case .stageChanged(let move) = event {
      escalation = move.hasEscalation
    } else {
      escalation = false
    }
    switch origin {
    case .client:
      try checkPerson(event.actor)
      if escalation { throw .escalationFromClient }
    case .process, .system:
      guard event.actor.role == .system else { throw .daemonAsPerson(event.actor.role) }
      guard escalation else { throw .daemonWithoutEscalation }
    }
  }

  /// Anyone but the daemon.
  static func checkPerson(_ actor: FolioActor) throws(FolioRefusal) {
    switch actor.role.party {
    case nil: throw .roleUnknown(number: actor.role.rawValue)
    case .system: throw .systemRoleReserved
    case .salesForce, .backOffice: break
    }
    if actor.key.isBlank && actor.name.isBlank { throw .actorUnnamed }
  }

  /// The owner is the agente or the promotor's person in charge, and is told to move the folio on;
  /// so it is one of the sales force (a).
  ///
  /// **Source:** folios page, introduction and “Notices”.
  static func checkOwner(_ owner: FolioActor) throws(FolioRefusal) {
    guard owner.role.party == .salesForce else { throw .ownerNotSalesForce(owner.role) }
    if owner.key.isBlank && owner.name.isBlank {
      throw .fieldsMissing(["owner.key"], .otherActions)
    }
  }
}
