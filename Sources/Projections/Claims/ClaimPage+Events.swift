import Events
public import Schemas
import SwiftProtobuf

/// How the page of a claim follows from its events. Never fails: what is stored has happened.
extension ClaimPage {
  /// Before its first event is applied.
  init(_ detected: ClaimCauseDetected, _ number: ClaimNumber, _ event: RecordedEvent) {
    self = .with {
      $0.number = number.rawValue
      $0.client = detected.client
      $0.cause = detected.cause
      $0.contact = detected.contact
      $0.opened = .init(event.effective)
      $0.entered = .init(event.effective)
      $0.milestone = ClaimProgress().milestone
    }
  }

  mutating func apply(_ change: ClaimEvent, _ event: RecordedEvent) {
    var progress = ClaimProgress(milestone: milestone, ending: ending)
    progress.apply(change)
    if progress.milestone != milestone { entered = .init(event.effective) }
    milestone = progress.milestone
    ending = progress.ending
    keep(change)
    history.append(
      ClaimMoment.with {
        $0.revision = event.revision.rawValue
        $0.recorded = .init(event.recorded)
        $0.effective = .init(event.effective)
        $0.type = String(event.type.text.drop { $0 != "." }.dropFirst(4))
        $0.actor = change.actor
        $0.milestone = milestone
        $0.text = change.text
        if let escalation = change.escalation { $0.escalation = escalation }
      })
    revision = event.revision.rawValue
  }

  private mutating func keep(_ change: ClaimEvent) {
    switch change {
    case .coverageDetermined(let event):
      coverage = event
      cause = event.facts.cause
    case .typified(let event): typified = event
    case .assigned(let event): assigned = event
    case .documentsReceived(let event):
      if claimedOn.isEmpty { claimedOn = event.receivedOn }
      for document in event.documents where !held.contains(where: { $0.isThat(document) }) {
        held.append(document)
      }
    case .balancesCertified(let event): certificate = event
    case .documentsReturned(let event): send(back: event.missing)
    case .returnedByBroker(let event): send(back: event.missing)
    case .submittedToInsurer(let event): submitted = event
    case .insurerAnswered(let event):
      answer = event
      send(back: event.documents)
    case .paymentAnnounced(let event): announced = event
    case .transferConfirmed(let event): transfer = event
    case .transferReversed: clearTransfer()
    case .paymentApplied(let event): applied = event
    case .poolOpened(let event):
      pool = event
      monthsApplied = 0
    case .poolMonthApplied(let event): monthsApplied = event.month
    case .applicationReversed:
      clearApplied()
      clearPool()
      monthsApplied = 0
    case .refusalClosed(let event): refusalClosed = event
    case .causeDetected, .sentToBroker, .requestPassedOn, .employmentChecked, .refusalPassedOn,
      .refusalDelivered, .noteAdded, .deadlinePassed:
      break
    }
  }

  /// What is asked for again counts as not there.
  private mutating func send(back missing: [ClaimDocument]) {
    for document in missing {
      held.removeAll { $0.isThat(document) }
      if document.kind == .balanceCertificate {
        clearCertificate()
      } else if !asked.contains(where: { $0.isThat(document) }) {
        asked.append(document)
      }
    }
  }
}

extension ClaimDocument {
  /// The same kind, and for another document the same name.
  public func isThat(_ other: ClaimDocument) -> Bool {
    kind == other.kind && (kind != .otherDocument || name == other.name)
  }
}

extension ClaimRow {
  init(_ page: ClaimPage) {
    self = .with {
      $0.number = page.number
      $0.client = page.client
      $0.cause = page.cause
      $0.insurer = page.insurer
      $0.milestone = page.milestone
      $0.ending = page.ending
      $0.opened = page.opened
      $0.entered = page.entered
      $0.occurredOn = page.coverage.facts.occurredOn
      $0.claimedOn = page.claimedOn
      if page.hasSubmitted { $0.claimed = page.submitted.claimed }
    }
  }
}

extension ClaimPage {
  /// Where it is claimed; `unspecified` before the coverage, and where nothing is covered.
  public var insurer: ClaimInsurer { hasCoverage ? coverage.insurer : .unspecified }
}
