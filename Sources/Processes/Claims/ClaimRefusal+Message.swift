import Events
import Projections
import Schemas

extension ClaimRefusal: CustomStringConvertible {
  public var description: String { refusal.description }

  /// What is wrong and what to do, for people.
  public var message: String {
    switch self {
    case .notAClaimStream(let stream):
      "\(stream) is no claim: name the stream claim- and the number in eight digits, from"
        + " claim-00000001"
    case .unreadable(let error): "\(error)"
    case .credits(let refusal): refusal.message
    case .unknownValue(let field, let number):
      "\(field) holds \(number), which is not in its list; use a value of the schema"
    case .fieldsMissing(let fields):
      "required and not given: \(fields.joined(separator: ", ")); fill in all of them"
    case .fieldNotTaken(let field, let cause):
      "\(field) has no meaning for \(cause.label); leave it out"
    case .notADate(let text, let field):
      "\(field) is “\(text)”; give a calendar date as YYYY-MM-DD"
    case .inTheFuture(let date, let field, let today):
      "\(field) is \(date), and today is \(today); give a day that has come"
    case .effectiveInTheFuture(let effective, let recorded):
      "the event says that it became true at \(effective), after it is recorded at \(recorded);"
        + " give a time that has come"
    case .datesOutOfOrder(let first, let second):
      "\(second) is before \(first); correct one of them"
    case .notMoney(let error, let field): "\(field): \(error)"
    case .notCOP(let currency, let field): "\(field) is in \(currency); amounts are in COP"
    case .notPositive(let amount, let field):
      "\(field) is \(amount); give an amount above zero"
    case .tooLarge(let amount, let field):
      "\(field) is \(amount); no credit comes to more than \(ClaimAmounts.amountMax)"
    case .tooMany(let count, let field):
      "\(field) has \(count); a claim takes at most \(ClaimAmounts.obligationsMax)"
    case .notACedula(let text):
      "“\(text)” is no cédula; give its 3 to 10 digits, without points"
    case .notASHA256(let text):
      "“\(text)” is no SHA-256; give its 64 hexadecimal digits in lower case"
    case .roleUnknown(let number):
      "actor.role is \(number == 0 ? "not given" : "\(number), which is no role"); give the role"
        + " of whoever acts"
    case .actorUnnamed: "actor has neither key nor name; say who acts"
    case .systemRoleReserved:
      "the role SYSTEM is the daemon's own; give the role of the person who acts"
    case .daemonAsPerson(let role): "the daemon acts as SYSTEM, not as \(role.label)"
    case .onlyByDaemon:
      "the daemon records this by itself when the day has come; leave it to it"
    case .neverByDaemon: "the daemon applies months of pools and records deadlines, nothing else"
    case .personOfOtherRole(let field, let role, let allowed):
      "\(field) is \(role.label); name one who is \(Self.list(allowed))"
    case .otherActor(let milestone, let role, let allowed):
      "“\(milestone.label)” is for \(Self.list(allowed)), not for \(role.label); ask them"
    case .alreadyOpen(let number): "claim \(number.title) was opened before"
    case .notOpen(let number):
      "claim \(number.title) was never opened; begin with claim.v1.CauseDetected"
    case .otherNumber(let given, let number):
      "number is \(given) in the stream of claim \(number.title); give \(number.rawValue)"
    case .ended(let ending): "the claim has ended (\(ending.label)); only notes may follow"
    case .milestoneNotOpen(let milestone, let waitsFor, _):
      "this is “\(milestone.label)” (\(milestone.number)); the claim waits for"
        + " “\(waitsFor.label)” (\(waitsFor.number)): read it again and do what is next"
    case .invoiceTwice(let invoice): "the invoice \(invoice) is there twice; name each once"
    case .coverageDiffers:
      "the facts say something else than the findings; record them as they follow from the facts,"
        + " with every reason and every doubt, or correct the facts"
    case .clientNotInformed:
      "first inform the client of the cover, and that the insurer may ask for more documents"
    case .documentsNotRequested(let needs):
      "the insurer also asks for \(Self.list(needs)); ask the client for all of it"
    case .claimedOnDiffers(let given, let received):
      "claimed_on is \(given), but the first documents were received on \(received)"
    case .causeFixed(let cause, let given):
      "the claim was typified for \(cause.label); it cannot become one for \(given.label): open"
        + " another"
    case .factsFixed:
      "the claim was submitted to the insurer, who decides now; add a note instead"
    case .typificationDiffers(let given, let expected):
      "\(given.label) is typified where this claim asks for \(expected.label)"
    case .prescribed, .notHandedIn, .notMarkedInSIIF, .nothingToClaim, .moreIsMissing,
      .documentsMissing, .otherInsurer, .claimedDiffers:
      documentsMessage
    case .bankReferenceTaken, .otherBankReference, .otherClient, .otherWayToApply,
      .notEffectiveOnOccurrence, .invoiceNotCertified, .conceptTwice, .nothingApplied,
      .balanceNotSettled, .sumDiffers, .poolTooLong, .notTheDueDay, .noSuchMonth,
      .deadlineNotByRule, .nothingToReverse, .otherRevision:
      paymentsMessage
    case .notDelivered:
      "the letter with the refusal was not delivered yet; record claim.v1.RefusalDelivered first"
    case .otherProof(let proof, let delivery, let expected):
      "a letter delivered by \(delivery.label) is proved by \(expected.label), not by"
        + " \(proof.label)"
    }
  }

  private static func list(_ roles: [ClaimRole]) -> String {
    roles.map(\.label).joined(separator: " or ")
  }

  static func list(_ needs: [ClaimNeed]) -> String {
    needs.map(\.label).joined(separator: "; ")
  }
}
