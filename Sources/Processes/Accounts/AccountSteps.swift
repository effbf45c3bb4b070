import Events
import Projections
import Schemas

/// Which rows each event takes.
extension AccountEvent {
  /// The row that whoever writes the event takes, and behind it those that follow from it without
  /// anybody's doing. Empty for what is only recorded.
  ///
  /// - Parameter standing: before the event.
  func steps(in standing: AccountStanding) -> [AccountStep] {
    switch self {
    case .commercial(let event): event.step(in: standing).map { [$0] } ?? []
    case .quote(let event): event.step(in: standing).map { [$0] } ?? []
    case .amendment(let event): [event.step]
    case .invoice(let event):
      [event.step] + (event.consequence(in: standing).map { [$0] } ?? [])
    case .incorporation(let event): [event.step]
    case .service(let event): [event.step]
    case .opened, .propertyReceived, .deadlinePassed: []
    }
  }
}

extension AccountCommercialEvent {
  fileprivate func step(in standing: AccountStanding) -> AccountStep? {
    switch self {
    case .contactMade: AccountStep(.commercial, "1")
    case .visitRequested: AccountStep(.commercial, "2", "visit-requested")
    case .visitHeld: AccountStep(.commercial, "1a")
    case .presentationRequested: AccountStep(.commercial, "2", "presentation-requested")
    case .presentationGiven(let event):
      AccountStep(.commercial, "1b", event.way == .inPerson ? "in-person" : "sent")
    case .presentationArrived: AccountStep(.commercial, "1bR")
    case .requirementsRecorded: AccountStep(.commercial, "2", "recorded")
    case .capabilityVerified(let event):
      AccountStep(.commercial, "3", Self.outcome(event.capability, standing))
    case .contractReceived: AccountStep(.commercial, "5", "received")
    case .internalCommunicationSent: AccountStep(.commercial, "6")
    // How and when is not stated: once the contract is there at any time, and again (a).
    case .satisfactionMeasured:
      standing.isOpen("10", on: .commercial) ? AccountStep(.commercial, "10", "measured") : nil
    }
  }

  private static func outcome(
    _ capability: AccountCapability, _ standing: AccountStanding
  ) -> String {
    switch capability {
    case .differences: "differences"
    case .notAble: "not-able"
    case .able, .unspecified, .UNRECOGNIZED:
      standing.dueQuote == nil ? "able" : "able-quote-requested"
    }
  }
}

extension AccountQuoteEvent {
  fileprivate func step(in standing: AccountStanding) -> AccountStep? {
    switch self {
    // Before the capability is verified a request waits; while the contract is awaited it leads back.
    case .requested:
      standing.isOpen("5", on: .commercial)
        ? AccountStep(.commercial, "5", "quote-requested") : nil
    case .sent: AccountStep(.commercial, "4")
    case .followedUp: nil
    case .refused(let event):
      AccountStep(.commercial, "5", event.newQuote.isEmpty ? "quote-refused" : "new-quote")
    }
  }
}

extension AccountAmendmentEvent {
  var route: AccountRoute { .amendment(amendment) }

  fileprivate var step: AccountStep {
    switch self {
    case .proposed: AccountStep(route, "7")
    case .signed(let event): AccountStep(route, event.party == .client ? "7C" : "7I")
    case .attached: AccountStep(route, "7R")
    }
  }
}

extension AccountInvoiceEvent {
  var route: AccountRoute { .invoice(invoice) }

  fileprivate var step: AccountStep {
    switch self {
    case .prepared: AccountStep(route, "8.1")
    case .verified: AccountStep(route, "8.2")
    case .approved: AccountStep(route, "8.3")
    case .signed: AccountStep(route, "8.4")
    case .submitted: AccountStep(route, "8.5")
    case .followedUp: AccountStep(route, "9", "followed-up")
    case .returned: AccountStep(route, "9", "returned")
    case .errorResolved: AccountStep(route, "9C")
    case .paid: AccountStep(route, "9", "paid")
    }
  }

  /// What it does to the commercial phase, which is in 8 until an invoice is with the client and in 9
  /// until none is unpaid.
  fileprivate func consequence(in standing: AccountStanding) -> AccountStep? {
    switch self {
    case .submitted:
      return standing.isOpen("8", on: .commercial)
        ? AccountStep(.commercial, "8", "submitted") : nil
    case .paid, .returned:
      guard standing.isOpen("9", on: .commercial) else { return nil }
      let others = standing.invoices.contains {
        $0.invoice != invoice && $0.hasSubmitted && !$0.hasPaid
      }
      if others { return AccountStep(.commercial, "9", "others-unpaid") }
      if case .returned = self { return AccountStep(.commercial, "9", "returned") }
      return AccountStep(
        .commercial, "9", standing.satisfactionMeasured ? "paid-and-measured" : "paid")
    case .prepared, .verified, .approved, .signed, .followedUp, .errorResolved: return nil
    }
  }
}

extension AccountIncorporationEvent {
  fileprivate var step: AccountStep {
    switch self {
    case .prospectProfiled: AccountStep(.incorporation, "1")
    case .coveragesConsolidated: AccountStep(.incorporation, "2")
    case .coveragesSent: AccountStep(.incorporation, "3")
    case .observationsIssued(let event):
      AccountStep(.incorporation, "4", event.none ? "none" : "observed")
    case .coveragesAdjusted: AccountStep(.incorporation, "5")
    case .coveragesLoaded: AccountStep(.incorporation, "6")
    case .coveragesArchived: AccountStep(.incorporation, "7")
    case .numberConfigured: AccountStep(.incorporation, "8")
    case .numberTested(let event):
      AccountStep(.incorporation, "9", event.passed ? "passed" : "failed")
    case .numberReleased(let event):
      AccountStep(.incorporation, "10", event.passed ? "passed" : "failed")
    }
  }
}

extension AccountServiceEvent {
  fileprivate var step: AccountStep {
    switch self {
    case .headerNumberRequested: AccountStep(.service, "S1")
    case .headerNumberAssigned: AccountStep(.service, "S1R")
    case .lineRequested: AccountStep(.service, "S2")
    case .lineLinked: AccountStep(.service, "S2R")
    case .planSentToSystems: AccountStep(.service, "S3")
    case .pbxConfigured: AccountStep(.service, "S3R")
    case .planSentToOperations(let event):
      AccountStep(
        .service, "S4", event.soldByTelemarketing ? "sold-by-telemarketing" : "sold-otherwise")
    case .planConfigured: AccountStep(.service, "S5")
    case .providersCounted(let event):
      AccountStep(.service, "S6", event.enough ? "enough" : "too-few")
    case .telemarketersTrained: AccountStep(.service, "S7")
    case .launchCommunicated: AccountStep(.service, "S8")
    }
  }
}
