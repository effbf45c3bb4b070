import Events
import Projections
import Schemas

extension ClaimRefusal {
  /// Of the refusals about documents and the submission.
  var documentsMessage: String {
    switch self {
    case .prescribed(let received, let lastDay):
      "the claim prescribed: documents were received on \(received), and \(lastDay) was the last"
        + " day; record the coverage as not covered (PRESCRIBED), which closes it"
    case .notHandedIn:
      "nobody hands in the certificate of the saldo insoluto; the central administration issues it"
        + " with claim.v1.BalancesCertified"
    case .notMarkedInSIIF: "mark the client in SIIF as deceased first, and say so"
    case .nothingToClaim:
      "none of the certified obligations is one that is covered; certify all current obligations"
        + " of the client"
    case .moreIsMissing(let needs):
      "also missing: \(Self.list(needs)); ask for everything at once"
    case .documentsMissing(let needs):
      "not complete, missing: \(Self.list(needs)); return it with claim.v1.DocumentsReturned"
    case .otherInsurer(let given, let expected):
      "\(given.label) does not cover this claim, \(expected.label) does; submit it there"
    case .claimedDiffers(let claimed, let certified, let cause):
      cause == .death || cause == .permanentIncapacity
        ? "\(claimed) is claimed, but the certified saldo insoluto is \(certified): claim that"
        : "\(claimed) is claimed, more than the certified saldo insoluto of \(certified)"
    default: ""
    }
  }

  /// Of the refusals about payments.
  var paymentsMessage: String {
    switch self {
    case .bankReferenceTaken(let reference, let stream):
      "the transfer “\(reference)” counts once, and \(stream) has it already; check the bank"
        + " statement"
    case .otherBankReference(let given, let expected):
      "“\(given)” is not the confirmed transfer “\(expected)”"
    case .otherClient(let given, let expected):
      "\(given) is not the client of this claim, who is \(expected)"
    case .otherWayToApply(let cause):
      cause == .death || cause == .permanentIncapacity
        ? "\(cause.label) is applied at once; use claim.v1.PaymentApplied"
        : "\(cause.label) is paid month by month; use claim.v1.PoolOpened"
    case .notEffectiveOnOccurrence(let given, let occurredOn):
      "effective_on is \(given); a payment counts from the date of occurrence, \(occurredOn)"
    case .invoiceNotCertified(let invoice, _):
      "the balance of the invoice \(invoice) was not certified; apply to one that was"
    case .conceptTwice(let concept, let invoice):
      "\(concept.label) of the invoice \(invoice) is there twice; add the amounts"
    case .nothingApplied(let concept, let invoice):
      "\(concept.label) of the invoice \(invoice) is neither paid nor condoned; leave it out"
    case .balanceNotSettled(let invoice, let applied, let certified):
      "paid and condoned for the invoice \(invoice) are \(applied), its certified balance is"
        + " \(certified); condone what the insurer did not pay"
    case .sumDiffers(let applied, let transferred):
      "\(applied) is applied of a transfer of \(transferred); apply all of it"
    case .poolTooLong(let months, let monthsMax):
      "the cover pays at most \(monthsMax) months, not \(months)"
    case .notTheDueDay(let first, let dueDay):
      "\(first) is not the day \(dueDay) of its month, nor its last day for want of one"
    case .noSuchMonth(let month, let months):
      "there is no month \(month); the pool has \(months)"
    case .deadlineNotByRule(let rule, let field):
      "the rule “\(rule)” does not say this of the claim: \(field) differs"
    case .nothingToReverse(let milestone):
      "there is nothing to reverse; the claim waits for “\(milestone.label)”"
    case .otherRevision(let given, let expected):
      "the application has the revision \(expected), not \(given)"
    default: ""
    }
  }
}
