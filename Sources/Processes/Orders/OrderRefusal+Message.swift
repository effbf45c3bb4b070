import Events
import Projections
import Schemas

extension OrderRefusal: CustomStringConvertible {
  public var description: String { refusal.description }

  /// What is wrong and what to do, for people.
  public var message: String {
    switch self {
    case .notAnOrderStream(let stream):
      "\(stream) is no request: name the stream order- and the number in eight digits, from"
        + " order-00000001"
    case .unreadable(let error): "\(error)"
    case .unknownValue(let field, let number):
      "\(field) holds \(number), which is not in its list; use a value of the schema"
    case .fieldsMissing(let fields, _):
      "required and not given: \(fields.joined(separator: ", ")); fill in all of them"
    case .notADate(let text, let field):
      "\(field) is “\(text)”; give a calendar date as YYYY-MM-DD"
    case .notAMonth(let text, let field): "\(field) is “\(text)”; give a month as YYYY-MM"
    case .notMoney(let error, let field): "\(field): \(error)"
    case .otherCurrency(let currency, let field): "\(field) is in \(currency); give it in BOB"
    case .negativeAmount(let amount, let field):
      "\(field) is \(amount); give an amount that is not negative"
    case .textTooLong(let field, let bytes):
      "\(field) has \(bytes) bytes; at most \(OrderValues.nameBytesMax) are taken"
    case .controlCharacter(let field):
      "\(field) holds a control character; use printable characters only"
    case .roleUnknown(let number):
      "actor.role is \(number == 0 ? "not given" : "\(number), which is no role"); give the role"
        + " of whoever acts"
    case .actorUnnamed: "actor has neither key nor name; say who acts"
    case .systemRoleReserved:
      "the role SYSTEM is the daemon's own; give the role of the person who acts"
    case .daemonOnly: "only the daemon appends this event; nothing is left to do"
    case .daemonAsPerson(let role): "the daemon acts as SYSTEM, not as \(role.label)"
    case .daemonWithoutEscalation:
      "the daemon reconnects what was suspended and says that a limit passed, and nothing else"
    case .roleNotEntitled(let role, let action, let allowed):
      "\(role.label) may not \(action); ask \(allowed.map(\.label).joined(separator: " or "))"
    case .effectiveAhead(let time, let recorded):
      "the effective time \(time) is after the recording at \(recorded); give one that has passed"
    case .effectiveBeforeReceipt(let time, let received):
      "the effective time \(time) is before the receipt at \(received); correct it"
    default: receiptMessage ?? stepMessage ?? latterMessage
    }
  }

  private var receiptMessage: String? {
    switch self {
    case .alreadyReceived(let number):
      "request \(number.title) was received before; take its steps with order.v1.StepTaken"
    case .notReceived(let number):
      "request \(number.title) was never received; begin with order.v1.Received"
    case .otherNumber(let given, let number):
      "number is \(given) in the stream of \(number.title); give \(number.rawValue)"
    case .naturalPerson:
      "natural persons are no clients of this segment; give a NIT or a similar document, or send the"
        + " client elsewhere"
    case .notANIT(let text): "“\(text)” is no NIT; give its digits and nothing else"
    case .productTwice(let product): "product \(product) is given twice; give it once"
    case .slashInProduct(let product): "product “\(product)” has a slash in it; leave it out"
    case .technologyMissing(let product, let procedure):
      "\(procedure.label) goes by the technology of \(product); give COBRE or FIBRA"
    case .channelNotTaken(let channel, let procedure, let allowed):
      allowed.isEmpty
        ? "\(procedure.label) is our own initiative; leave channel out"
        : "\(procedure.label) does not come in by \(channel.label), but by"
          + " \(allowed.map(\.label).joined(separator: ", "))"
    case .askerNotTaken(let asker, let procedure, let allowed):
      allowed.isEmpty
        ? "\(procedure.label) is our own initiative; leave asker out"
        : "\(procedure.label) is not asked for by \(asker.label), but by"
          + " \(allowed.map(\.label).joined(separator: ", "))"
    case .askedOther(let procedure, let allowed):
      allowed.isEmpty
        ? "\(procedure.label) asks for nothing more; leave it out"
        : "\(procedure.label) must say what is asked for: \(allowed.joined(separator: " or "))"
    case .askedTwice(let text): "“\(text)” is asked for twice; ask once"
    case .categoryNotTaken(let text, let allowed):
      allowed.isEmpty
        ? "only the category 013 has a letter; leave category out"
        : "“\(text)” is no category of 013; give \(allowed.joined(separator: ", "))"
    case .monthAhead(let month, let received):
      "\(month) had not begun when the request came in, in \(received); ask for what there is"
    case .linkOnlyForDamages: "only a damage (E) is linked to another request; leave linked_to out"
    case .linkUnfounded(let number):
      "\(number) is no request of this client whose quality call was not confirmed; correct"
        + " linked_to, or leave it out"
    default: nil
    }
  }
}
