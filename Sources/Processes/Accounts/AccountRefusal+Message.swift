import Events
import Projections
import Schemas

extension AccountRefusal: CustomStringConvertible {
  public var description: String { refusal.description }

  /// What is wrong and what to do, for people.
  public var message: String {
    switch self {
    case .notAnAccountStream(let stream):
      "\(stream) is no account: name the stream account- and the number in eight digits, from"
        + " account-00000001"
    case .unreadable(let error): "\(error)"
    case .unknownValue(let field, let number):
      "\(field) holds \(number), which is not in its list; use a value of the schema"
    case .fieldsMissing(let fields, _):
      "required and not given: \(fields.joined(separator: ", ")); fill in all of them"
    case .fieldsOutOfPlace(let fields, let unless, _):
      "\(fields.joined(separator: ", ")) is given only \(unless); leave it out"
    case .notADate(let text, let field):
      "\(field) is “\(text)”; give a calendar date as YYYY-MM-DD"
    case .notATime(let text, let field): "\(field) is “\(text)”; give a time as HH:MM"
    case .idTooLong(let field, let bytes):
      "\(field) has \(bytes) bytes; at most \(AccountValues.idBytesMax) are taken: shorten it"
    case .notAnAmount(let error): "\(error)"
    case .notPositive(let amount, let field): "\(field) is \(amount); give a positive amount"
    case .termOutOfRange(let days):
      "a payment term of \(days) days is none; give 1 to \(AccountValues.termDaysMax)"
    case .yetToCome(let date, let field):
      "\(field) is \(date), which has not come; record it when it has happened"
    case .effectiveInFuture(let effective, let recorded):
      "it is said to be true from \(effective), after its recording at \(recorded); give a time in"
        + " the past, or none"
    case .effectiveBefore(let effective, let what, let earlier):
      "it is said to be true from \(effective), before \(what) at \(earlier); correct the time"
    case .roleUnknown(let number):
      "actor.role is \(number == 0 ? "not given" : "\(number), which is no role"); give the role"
        + " of whoever acts"
    case .actorUnnamed: "actor has neither key nor name; say who acts"
    case .systemRoleReserved:
      "the role SYSTEM and account.v1.DeadlinePassed are the daemon's own; give the role of the"
        + " person who acts"
    case .daemonAsPerson(let role): "the daemon acts as SYSTEM, not as \(role.label)"
    case .daemonWithoutDeadline: "the daemon records deadlines that passed, and nothing else"
    case .otherRecorder(let what, let role, let holder):
      "\(what) is recorded by \(holder.label), not by \(role.label); ask them"
    case .alreadyOpen(let number): "the account \(number.title) is open already"
    case .notOpen(let number):
      "there is no account \(number.title); open it with account.v1.ProspectOpened first"
    case .otherNumber(let given, let number):
      "number is \(given) in the stream of the account \(number.title); give \(number.rawValue)"
    case .closed(let number):
      "the account \(number.title) was closed without a contract; open a new one"
    case .contractMissing(let what):
      "\(what) needs the contract; record it with account.v1.ContractReceived first"
    case .takenAlready(let route, let step, let open):
      "\(route.name(step)) was done already; \(Self.now(open))"
    case .outOfOrder(let route, let step, let missing, let open):
      "\(route.name(step)) cannot be done yet"
        + (missing.isEmpty ? "" : ", it needs \(missing.joined(separator: ", "))")
        + "; \(Self.now(open))"
    case .routeEnded(let route, let step):
      "\(route.name(step)) cannot be done any more: \(route.path.title) has ended"
    case .otherArea(let route, let step, let role, let holders):
      "\(route.name(step)) is done by \(holders.map(\.label).joined(separator: " or ")), not by"
        + " \(role.label); ask them"
    case .needsFirst(let route, let step, let needs, let open):
      "\(route.name(step)) needs \(needs.joined(separator: " and ")) first; \(Self.now(open))"
    case .requestedAlready(let what):
      "\(what) was asked for already and has not taken place; record it first"
    case .quoteKnown(let id): "the account has had a quote “\(id)” already; choose another id"
    case .quoteUnknown(let id, _):
      "nobody asked for a quote “\(id)”; record the request with account.v1.QuoteRequested first"
    case .quoteStillDue(let id): "the quote “\(id)” was asked for and not sent; send it first"
    case .quoteNotSent(let id): "the quote “\(id)” was not sent; send it first"
    case .quoteRefusedAlready(let id): "the quote “\(id)” was refused by the client already"
    case .contractReceived:
      "the contract is there already; a change of what was agreed is an amendment"
    case .alternativeMissing: "a quote has one or more alternatives; give at least one"
    case .alternativeUnknown(let number, let count):
      "the quote has alternatives 1 to \(count), not \(number); correct it"
    case .amendmentUnknown(let id, _):
      "there is no amendment “\(id)”; propose it with account.v1.AmendmentProposed first"
    case .invoiceUnknown(let id, _):
      "there is no invoice “\(id)”; prepare it with account.v1.InvoicePrepared first"
    case .invoiceTaken(let id, let stream):
      "the invoice “\(id)” is one of \(stream); correct its number"
    case .otherLine(let field, let given, let expected):
      "\(field) is “\(given)”, but “\(expected)” was recorded before; correct it"
    case .providerless(let service):
      "“\(service)” has no provider, so there are not enough; select new ones first"
    case .listedTwice(let field, let text): "\(field) has “\(text)” twice; name each once"
    case .notAnArea(let area, let field):
      "\(field) has \(area.label), which is no area of the company; leave it out"
    case .deadlineNotByRule(let rule, let field):
      "the deadline “\(rule)” is not one of this account: \(field) differs"
    }
  }

  private static func now(_ open: [String]) -> String {
    open.isEmpty
      ? "nothing of it can be done now" : "what can be done now: \(open.joined(separator: ", "))"
  }
}

extension AccountRoute {
  /// `step 6 of Incorporación de cuentas nuevas (Cargue en el sistema de gestión)`
  fileprivate func name(_ step: String) -> String {
    let action = path.step(step).map { " (\($0.action))" } ?? ""
    let of = subject.isEmpty ? path.title : "\(path.title) “\(subject)”"
    return "step \(step) of \(of)\(action)"
  }
}
