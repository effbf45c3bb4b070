import Events
import Projections
import Schemas

/// Who may stand behind an event.
///
/// **Source:** receivables page: the broker signs in and sees; who writes is not said, so that it is
/// the insurer's collections (a).
enum PremiumActors {
  static func check(_ event: PremiumEvent, origin: Origin) throws(PremiumRefusal) {
    let isDeadline = if case .deadlinePassed = event { true } else { false }
    let actor = event.actor
    switch origin {
    case .client:
      switch actor.role {
      case .cobranzas: break
      case .corredor: throw .brokerReadsOnly
      case .system: throw .systemRoleReserved
      case .unspecified, .UNRECOGNIZED: throw .roleUnknown(number: actor.role.rawValue)
      }
      if actor.key.isBlank && actor.name.isBlank { throw .actorUnnamed }
      if isDeadline { throw .deadlineFromClient }
    case .process, .system:
      guard actor.role == .system else { throw .daemonAsPerson(actor.role) }
      guard isDeadline else { throw .daemonWithoutDeadline }
    }
  }
}
