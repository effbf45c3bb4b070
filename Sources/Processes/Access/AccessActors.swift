import Events
import Projections
import Schemas

/// Who may stand behind an event of portal access at all.
enum AccessActors {
  /// Who may report each event. The requesters of an access follow from its kind and its way, see
  /// `AccessEntitlement`; what was missing is supplied by one of them, or taken down by the service
  /// desk (a).
  ///
  /// **Source:** folios page, “Portal access (alta de usuarios) and passwords”; that the service desk
  /// gives the accesses that are asked for by folio too is (a).
  private static func roles(_ event: AccessEvent) -> [AccessRole]? {
    switch event {
    case .requested: nil
    case .informationMissing, .granted: [.mesaDeServicio]
    case .informationSupplied:
      [.ejecutivoComercial, .promotor, .contactoPromotor, .agente, .mesaDeServicio]
    case .passwordAsked, .passwordLinkMailed, .passwordLinkOpened, .passwordChanged: [.portal]
    case .passwordLinkExpired: [.system]
    }
  }

  static func check(_ event: AccessEvent, origin: Origin) throws(AccessRefusal) {
    let isExpiry = if case .passwordLinkExpired = event { true } else { false }
    let role = event.actor.role
    guard role != .unspecified, AccessRole.allCases.contains(role) else {
      throw .roleUnknown(number: role.rawValue)
    }
    switch origin {
    case .client:
      if isExpiry { throw .expiryFromClient }
      if role == .system { throw .systemRoleReserved }
    case .process, .system:
      guard isExpiry else { throw .daemonOutsideDeadlines }
    }
    if let roles = roles(event), !roles.contains(role) {
      throw .otherRole(role, allowed: roles)
    }
    // The portal speaks for whoever sits before it, who is not known.
    if role != .portal, event.actor.key.isBlank && event.actor.name.isBlank {
      throw .actorUnnamed
    }
  }
}

/// Every text that an event of portal access may hold.
enum AccessTexts {
  static let charactersMax = 500

  /// No text is a secret, and none is longer than a remark needs.
  static func check(_ event: AccessEvent) throws(AccessRefusal) {
    for (field, text) in texts(event) {
      if text.count > charactersMax { throw .textTooLong(field: field, characters: text.count) }
      if SecretText.isLikely(in: text) { throw .secretInText(field: field) }
    }
  }

  private static func texts(_ event: AccessEvent) -> [(field: String, text: String)] {
    let actor = [("actor.key", event.actor.key), ("actor.name", event.actor.name)]
    switch event {
    case .requested(let event):
      return actor + [
        ("key", event.key), ("email", event.email), ("name", event.name),
        ("channel.email", event.channel.email),
      ]
    case .informationMissing(let event):
      return actor + [("text", event.text), ("channel.email", event.channel.email)]
    case .informationSupplied(let event):
      return actor + [("key", event.key), ("email", event.email)]
    case .granted(let event):
      return actor + [
        ("key", event.key), ("email", event.email), ("channel.email", event.channel.email),
      ]
    case .passwordAsked(let event): return actor + [("email", event.email)]
    case .passwordLinkMailed(let event):
      return actor + [("access", event.access), ("token_sha256", event.tokenSha256)]
    case .passwordLinkOpened(let event): return actor + [("token_sha256", event.tokenSha256)]
    case .passwordChanged(let event): return actor + [("token_sha256", event.tokenSha256)]
    case .passwordLinkExpired: return actor
    }
  }
}
