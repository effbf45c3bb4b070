import Events
import Projections
import Schemas

/// Who may stand behind an event at all. Who takes which milestone is in `ClaimPath`.
enum ClaimActors {
  /// The role must be known and the actor have a key or a name (a). The daemon applies the months of
  /// pools and records deadlines, and nobody else does.
  ///
  /// **Source:** claims page, “What must be seen”: deadlines that escalate as events.
  static func check(_ event: ClaimEvent, origin: Origin) throws(ClaimRefusal) {
    let isDaemons =
      switch event {
      case .poolMonthApplied, .deadlinePassed: true
      default: false
      }
    let actor = event.actor
    switch origin {
    case .client:
      try checkPerson(actor)
      if isDaemons { throw .onlyByDaemon }
    case .process, .system:
      guard actor.role == .system else { throw .daemonAsPerson(actor.role) }
      guard isDaemons else { throw .neverByDaemon }
    }
  }

  private static func checkPerson(_ actor: ClaimActor) throws(ClaimRefusal) {
    switch actor.role {
    case .unspecified, .UNRECOGNIZED: throw .roleUnknown(number: actor.role.rawValue)
    case .system: throw .systemRoleReserved
    case .adviser, .assignedAdviser, .directorEarly, .directorAdvanced, .store, .central,
      .writeDowns, .broker, .insurer:
      break
    }
    if actor.key.isBlank && actor.name.isBlank { throw .actorUnnamed }
  }
}
