import Events
import Projections
import Schemas

extension FolioRefusal: CustomStringConvertible {
  public var description: String { refusal.description }

  /// What is wrong and what to do, for people.
  public var message: String {
    switch self {
    case .notAFolioStream(let stream):
      "\(stream) is no folio: name the stream folio- and the number in eight digits, from"
        + " folio-00000001"
    case .unreadable(let error): "\(error)"
    case .unknownValue(let field, let number):
      "\(field) holds \(number), which is not in its list; use a value of the schema"
    case .fieldsMissing(let fields, _):
      "required and not given: \(fields.joined(separator: ", ")); fill in all of them"
    case .notADate(let text, let field):
      "\(field) is “\(text)”; give a calendar date as YYYY-MM-DD"
    case .kindNotTaken(let kind, let type, _):
      "\(type.label) takes no request of the kind \(kind.label); choose one that it takes"
    case .ramoNotTaken(let ramo, let type, let allowed):
      "\(type.label) is of the ramo \(allowed.label), not \(ramo.label); set the ramo"
    case .subramoNotTaken(let subramo, _):
      "personas has no subramo “\(subramo)”; choose one that it has"
    case .notACurrency(let text):
      "“\(text)” is no active currency of ISO 4217; give three capitals, e.g. MXN"
    case .notAnEmail(let text, let field):
      "\(field) is “\(text)”, which has not the shape of an e-mail address; correct it"
    case .outsideRenewal(let renewal, let created):
      "reexpedición in personas is taken only within \(FolioForms.renewalWindowDays) days of the"
        + " policy's renewal: \(renewal) is \(abs(renewal.days(since: created))) days from the"
        + " creation on \(created); choose another request kind or correct renewal_date"
    case .processTypeFixed(let type, let given):
      "this folio is of \(type.label) and stays so; open a new folio for \(given.label)"
    case .roleUnknown(let number):
      "actor.role is \(number == 0 ? "not given" : "\(number), which is no role"); give the role"
        + " of whoever acts"
    case .actorUnnamed: "actor has neither key nor name; say who acts"
    case .systemRoleReserved:
      "the role SYSTEM is the daemon's own; give the role of the person who acts"
    case .escalationFromClient:
      "only the daemon makes time-based moves; leave escalation out"
    case .daemonAsPerson(let role):
      "the daemon acts as SYSTEM, not as \(role.label)"
    case .daemonWithoutEscalation:
      "the daemon makes time-based moves only, and names the rule of each in escalation"
    case .openerNotSalesForce(let role):
      "folios are opened by \(FolioParty.salesForce.label), not by \(role.label); ask them to"
        + " open it"
    case .requesterNotEntitled(let role, let kind, let allowed):
      "\(kind.label) by folio is requested by \(allowed.map(\.label).joined(separator: " or ")),"
        + " not by \(role.label); ask them, or write to the service desk"
    case .ownerNotSalesForce(let role):
      "the owner moves the folio on, and so is one of \(FolioParty.salesForce.label), not"
        + " \(role.label)"
    case .alreadyOpen(let number):
      "\(number.title) was saved before; update its form with folio.v1.FormUpdated"
    case .notOpen(let number):
      "\(number.title) was never saved; open it with folio.v1.Opened first"
    case .otherNumber(let given, let number):
      "number is \(given) in the stream of \(number.title); give \(number.rawValue)"
    case .predecessorUnknown(let number):
      "there is no folio \(number) to clone; correct cloned_from, or leave it out"
    case .predecessorNotRejected(let number, let stage):
      "\(number.title) is in \(stage.label); only a folio in Rechazo can be cloned"
    case .cloneUnchanged(let number):
      "the form is that of \(number.title); change at least one field before saving the clone"
    case .finalStage(let stage):
      "the folio has ended in \(stage.label); only notes may follow"
        + (stage == .rechazo ? ", and a clone may start anew" : "")
    case .notInStage(let given, let current, _):
      "the folio is in \(current.label), not in \(given.label); read it again before moving it"
    case .stayIsNoMove(let stage, _):
      "to stay in \(stage.label) is no move; save the form with folio.v1.FormUpdated"
    case .moveNotAllowed(let from, let to, let role, let movers, let allowed):
      Self.moveNotAllowed(from, to, role, movers, allowed)
    case .noteMissing:
      "to leave Confirmación Cliente for an earlier stage, first add a note of what was supplied"
    case .quoteMissing:
      "the sales force downloads the quote in Cotización Entregada; first attach a document of the"
        + " kind QUOTE"
    case .articulo492Missing:
      "issue begins with the contratante's artículo 492 document; first attach a document of the"
        + " kind ARTICULO_492"
    case .areaMissing: "Suscripción is kept per area; name the area"
    case .areaTooLong(let characters):
      "the area has \(characters) characters; at most \(FolioMoves.areaCharactersMax) are taken"
    case .areaOutsideSuscripcion(let stage):
      "only Suscripción has an area, not \(stage.label); leave area out"
    case .areaNotTheOneBefore(let area, let before):
      "the folio came from the area “\(before)” and goes back there, not to “\(area)”"
    case .reasonMissing(let stage, _): "\(stage.label) is final; name the reason"
    case .reasonOutsideFinalStage(let stage):
      "\(stage.label) is not final; leave reason out and use remark for what there is to say"
    case .reasonNotTaken(let reason, let stage, _):
      "\(reason.label) is no reason for \(stage.label) of this request; name one that is"
    case .remarkMissing: "another reason is given as a text; write it in remark"
    case .escalationNotByRule(let rule, let field):
      "the rule “\(rule)” does not move this folio so: \(field) differs"
    case .documentKnown(let id):
      "the expediente has had a document “\(id)” already; choose another id"
    case .documentUnknown(let id): "the expediente has no document “\(id)”; look up its id"
    case .documentWithdrawnAlready(let id):
      "the document “\(id)” is withdrawn already; nothing is left to do"
    case .notAMediaType(let text):
      "“\(text)” is no media type; give type and subtype, e.g. application/pdf"
    case .notASHA256(let text):
      "“\(text)” is no SHA-256; give its 64 hexadecimal digits in lower case"
    case .documentTooLarge(let bytes, let bytesMax):
      "the document has \(bytes) bytes; at most \(bytesMax) are taken: make it smaller"
    case .documentOfOtherSize(let bytes, let content):
      "the content of this SHA-256 has \(content) bytes, not \(bytes); correct size_bytes or sha256"
    case .requirementUnknown(let requirement, _):
      "“\(requirement)” is no document of the checklist of this request; name one that is, or none"
    case .secretInText(let field):
      "\(field) looks as if a password or a token were in it; those are never stored: leave it out"
    }
  }

  private static func moveNotAllowed(
    _ from: FolioStage, _ to: FolioStage, _ role: FolioRole, _ movers: [FolioParty],
    _ allowed: [FolioStage]
  ) -> String {
    let rule =
      movers.isEmpty
      ? "this folio may not move from \(from.label) to \(to.label)"
      : "from \(from.label) to \(to.label) a folio is moved by"
        + " \(movers.map(\.label).joined(separator: ", or by ")), not by \(role.label)"
    let instead =
      allowed.isEmpty
      ? "nothing is left to \(role.label) here"
      : "\(role.label) may move it to \(allowed.map(\.label).joined(separator: ", "))"
    return "\(rule); \(instead)"
  }
}
