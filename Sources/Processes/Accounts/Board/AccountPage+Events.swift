import Events
import Projections
import Schemas
import SwiftProtobuf

/// How the page of an account follows from its events.
extension AccountPage {
  /// The page after the first event.
  init(_ opened: AccountProspectOpened, _ event: RecordedEvent) {
    self.init()
    standing = AccountStanding(opened, EventFacts(event))
    client = opened.client
    history = [AccountEntry(.opened(opened), nil, event)]
    stamp(event)
  }

  /// Never fails: what is stored has happened.
  mutating func apply(_ change: AccountEvent, _ event: RecordedEvent) {
    history.append(AccountEntry(change, change.steps(in: standing).first, event))
    standing.apply(change, EventFacts(event))
    switch change {
    case .opened, .incorporation, .service, .deadlinePassed: break
    case .commercial(.requirementsRecorded(let change)): requirements = change.requirements
    case .commercial(.contractReceived(let change)):
      contract = change
      requirements = change.finalRequirements
    case .commercial: break
    case .quote(let change): apply(change)
    case .amendment(let change): apply(change, event)
    case .invoice(let change): apply(change)
    case .propertyReceived(let change):
      property.append(
        AccountProperty.with {
          $0.received = .init(event.effective)
          $0.property = change
        })
    }
    stamp(event)
  }

  private mutating func apply(_ change: AccountQuoteEvent) {
    switch change {
    case .requested(let change): begin(change.quote)
    case .sent(let change):
      edit(quote: change.quote) {
        $0.sent = change
        $0.warnings = AccountQuoteContents.missing(in: change)
      }
    case .followedUp(let change): edit(quote: change.quote) { $0.followUps.append(change) }
    case .refused(let change):
      edit(quote: change.quote) { $0.refused = change }
      if !change.newQuote.isEmpty { begin(change.newQuote) }
    }
  }

  private mutating func begin(_ quote: String) {
    if quotes.contains(where: { $0.quote == quote }) { return }
    quotes.append(AccountQuote.with { $0.quote = quote })
  }

  private mutating func edit(quote id: String, _ change: (inout AccountQuote) -> Void) {
    for index in quotes.indices where quotes[index].quote == id { change(&quotes[index]) }
  }

  private mutating func apply(_ change: AccountAmendmentEvent, _ event: RecordedEvent) {
    let index = amendments.firstIndex { $0.proposed.amendment == change.amendment }
    switch change {
    case .proposed(let change):
      if index == nil { amendments.append(AccountAmendment.with { $0.proposed = change }) }
    case .signed(let change): if let index { amendments[index].signatures.append(change) }
    case .attached: if let index { amendments[index].inForce = .init(event.effective) }
    }
  }

  private mutating func apply(_ change: AccountInvoiceEvent) {
    let index = invoices.firstIndex { $0.prepared.invoice == change.invoice }
    switch change {
    case .prepared(let change):
      if let index {
        invoices[index].prepared = change
      } else {
        invoices.append(AccountInvoice.with { $0.prepared = change })
      }
    case .returned(let change): if let index { invoices[index].returned.append(change) }
    case .followedUp(let change): if let index { invoices[index].followUps.append(change) }
    case .verified, .approved, .signed, .submitted, .errorResolved, .paid: break
    }
  }

  private mutating func stamp(_ event: RecordedEvent) {
    revision = event.revision.rawValue
    modified = .init(event.recorded)
  }
}

extension AccountEntry {
  fileprivate init(_ change: AccountEvent, _ step: AccountStep?, _ event: RecordedEvent) {
    self = .with {
      $0.recorded = .init(event.recorded)
      $0.effective = .init(event.effective)
      $0.actor = change.actor
      if let step {
        $0.track = step.route.track
        $0.step = step.id
      }
      $0.type = event.type.text
      $0.detail = change.detail
    }
  }
}

extension AccountEvent {
  /// What the history says besides who, when and which step. Spanish.
  fileprivate var detail: String {
    switch self {
    case .opened(let event): event.client.name
    case .quote(let event): event.quote
    case .amendment(.signed(let event)): "\(event.amendment), firma \(event.party.label)"
    case .amendment(let event): event.amendment
    case .invoice(.returned(let event)): "\(event.invoice): \(event.error)"
    case .invoice(let event): event.invoice
    case .propertyReceived(let event): event.description_p
    case .deadlinePassed(let event): event.detail
    case .commercial(.capabilityVerified(let event)): event.reason
    case .commercial(.contractReceived(let event)): event.contract
    case .commercial(.satisfactionMeasured(let event)): event.result
    case .commercial: ""
    case .incorporation(.observationsIssued(let event)): event.none ? "ninguna" : ""
    case .incorporation(.numberTested(let event)): event.findings
    case .incorporation(.numberReleased(let event)): event.findings
    case .incorporation: ""
    case .service(.headerNumberAssigned(let event)): event.headerNumber
    case .service(.lineLinked(let event)): event.line
    case .service(.providersCounted(let event)): event.enough ? "" : "no alcanzan"
    case .service: ""
    }
  }
}

extension AccountDeadlinePassed {
  fileprivate var detail: String {
    switch subject {
    case .quote(let id): "\(id) tardía"
    case .invoice(let id): "\(id) vencida"
    case .amendment(let id): "\(id) sin entrar en vigor"
    case .step(let step): "\(step.track.label), \(step.step)"
    case nil: ""
    }
  }
}
