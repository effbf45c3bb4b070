import Events
import Projections
import Schemas

extension CreditRefusal {
  var debtMessage: String? {
    switch self {
    case .idTaken(let id): "the client has had an event “\(id)” already; choose another id"
    case .idUnknown(let id, _):
      "the client has no event “\(id)” that could be meant; look up its id"
    case .invoiceUnknown(let invoice, _):
      "the client has no obligation “\(invoice)”; name one that there is"
    case .closed(let invoice, let state):
      "the obligation \(invoice) is “\(state.label)”; what closed it would have to be reversed first"
    case .keyTaken(let key, let stream): Self.taken(key, stream)
    case .tooMany(let count, let field, let most):
      "\(field) has \(count) rows; at most \(most) are taken"
    case .promissoryNoteMissing:
      "a credit for a motorcycle has a pagaré; give its number in promissory_note"
    case .promissoryNoteOutsideMotorcycle:
      "only a credit for a motorcycle has a pagaré; leave promissory_note out, or set motorcycle"
    case .withoutCapital: "the instalments have no capital; nothing is lent"
    case .emptyInstalment(let number): "the instalment \(number) is of nothing; leave it out"
    case .notMonthly(let number, let due, let before):
      "the instalment \(number) is due on \(due), the one before it on \(before); instalments are due"
        + " one in each month, in order"
    case .beforeDisbursement(let date, let disbursed, let field):
      "\(field) is \(date), before the disbursement on \(disbursed)"
    case .invoiceTwice(let invoice): "\(invoice) is named twice; add the two amounts"
    case .sumDiffers(let sum, let expected, let field):
      "\(field) comes to \(sum), not to \(expected); correct one of the two"
    case .exceedsDebt(let invoice, let amount, _):
      "\(amount) more than may be taken off \(invoice) with effect from that day; give back what"
        + " is too much"
    case .paymentOfClaim(let reference, let claim):
      "the transfer “\(reference)” is recorded in \(claim), and counts there"
    case .notACharge(let concept):
      "\(concept.label) follows from the plan; only default interest and charges are added"
    case .beyondPolicy(let concept, let most, let percent, _):
      "of \(concept.label) at most \(most) may be condoned, \(percent.hundredths / 100) % of what is"
        + " owed"
    case .stillOwed(let invoice, let left):
      "\(invoice) cannot be closed: \(left.lines.joined(separator: ", ")) would be left; apply or"
        + " condone it first"
    case .poolWaits(let invoice, let months):
      "\(months) months of a pool wait for \(invoice); reverse the pool in its claim first"
    case .notOfInvoice(let id, let invoice): "“\(id)” is not about \(invoice); name what closes it"
    case .takenBackAlready(let id): "“\(id)” is reversed already; nothing is left to do"
    case .notReversible(let id): "“\(id)” moved nothing that a reversal takes back"
    case .reverseFirst(let id, let because): "“\(id)” cannot be taken back now: \(because)"
    default: nil
    }
  }

  private static func taken(_ key: String, _ stream: StreamName) -> String {
    let parts = key.split(separator: "/", maxSplits: 1)
    let text = parts.last ?? ""
    return switch parts.first {
    case "bank": "the bank reference “\(text)” counts once, and \(stream) has it already"
    case "receipt": "the receipt “\(text)” counts once, and \(stream) has it already"
    default: "the invoice “\(text)” is that of an obligation of \(stream) already"
    }
  }

  var collectionMessage: String {
    switch self {
    case .certificateIncomplete(let missing):
      "the certificate names all obligations of the client; missing: "
        + missing.joined(separator: ", ")
    case .certificateOfOthers(let invoices):
      "the client does not owe on that day on: \(invoices.joined(separator: ", "))"
    case .notTheLedgers(let invoice, let given, let balance):
      "the saldo insoluto of \(invoice) is \(balance) on that day, not \(given)"
    case .promiseWithoutTypification:
      "a promise is typified PROMESA_DE_PAGO; set the typification, or leave promise out"
    case .promiseMissing: "PROMESA_DE_PAGO gives amount and date of the promise; fill in promise"
    case .promiseInThePast(let date, let today):
      "promise.date is \(date), and today is \(today); give a day that is still to come, or today"
    case .reasonNotTaken(let typification, let allowed):
      "the reason does not go with \(typification.label); "
        + (allowed.isEmpty
          ? "leave it out" : "give \(allowed.map(\.label).joined(separator: " or "))")
    case .otherBand(let given, let band, let days):
      "band is \(given), but with \(days) days past due the client is in band \(band)"
    case .notAnAdviser(let role):
      "a client is assigned to an adviser, not to \(role.label)"
    case .notAssigned: "the client is assigned to nobody; nothing is left to do"
    case .reportStartedAlready: "the monthly report has been started already"
    case .notClosed(let month, _):
      "the report of \(month) is not waiting to be sent; it has not closed yet, or was sent"
    case .deadlineNotByRule(let rule, let field):
      "nothing waits for the rule “\(rule)” so: \(field) differs"
    default: preconditionFailure("\(code) has no message")
    }
  }
}
