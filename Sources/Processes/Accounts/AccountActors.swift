import Events
import Projections
import Schemas

/// Who may stand behind an event at all. Who may take a step is in the tables.
enum AccountActors {
  /// The role must be known and the actor have a key or a name (a). The daemon records the deadlines
  /// that passed and nothing else, and nobody else records them.
  ///
  /// **Source:** onboarding page, “What must be seen”.
  static func check(_ event: AccountEvent, origin: Origin) throws(AccountRefusal) {
    let isDeadline = if case .deadlinePassed = event { true } else { false }
    let role = event.actor.role
    switch origin {
    case .client:
      try AccountValues.check(role, "actor.role")
      if role == .unspecified { throw .roleUnknown(number: 0) }
      if role == .system || isDeadline { throw .systemRoleReserved }
      if event.actor.key.isBlank && event.actor.name.isBlank { throw .actorUnnamed }
    case .process, .system:
      guard role == .system else { throw .daemonAsPerson(role) }
      guard isDeadline else { throw .daemonWithoutDeadline }
    }
  }

  /// For what is only recorded and takes no step.
  static func check(
    _ role: AccountRole, isIn holder: AccountHolder, what: String
  ) throws(AccountRefusal) {
    guard holder.roles.contains(role) else {
      throw .otherRecorder(what: what, role, holder: holder)
    }
  }
}
