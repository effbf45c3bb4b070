import Events
import Projections
import Schemas

extension CreditRefusal: CustomStringConvertible {
  public var description: String { refusal.description }

  /// What is wrong and what to do, for people.
  public var message: String {
    valueMessage ?? actorMessage ?? clientMessage ?? debtMessage ?? collectionMessage
  }

  private var valueMessage: String? {
    switch self {
    case .notACreditStream(let stream):
      "\(stream) is no stream of credits: name it credit- and the cédula, 3 to 10 digits, or"
        + " \(CreditEvent.reportStream) for the monthly report"
    case .otherStream(let event, let isReport):
      isReport
        ? "\(event) is not of the monthly report; append it to the client's stream"
        : "\(event) is of the monthly report; append it to \(CreditEvent.reportStream)"
    case .unreadable(let error): "\(error)"
    case .unknownValue(let field, let number):
      "\(field) holds \(number), which is not in its list; use a value of the schema"
    case .fieldsMissing(let fields):
      "required and not given: \(fields.joined(separator: ", ")); fill in all of them"
    case .nameUnfit(let text, let field):
      "\(field) is “\(text.prefix(80))”; give at most \(CreditValues.nameBytesMax) bytes without"
        + " control characters"
    case .notADate(let text, let field):
      "\(field) is “\(text)”; give a calendar date as YYYY-MM-DD"
    case .notAMonth(let text, let field): "\(field) is “\(text)”; give a month as YYYY-MM"
    case .inTheFuture(let date, let field, let today):
      "\(field) is \(date), and today is \(today); record it on that day"
    case .effectiveAfterRecording(let effective, let recorded):
      "the effective time \(effective) is after the recording at \(recorded); leave it out, or give"
        + " the time when it was true"
    case .notMoney(let error, let field): "\(field): \(error)"
    case .notCOP(let currency, let field): "\(field) is in \(currency); credits are in COP"
    case .notPositive(let amount, let field):
      "\(field) is \(amount); give an amount above zero, and what takes something back as a reversal"
    case .amountTooLarge(let amount, let field):
      "\(field) is \(amount); at most \(CreditValues.amountMax) are taken"
    case .conceptTwice(let concept): "\(concept.label) is given twice; add the two amounts"
    default: nil
    }
  }

  private var actorMessage: String? {
    switch self {
    case .roleUnknown(let number):
      "actor.role is \(number == 0 ? "not given" : "\(number), which is no role"); give the role"
        + " of whoever acts"
    case .actorUnnamed: "actor has neither key nor name; say who acts"
    case .systemRoleReserved:
      "the role SYSTEM is the daemon's own; give the role of the person who acts"
    case .deadlineFromClient: "only the daemon records that a deadline has passed"
    case .daemonAsPerson(let role):
      "the daemon acts as SYSTEM and records deadlines only, not as \(role.label)"
    case .notEntitled(let role, let allowed, _):
      "this is recorded by \(allowed.map(\.label).joined(separator: " or ")), not by \(role.label)"
    default: nil
    }
  }

  private var clientMessage: String? {
    switch self {
    case .notRegistered(let cedula):
      "the client \(cedula) is not registered; append credit.v1.ClientRegistered first"
    case .registeredAlready(let cedula): "the client \(cedula) is registered already"
    case .otherCedula(let given, let cedula):
      "cedula is “\(given)” in the stream of \(cedula); give \(cedula)"
    case .idCancelledAlready(let resolution):
      "the cédula was cancelled by the resolution \(resolution) already"
    case .beforeBirth(let birth, let field):
      "\(field) is before the client's birth on \(birth); correct one of the two"
    case .claimUnknown(let claim): "there is no claim \(claim); name its stream"
    case .claimOfAnother(let claim, let client):
      "\(claim) is of the client \(client); link it there"
    case .claimLinkedAlready(let claim): "\(claim) is linked to this client already"
    default: nil
    }
  }
}
