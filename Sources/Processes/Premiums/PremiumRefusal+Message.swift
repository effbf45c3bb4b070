import Events
import Projections
import Schemas

extension PremiumRefusal: CustomStringConvertible {
  public var description: String { refusal.description }

  /// What is wrong and what to do, for people.
  public var message: String {
    switch self {
    case .notAClientStream(let stream):
      "\(stream) is no client: name the stream premium- and the client's key, 1 to"
        + " \(PremiumClientKey.lengthMax) letters, digits, points and hyphens"
    case .unreadable(let error): "\(error)"
    case .unknownValue(let field, let number):
      "\(field) holds \(number), which is not in its list; use a value of the schema"
    case .fieldMissing(let field): "\(field) is required and not given; fill it in"
    case .notANumber(let text, let field):
      "\(field) is “\(text)”; give 1 to \(PremiumValues.numberLengthMax) letters, digits, points,"
        + " hyphens and slashes"
    case .notADate(let text, let field):
      "\(field) is “\(text)”; give a calendar date as YYYY-MM-DD"
    case .notMoney(let error): "\(error)"
    case .currencyNotTaken(let currency):
      "premiums are owed in soles or dollars, not in \(currency); give PEN or USD"
    case .amountNotPositive(let amount): "\(amount) is nothing to owe; give more than 0"
    case .effectiveInFuture:
      "its effective time lies after its recording; give the time since which it is true"
    case .dateToCome(let date, let field, let today):
      "\(field) is \(date), and today is \(today) in Lima; give a day that has come"
    case .roleUnknown(let number):
      "actor.role is \(number == 0 ? "not given" : "\(number), which is no role"); give the role"
        + " of whoever acts"
    case .actorUnnamed: "actor has neither key nor name; say who acts"
    case .brokerReadsOnly:
      "the broker reads the statement and writes nothing; ask the insurer's collections"
    case .systemRoleReserved:
      "the role SYSTEM is the daemon's own; give the role of the person who acts"
    case .deadlineFromClient: "only the daemon says that a due date has passed; leave it to it"
    case .daemonAsPerson(let role): "the daemon acts as SYSTEM, not as \(role.label)"
    case .daemonWithoutDeadline: "the daemon says that due dates have passed, and nothing else"
    case .deadlineNotByRule(let document, let field):
      "that \(document.name) is overdue does not follow from its due date: \(field) differs"
    case .policyUnknown(let policy, _):
      "the client has no policy “\(policy)”; record it with premium.v1.PolicyAssigned first, or"
        + " correct the number"
    case .lineFixed(let policy, let line):
      "the policy \(policy) is of \(line.label) and stays so; give that line"
    case .numberTaken(let name, let stream):
      "there is a \(name) already, in \(stream); give another number"
    case .settlementOnlyVida(let line):
      "only Vida has liquidaciones de prima, not \(line.label); issue a cuota"
    case .validityMissing(let line):
      "a cuota of \(line.label) has a vigencia; give its first and last day in validity"
    case .validityNotTaken(let line):
      "a cuota of \(line.label) has no vigencia; leave validity out"
    case .endsBeforeStart(let field, let start, let end):
      "\(field) ends on \(end), before it starts on \(start); correct one of them"
    case .dueBeforeIssue(let due, let issued):
      "it is due on \(due), before its issue on \(issued); correct one of them"
    case .beforeIssue(let date, let issued):
      "\(date) lies before the issue on \(issued); correct the date"
    case .documentUnknown(let document, let client):
      "there is no \(document.name) of \(client.text); look up its number"
    case .alreadyPaid(let document, let reference):
      "\(document.name) is paid, by \(reference); reverse that payment first if it did not hold"
    case .annulled(let document): "\(document.name) is annulled; nothing is owed on it"
    case .paymentCounted(let reference, let stream):
      "the payment \(reference) counts already, in \(stream); a payment counts once"
    case .paidTwice(let document): "\(document.name) is named twice; name it once"
    case .otherCurrency(let document, let owed, let paid):
      "\(document.name) is owed in \(owed.currency), and \(paid) was paid; record a payment for"
        + " each currency"
    case .notWhole(let document, let owed, let given):
      "\(document.name) is paid whole: \(owed) is owed, and \(given) is given"
    case .notAllApplied(let amount, let applied):
      "the bank took in \(amount), and \(applied) is applied; name all that was paid"
    case .paymentUnknown(let reference, _):
      "no payment “\(reference)” of this client holds; look up its bank reference"
    case .beforePayment(let date, let paid):
      "\(date) lies before the payment on \(paid); correct the date"
    case .receiptTooEarly(let date, let first, _):
      "there are receipts from \(first) on, and this one is dated \(date)"
    case .notPaid(let document): "\(document.name) is not paid; a receipt is for what is paid"
    case .receiptThere(let document, let receipt):
      "\(document.name) has the receipt \(receipt) already"
    }
  }
}
