import Events
import Projections
import Schemas

extension ArrearsRefusal: CustomStringConvertible {
  public var description: String { refusal.description }

  /// What is wrong and what to do, for people.
  public var message: String {
    switch self {
    case .notAClientStream(let stream):
      "\(stream) is no company client: name the stream arrears- and the NIT, 1 to"
        + " \(ArrearsNIT.lengthMax) capitals, digits and hyphens"
    case .unreadable(let error): "\(error)"
    case .unknownValue(let field, let number):
      "\(field) holds \(number), which is not in its list; use a value of the schema"
    case .fieldMissing(let field): "\(field) is required and not given; fill it in"
    case .namedTwice(let name, let field): "\(field) names \(name) twice; name it once"
    case .notANumber(let text, let field):
      "\(field) is “\(text)”; give 1 to \(ArrearsValues.numberLengthMax) letters, digits, points,"
        + " hyphens and slashes"
    case .notADate(let text, let field):
      "\(field) is “\(text)”; give a calendar date as YYYY-MM-DD"
    case .notAMonth(let text, let field): "\(field) is “\(text)”; give a month as YYYY-MM"
    case .notMoney(let error): "\(error)"
    case .currencyNotTaken(let currency):
      "company clients owe bolivianos, not \(currency); give BOB"
    case .amountNotPositive(let amount): "\(amount) is nothing to owe; give more than 0"
    case .effectiveInFuture:
      "its effective time lies after its recording; give the time since which it is true"
    case .dateToCome(let date, let field, let today):
      "\(field) is \(date), and today is \(today) in La Paz; give a day that has come"
    case .roleUnknown(let number):
      "actor.role is \(number == 0 ? "not given" : "\(number), which is no role"); give the role"
        + " of whoever acts"
    case .actorUnnamed: "actor has neither key nor name; say who acts"
    case .otherRole(let role, let allowed):
      "this is done by \(allowed.map(\.label).joined(separator: " or ")), not by \(role.label);"
        + " ask them"
    case .executiveOtherRole(let role):
      "the portfolio is an Ejecutivo(a)'s, and \(role.label) is none; give one as executive"
    case .systemRoleReserved:
      "the role SYSTEM is the daemon's own; give the role of the person who acts"
    case .deadlineFromClient:
      "only the daemon says that a commitment was not kept; leave it to it"
    case .daemonAsPerson(let role): "the daemon acts as SYSTEM, not as \(role.label)"
    case .daemonWithoutDeadline:
      "the daemon says that commitments were not kept, and nothing else"
    case .deadlineNotByRule(let commitment, let field):
      "that “\(commitment)” was not kept does not follow from it: \(field) differs"
    case .clientUnknown(let nit):
      "\(nit.text) is not recorded; record the client with arrears.v1.ClientRecorded first"
    case .contractUnknown(let contract, _):
      "the client has no contract “\(contract)”; record it with arrears.v1.ContractRecorded first,"
        + " or correct the number"
    case .productUnknown(let product, let contract, _):
      "the contract \(contract) has no product “\(product)”; correct the number"
    case .numberTaken(let name, let stream):
      "there is a \(name) already, in \(stream); give another number"
    case .chargeCounted(let charge, let stream):
      "the charge \(charge) counts already, in \(stream); a charge counts once"
    case .chargeUnknown(let charge):
      "no charge “\(charge)” waits for an invoice; look up its number"
    case .chargeInvoiced(let charge, let invoice):
      "the charge \(charge) is on the invoice \(invoice); annul that first, if it is wrong"
    case .chargeDiffers(let charge, let contract, let product, let amount):
      "the charge \(charge) is \(amount) on product \(product) of contract \(contract); give its"
        + " line so"
    case .chargesLeftOut(let charges):
      "these charges wait for this invoice: \(charges.joined(separator: ", ")); give each a line,"
        + " or withdraw it"
    case .proformaThere(let contract, let month):
      "contract \(contract) has its proforma of \(month) already"
    case .proformaUnknown(let contract, let month):
      "contract \(contract) has no proforma of \(month); issue it first"
    case .invoiceThere(let contract, let month, let invoice):
      "contract \(contract) has the invoice \(invoice) for \(month); annul it first, if it is wrong"
    case .invoiceUnknown(let invoice, let nit):
      "there is no invoice \(invoice) of \(nit.text); look up its number"
    case .alreadyPaid(let invoice, let reference):
      "the invoice \(invoice) is paid, by \(reference); reverse that payment first if it did not"
        + " hold"
    case .annulled(let invoice): "the invoice \(invoice) is annulled; nothing is owed on it"
    case .beforeIssue(let date, let issued):
      "\(date) lies before the issue on \(issued); correct the date"
    case .sigepOnlyPublic(let nit):
      "only public institutions pay by SIGEP, and \(nit.text) is none; choose another way"
    case .sigepNotStamped(let invoice):
      "Facturación has stamped no SIGEP form of the invoice \(invoice); have it stamped first"
    case .paymentCounted(let reference, let stream):
      "the payment \(reference) counts already, in \(stream); a payment counts once"
    case .notWhole(let invoice, let owed, let given):
      "the invoice \(invoice) is paid whole: \(owed) is owed, and \(given) is given"
    case .notAllApplied(let amount, let applied):
      "\(amount) came in, and \(applied) is applied; name all that was paid"
    case .paymentUnknown(let reference, _):
      "no payment “\(reference)” of this client holds; look up its reference"
    case .beforePayment(let date, let paid):
      "\(date) lies before the payment on \(paid); correct the date"
    case .channelNotTaken(let channel, let allowed):
      "a proforma is sent by \(allowed.map(\.label).joined(separator: ", ")), not by"
        + " \(channel.label)"
    case .commitmentThere(let commitment):
      "the client has a commitment “\(commitment)” already; give another number"
    case .committedAlready(let invoice, let commitment):
      "the invoice \(invoice) is in the commitment “\(commitment)”, whose week is not over"
    }
  }
}
