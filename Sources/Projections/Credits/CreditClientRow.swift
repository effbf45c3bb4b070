import Events
import Schemas
import SwiftProtobuf

/// How the row of a client follows from the events.
extension StoredCreditClient {
  mutating func apply(_ event: CreditEvent, _ recorded: RecordedEvent) throws(CreditFault) {
    var known = CreditAccounts(accounts)
    _ = try known.apply(event, recorded: recorded.recorded)
    accounts = known.stored
    revision = recorded.revision.rawValue
    switch event {
    case .clientRegistered(let event):
      cedula = event.cedula
      name = event.name
      birthDate = event.birthDate
    case .idCancelled(let event): idCancelled = event
    case .certified(let event):
      certificates.append(
        StoredCertificate.with {
          $0.certificate = event
          $0.recorded = .init(recorded.recorded)
        })
    case .claimLinked(let event): claims.append(event.claim)
    case .assigned(let event):
      adviser = event.adviser
      adviserSince = .init(recorded.recorded)
    case .released:
      clearAdviser()
      clearAdviserSince()
    case .contacted(let event): add(event, recorded)
    case .paid(let event): changePromise { $0.add(event) }
    case .reversed(let event): changePromise { $0.remove(event.reverses) }
    case .deadlinePassed(let event):
      close(.notKept)
      if let last = openContact { contacts[last].escalation = event.escalation }
      clearPromise()
      payments = []
    case .granted, .charged, .condoned, .writtenOff, .writtenDown, .cleared, .reportingStarted,
      .reportSent:
      break
    }
  }

  mutating func apply(_ event: CreditClaimEvent, _ recorded: RecordedEvent) throws(CreditFault) {
    var known = CreditAccounts(accounts)
    _ = try known.apply(
      event, of: recorded.stream, recorded.revision, recorded: recorded.recorded)
    accounts = known.stored
  }

  private mutating func add(_ event: CreditClientContacted, _ recorded: RecordedEvent) {
    let promise = OpenPromise(event, made: recorded.recorded)
    if let promise {
      if openContact.map({ contacts[$0].outcome }) == .open { close(.replaced) }
      self.promise = promise.stored
      payments = []
    }
    contacts.append(
      CreditContact.with {
        $0.contact = event
        $0.effective = .init(recorded.effective)
        $0.outcome = promise == nil ? .unspecified : .open
      })
  }

  private mutating func changePromise(_ change: (inout OpenPromise) -> Void) {
    guard hasPromise else { return }
    var open = OpenPromise(promise, payments)
    change(&open)
    payments = open.storedPayments
    close(open.isKept() ? .kept : .open)
  }

  /// The contact in which the promise was made that is open, or was kept and not replaced.
  private var openContact: Int? {
    guard hasPromise else { return nil }
    return contacts.lastIndex { $0.contact.id == promise.id }
  }

  private mutating func close(_ outcome: PromiseOutcome) {
    if let index = openContact { contacts[index].outcome = outcome }
  }
}
