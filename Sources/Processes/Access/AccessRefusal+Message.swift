import Events
import Projections
import Schemas

extension AccessRefusal: CustomStringConvertible {
  public var description: String { refusal.description }

  /// What is wrong and what to do, for people.
  public var message: String {
    switch self {
    case .notAnAccessStream(let stream):
      "\(stream) is no access: name the stream access- and an id of at most"
        + " \(AccessID.charactersMax) letters, digits, dots, underscores and hyphens"
    case .unreadable(let error): "\(error)"
    case .unknownValue(let field, let number):
      "\(field) holds \(number), which is not in its list; use a value of the schema"
    case .fieldsMissing(let fields):
      "required and not given: \(fields.joined(separator: ", ")); fill in what is missing"
    case .notYet(let time):
      "the event became true at \(time), which has not come; give a time that has, or none"
    case .textTooLong(let field, let characters):
      "\(field) has \(characters) characters; at most \(AccessTexts.charactersMax) are taken"
    case .secretInText(let field):
      "\(field) looks as if a password or a token were in it; those are never stored: leave it out"
    case .roleUnknown(let number):
      "actor.role is \(number == 0 ? "not given" : "\(number), which is no role"); give the role"
        + " of whoever acts"
    case .actorUnnamed: "actor has neither key nor name; say who acts"
    case .systemRoleReserved:
      "the role SYSTEM is the daemon's own; give the role of the person who acts"
    case .otherRole(let role, let allowed):
      "this is reported by \(list(allowed)), not by \(role.label); ask them"
    case .expiryFromClient:
      "only the daemon says that a link has expired; leave it to the daemon"
    case .daemonOutsideDeadlines: "the daemon says that a link has expired, and nothing else"
    case .requesterNotEntitled(let role, let kind, let medium, let allowed):
      "\(kind.label) by \(medium.label) is requested by \(list(allowed)), not by \(role.label);"
        + " ask them, or use the other way"
    case .alreadyBegun(let id):
      "access-\(id.text) has begun already; use an id of its own for each request"
    case .nothingRequested(let id):
      "no access was asked for in access-\(id.text); record access.v1.Requested first"
    case .channelUnclear:
      "a channel is a folio or an address, as its medium says; leave the other one empty"
    case .notAnEmail(let text, let field):
      "\(field) is “\(text)”, which has not the shape of an e-mail address; correct it"
    case .folioUnknown(let number):
      "there is no folio \(number) to ask by; open it in Administración de Agentes, or correct it"
    case .folioOfOtherKind(let number, let kind, let wanted):
      "\(number.title) is a request of \(kind.label), not of \(wanted.label); name the folio that"
        + " asks for this access"
    case .folioEnded(let number, let stage):
      "\(number.title) has ended in \(stage.label), so no answer can go out over it; open another"
    case .differsFromFolio(let number, let field):
      "\(field) is not what the form of \(number.title) says; give it as it is there"
    case .folioRequestedAlready(let number, let stream):
      "folio \(number) asks for the access in \(stream) already; go on there"
    case .notMissing(let datum):
      "\(datum.label) was given; say in text what is wrong with it, or leave it out"
    case .indispensableMissing(let missing):
      "no access without \(missing.map(\.label).joined(separator: " and ")); tell the requester with"
        + " access.v1.InformationMissing, and record what they supply"
    case .otherThanRequested(let field, let given):
      "\(field) is “\(given)” in the request; register that, or have the requester correct it"
    case .otherChannel(let channel, let request):
      "the request came by \(request.label), and its answer goes out there, not by \(channel.label)"
    case .grantedAlready: "the access was granted already; nothing is left to do"
    case .emailRegisteredAlready(let email, let stream):
      "\(email) is registered for \(stream) already; an address has one access"
    case .noPasswordAsked(let id):
      "no password was asked for in access-\(id.text); record access.v1.PasswordAsked first"
    case .addressNotRegistered(let access):
      "the address is not registered for an access “\(access)”; a link goes to registered addresses"
        + " only, and whoever asked gets the same answer"
    case .linkMailedAlready:
      "a link was mailed for this already; a new one has to be asked for in an access of its own"
    case .tokenMailedAlready(let stream):
      "this token was mailed for \(stream); make a new one for each link"
    case .notASHA256:
      "token_sha256 is no SHA-256; give the 64 hexadecimal digits of the token's in lower case"
    case .otherValidity(let minutes, let inForce):
      "the mail gives the link \(minutes) minutes, but \(inForce) are in force; give it those"
    case .noLink: "no link was mailed yet"
    case .otherToken: "this is not the token of the link; ask for a new link"
    case .linkOpenedAlready: "the link was opened before and works once; ask for a new one"
    case .linkNotOpened: "the link was not opened yet; a password is set on the page that it opens"
    case .linkUsed: "a password was set with this link, which works once; ask for a new one"
    case .linkExpired(let time): "the link has expired at \(time); ask for a new one"
    case .expiryNotByRule(let field):
      "the link does not expire so: \(field) differs"
    }
  }

  private func list(_ roles: [AccessRole]) -> String {
    roles.map(\.label).joined(separator: " or ")
  }
}
