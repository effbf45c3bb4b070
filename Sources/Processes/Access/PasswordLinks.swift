import Events
import Projections
import Schemas

/// A forgotten password: asked for with an address, a link by mail, used once and in time.
///
/// **Source:** folios page, “Portal access (alta de usuarios) and passwords”.
enum PasswordLinks {
  /// Every address is taken alike: whoever asks learns nothing of which ones are registered (a).
  static func check(_ event: AccessPasswordAsked) throws(AccessRefusal) {
    guard event.email.isEmailAddress else { throw .notAnEmail(event.email, field: "email") }
  }

  /// A link goes to a registered address only, once for each time it is asked for.
  ///
  /// - Parameters:
  ///   - minutes: the figure in force.
  ///   - request: the request of an access; `nil` when there is none of this id.
  static func check(
    _ event: AccessPasswordLinkMailed, in reset: PasswordReset, minutes: Int,
    request: (AccessID) -> AccessRequest?
  ) throws(AccessRefusal) {
    if reset.link != nil { throw .linkMailedAlready }
    guard event.tokenSha256.isSHA256 else { throw .notASHA256 }
    guard let id = AccessID(event.access), request(id)?.isRegistered(reset.email) == true else {
      throw .addressNotRegistered(access: event.access)
    }
    guard Int(event.validMinutes) == minutes else {
      throw .otherValidity(Int(event.validMinutes), inForce: minutes)
    }
  }

  static func check(
    _ event: AccessPasswordLinkOpened, _ facts: EventFacts, in reset: PasswordReset
  ) throws(AccessRefusal) {
    let link = try usable(event.tokenSha256, facts, in: reset)
    if link.isOpened { throw .linkOpenedAlready }
  }

  static func check(
    _ event: AccessPasswordChanged, _ facts: EventFacts, in reset: PasswordReset
  ) throws(AccessRefusal) {
    let link = try usable(event.tokenSha256, facts, in: reset)
    guard link.isOpened else { throw .linkNotOpened }
  }

  /// The link of this token, which is neither used nor past its time. The time is up with the last of
  /// its minutes: mailed at 10:00:00, a link of 60 minutes is taken at 10:59:59 and not at 11:00:00
  /// (a).
  private static func usable(
    _ digest: String, _ facts: EventFacts, in reset: PasswordReset
  ) throws(AccessRefusal) -> PasswordReset.Link {
    guard let link = reset.link else { throw .noLink }
    guard digest.isSHA256 else { throw .notASHA256 }
    guard digest == link.digest else { throw .otherToken }
    if link.isUsed { throw .linkUsed }
    if link.isExpired || facts.recorded >= link.due { throw .linkExpired(link.due) }
    return link
  }

  /// The daemon's word that the time was up; never before it is.
  static func check(
    _ event: AccessPasswordLinkExpired, _ facts: EventFacts, in reset: PasswordReset
  ) throws(AccessRefusal) {
    guard let link = reset.link else { throw .noLink }
    if link.isUsed { throw .linkUsed }
    if link.isExpired { throw .linkExpired(link.due) }
    let escalation = event.escalation
    let field: String? =
      if escalation.rule != AccessFigures.passwordLink.name {
        "rule"
      } else if Timestamp(escalation.entered) != link.mailed {
        "entered"
      } else if Timestamp(escalation.due) != link.due {
        "due"
      } else if Timestamp(escalation.fired) < link.due || facts.recorded < link.due {
        "fired"
      } else {
        nil
      }
    if let field { throw .expiryNotByRule(field: field) }
  }
}
