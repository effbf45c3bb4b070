public import Schemas

/// An event of an account's stream. The messages are described in `schemas/account/v1`.
public enum AccountEvent: DomainEvent {
  case opened(AccountProspectOpened)
  case commercial(AccountCommercialEvent)
  case quote(AccountQuoteEvent)
  case amendment(AccountAmendmentEvent)
  case invoice(AccountInvoiceEvent)
  case incorporation(AccountIncorporationEvent)
  case service(AccountServiceEvent)
  case propertyReceived(AccountClientPropertyReceived)
  case deadlinePassed(AccountDeadlinePassed)

  /// The category of the streams, `account-00000042`.
  public static let category = "account"

  public static let table = PayloadTable<AccountEvent>(
    .of(AccountProspectOpened.self) { .opened($0) },

    .of(AccountContactMade.self) { .commercial(.contactMade($0)) },
    .of(AccountVisitRequested.self) { .commercial(.visitRequested($0)) },
    .of(AccountVisitHeld.self) { .commercial(.visitHeld($0)) },
    .of(AccountPresentationRequested.self) { .commercial(.presentationRequested($0)) },
    .of(AccountPresentationGiven.self) { .commercial(.presentationGiven($0)) },
    .of(AccountPresentationArrived.self) { .commercial(.presentationArrived($0)) },
    .of(AccountRequirementsRecorded.self) { .commercial(.requirementsRecorded($0)) },
    .of(AccountCapabilityVerified.self) { .commercial(.capabilityVerified($0)) },
    .of(AccountContractReceived.self) { .commercial(.contractReceived($0)) },
    .of(AccountInternalCommunicationSent.self) { .commercial(.internalCommunicationSent($0)) },
    .of(AccountSatisfactionMeasured.self) { .commercial(.satisfactionMeasured($0)) },

    .of(AccountQuoteRequested.self) { .quote(.requested($0)) },
    .of(AccountQuoteSent.self) { .quote(.sent($0)) },
    .of(AccountQuoteFollowedUp.self) { .quote(.followedUp($0)) },
    .of(AccountQuoteRefused.self) { .quote(.refused($0)) },

    .of(AccountAmendmentProposed.self) { .amendment(.proposed($0)) },
    .of(AccountAmendmentSigned.self) { .amendment(.signed($0)) },
    .of(AccountAmendmentAttached.self) { .amendment(.attached($0)) },

    .of(AccountInvoicePrepared.self) { .invoice(.prepared($0)) },
    .of(AccountInvoiceVerified.self) { .invoice(.verified($0)) },
    .of(AccountInvoiceApproved.self) { .invoice(.approved($0)) },
    .of(AccountInvoiceSigned.self) { .invoice(.signed($0)) },
    .of(AccountInvoiceSubmitted.self) { .invoice(.submitted($0)) },
    .of(AccountPaymentFollowedUp.self) { .invoice(.followedUp($0)) },
    .of(AccountInvoiceReturned.self) { .invoice(.returned($0)) },
    .of(AccountNegotiationErrorResolved.self) { .invoice(.errorResolved($0)) },
    .of(AccountInvoicePaid.self) { .invoice(.paid($0)) },

    .of(AccountProspectProfiled.self) { .incorporation(.prospectProfiled($0)) },
    .of(AccountCoveragesConsolidated.self) { .incorporation(.coveragesConsolidated($0)) },
    .of(AccountCoveragesSent.self) { .incorporation(.coveragesSent($0)) },
    .of(AccountObservationsIssued.self) { .incorporation(.observationsIssued($0)) },
    .of(AccountCoveragesAdjusted.self) { .incorporation(.coveragesAdjusted($0)) },
    .of(AccountCoveragesLoaded.self) { .incorporation(.coveragesLoaded($0)) },
    .of(AccountCoveragesArchived.self) { .incorporation(.coveragesArchived($0)) },
    .of(AccountNumberConfigured.self) { .incorporation(.numberConfigured($0)) },
    .of(AccountNumberTested.self) { .incorporation(.numberTested($0)) },
    .of(AccountNumberReleased.self) { .incorporation(.numberReleased($0)) },

    .of(AccountHeaderNumberRequested.self) { .service(.headerNumberRequested($0)) },
    .of(AccountHeaderNumberAssigned.self) { .service(.headerNumberAssigned($0)) },
    .of(AccountLineRequested.self) { .service(.lineRequested($0)) },
    .of(AccountLineLinked.self) { .service(.lineLinked($0)) },
    .of(AccountPlanSentToSystems.self) { .service(.planSentToSystems($0)) },
    .of(AccountPbxConfigured.self) { .service(.pbxConfigured($0)) },
    .of(AccountPlanSentToOperations.self) { .service(.planSentToOperations($0)) },
    .of(AccountPlanConfigured.self) { .service(.planConfigured($0)) },
    .of(AccountProvidersCounted.self) { .service(.providersCounted($0)) },
    .of(AccountTelemarketersTrained.self) { .service(.telemarketersTrained($0)) },
    .of(AccountLaunchCommunicated.self) { .service(.launchCommunicated($0)) },

    .of(AccountClientPropertyReceived.self) { .propertyReceived($0) },
    .of(AccountDeadlinePassed.self) { .deadlinePassed($0) })

  /// Who wrote it.
  public var actor: AccountActor {
    switch self {
    case .opened(let event): event.actor
    case .commercial(let event): event.actor
    case .quote(let event): event.actor
    case .amendment(let event): event.actor
    case .invoice(let event): event.actor
    case .incorporation(let event): event.actor
    case .service(let event): event.actor
    case .propertyReceived(let event): event.actor
    case .deadlinePassed(let event): event.actor
    }
  }
}
