import Events
import Projections
import Schemas

/// How a claim follows from its events. Never fails: what is stored has happened.
extension Claim {
  mutating func apply(_ event: ClaimEvent, _ facts: EventFacts) {
    let before = path
    if let move = ClaimMove(event, in: self) {
      path = ClaimPath.table.take(move.step, outcome: move.outcome, in: path)
    }
    progress.apply(event)
    switch event {
    case .coverageDetermined(let event): determine(event, facts)
    case .typified: isTypified = true
    case .documentsReceived(let event): receive(event)
    case .balancesCertified(let event): certify(event)
    case .documentsReturned(let event):
      send(back: event.missing)
      wait(ClaimFigures.documentsWait, facts)
    case .returnedByBroker(let event): send(back: event.missing)
    case .submittedToInsurer:
      wasSubmitted = true
      wait(ClaimFigures.answerWait, facts)
    case .insurerAnswered(let event):
      wait = nil
      send(back: event.documents)
    case .requestPassedOn: if path.open == ["4"] { wait(ClaimFigures.documentsWait, facts) }
    case .transferConfirmed(let event):
      if let amount = try? Money(event.amount) {
        transfer = Transfer(bankReference: event.bankReference, amount: amount, before: before)
      }
    case .transferReversed:
      path = transfer?.before ?? path
      transfer = nil
    case .paymentApplied:
      application = Application(revision: facts.revision, pool: nil, before: before)
    case .poolOpened(let event):
      application = Application(revision: facts.revision, pool: event, before: before)
    case .poolMonthApplied: application?.monthsApplied += 1
    case .applicationReversed:
      path = application?.before ?? path
      application = nil
    case .refusalDelivered(let event): delivery = event.delivery
    case .deadlinePassed(let event): passed.insert(Self.passed(event))
    case .causeDetected, .assigned, .sentToBroker, .paymentAnnounced, .employmentChecked,
      .refusalPassedOn, .refusalClosed, .noteAdded:
      break
    }
    if hasEnded { wait = nil }
  }

  /// Of a passed deadline: the rule, and for prescription the day.
  static func passed(_ event: ClaimDeadlinePassed) -> String {
    "\(event.escalation.rule) \(event.prescribesAfter)"
  }

  private mutating func determine(_ event: ClaimCoverageDetermined, _ facts: EventFacts) {
    let isFirst = self.facts == nil
    self.facts = try? ClaimCase(event.facts)
    findings = event.findings
    cause = event.facts.cause
    factsKnown = facts.recorded
    if event.isOfNoCredit {
      path.conclude(.early)
    } else if isFirst {
      wait(ClaimFigures.documentsWait, facts)
    }
  }

  private mutating func receive(_ event: ClaimDocumentsReceived) {
    claimedOn = claimedOn ?? LocalDate(event.receivedOn)
    hasTicket = hasTicket || !event.ticket.isBlank
    isMarkedInSIIF = isMarkedInSIIF || event.markedInSiif
    for document in event.documents where !documents.held.contains(where: { $0.isThat(document) }) {
      documents.held.append(document)
    }
    wait = nil
  }

  private mutating func certify(_ event: ClaimBalancesCertified) {
    certificate = [:]
    for obligation in event.obligations {
      certificate?[obligation.invoice] = try? Money(obligation.balance)
    }
  }

  /// What is asked for again counts as not there.
  private mutating func send(back missing: [ClaimDocument]) {
    for document in missing {
      documents.held.removeAll { $0.isThat(document) }
      if document.kind == .balanceCertificate {
        certificate = nil
      } else if !documents.asked.contains(where: { $0.isThat(document) }) {
        documents.asked.append(document)
      }
    }
  }

  private mutating func wait(_ figure: PolicyFigure, _ facts: EventFacts) {
    wait = Wait(rule: figure.name, since: facts.recorded)
    passed = passed.filter { !$0.hasPrefix("\(figure.name) ") }
  }
}
