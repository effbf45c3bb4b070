public import Events
public import Projections
public import Schemas
import SwiftProtobuf

/// How the standing of an account follows from its events.
extension AccountStanding {
  /// The account after its first event.
  public init(_ opened: AccountProspectOpened, _ facts: EventFacts) {
    self.init()
    number = opened.number
    self.opened = .init(facts.recorded)
    commercial = AccountPathState(AccountPaths.commercial.beginning)
    incorporation = AccountPathState(AccountPaths.incorporation.beginning)
    service = AccountPathState(AccountPaths.service.beginning)
    openWhatIsFree(at: facts.recorded)
  }

  /// Never fails: what is stored has happened. A row that was not open is not taken.
  public mutating func apply(_ event: AccountEvent, _ facts: EventFacts) {
    let steps = event.steps(in: self)
    note(event, facts)
    for step in steps { take(step) }
    if commercial.end == .early && !hasClosed { close(at: facts.recorded) }
    openWhatIsFree(at: facts.recorded)
    // The account is live when activity 10 and S8 are done (a).
    if !hasLive && incorporation.end == .done && service.end == .done {
      live = .init(facts.recorded)
    }
  }

  private mutating func close(at moment: Timestamp) {
    closed = .init(moment)
    // Nobody holds anything any more.
    incorporation.open = []
    incorporation.waiting = []
    service.open = []
    service.waiting = []
  }

  /// What an event says besides the step.
  private mutating func note(_ event: AccountEvent, _ facts: EventFacts) {
    switch event {
    case .opened, .propertyReceived: break
    case .commercial(let event): note(event)
    case .quote(let event): note(event, facts)
    case .amendment(let event): note(event, facts)
    case .invoice(let event): note(event, facts)
    case .incorporation(let event):
      if case .observationsIssued(let event) = event { observed = !event.none }
    case .service(let event):
      if case .headerNumberAssigned(let event) = event { headerNumber = event.headerNumber }
      if case .lineLinked(let event) = event { line = event.line }
    case .deadlinePassed(let event): note(event)
    }
  }

  private mutating func note(_ event: AccountCommercialEvent) {
    switch event {
    case .visitHeld: visited = true
    case .contractReceived(let event): paymentTerm = event.paymentTerm
    case .satisfactionMeasured: satisfactionMeasured = true
    case .contactMade, .visitRequested, .presentationRequested, .presentationGiven,
      .presentationArrived, .requirementsRecorded, .capabilityVerified,
      .internalCommunicationSent:
      break
    }
  }

  private mutating func note(_ event: AccountQuoteEvent, _ facts: EventFacts) {
    let index = quotes.firstIndex { $0.quote == event.quote }
    switch event {
    case .requested(let event): request(event.quote, facts)
    case .sent(let event):
      guard let index else { return }
      quotes[index].sent = .init(facts.effective)
      quotes[index].alternatives = UInt32(event.alternatives.count)
    case .followedUp: break
    case .refused(let event):
      if let index { quotes[index].refused = true }
      if !event.newQuote.isEmpty { request(event.newQuote, facts) }
    }
  }

  private mutating func request(_ quote: String, _ facts: EventFacts) {
    if quotes.contains(where: { $0.quote == quote }) { return }
    quotes.append(
      QuoteStanding.with {
        $0.quote = quote
        $0.requested = .init(facts.effective)
      })
  }

  private mutating func note(_ event: AccountAmendmentEvent, _ facts: EventFacts) {
    switch event {
    case .proposed(let event):
      if path(.amendment(event.amendment)) != nil { return }
      amendments.append(
        AmendmentStanding.with {
          $0.amendment = event.amendment
          $0.path = AccountPathState(AccountPaths.amendment.beginning)
          $0.proposed = .init(facts.recorded)
          if event.hasPaymentTerm { $0.paymentTerm = event.paymentTerm }
        })
    case .signed: break
    case .attached(let event):
      for amendment in amendments
      where amendment.amendment == event.amendment && amendment.hasPaymentTerm {
        paymentTerm = amendment.paymentTerm
      }
    }
  }

  private mutating func note(_ event: AccountInvoiceEvent, _ facts: EventFacts) {
    guard let index = invoices.firstIndex(where: { $0.invoice == event.invoice }) else {
      guard case .prepared(let event) = event else { return }
      invoices.append(
        InvoiceStanding.with {
          $0.invoice = event.invoice
          $0.path = AccountPathState(AccountPaths.invoice.beginning)
        })
      return
    }
    switch event {
    case .submitted:
      invoices[index].submitted = .init(facts.effective)
      invoices[index].paymentTerm = paymentTerm
      invoices[index].clearPassed()
    case .returned: invoices[index].clearSubmitted()
    case .paid: invoices[index].paid = .init(facts.effective)
    case .prepared, .verified, .approved, .signed, .followedUp, .errorResolved: break
    }
  }

  private mutating func note(_ event: AccountDeadlinePassed) {
    switch event.subject {
    case .quote(let id):
      for index in quotes.indices where quotes[index].quote == id {
        quotes[index].passed = event.escalation
      }
    case .invoice(let id):
      for index in invoices.indices where invoices[index].invoice == id {
        invoices[index].passed = event.escalation
      }
    case .amendment(let id):
      for index in amendments.indices where amendments[index].amendment == id {
        amendments[index].passed = event.escalation
      }
    case .step(let reference):
      guard let route = AccountRoute(own: reference.track) else { return }
      mark(reference.step, on: route, event.escalation)
    case nil: break
    }
  }
}

extension AccountStanding {
  /// The quote that was asked for and not sent; at most one.
  public var dueQuote: QuoteStanding? { quotes.first { !$0.hasSent } }

  /// Whether the contract is there.
  public var isContracted: Bool { commercial.taken.contains("5") }

  /// Whether an invoice was paid and none was left unpaid, with which the commercial phase ends.
  public var hasEndedCommercialPhase: Bool {
    isOpen("10", on: .commercial) || commercial.end == .done
  }

  public var situation: AccountSituation {
    if hasClosed { return .closed }
    if hasLive { return .live }
    return isContracted ? .contracted : .prospect
  }
}

extension AccountRoute {
  /// One of the account's own three; `nil` for another track.
  init?(own track: AccountTrack) {
    switch track {
    case .commercialPhase: self = .commercial
    case .incorporation: self = .incorporation
    case .serviceStart: self = .service
    case .amendment, .invoice, .unspecified, .UNRECOGNIZED: return nil
    }
  }
}
