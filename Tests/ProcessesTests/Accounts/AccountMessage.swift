import Schemas
import SwiftProtobuf

/// Any event of an account, so that a test can change who acts.
protocol AccountMessage: Message, Equatable {
  var actor: AccountActor { get set }
}

extension AccountMessage {
  func by(_ role: AccountRole) -> Self { changed { $0.actor = .person(role) } }
}

extension AccountActor {
  static func person(_ role: AccountRole) -> AccountActor {
    .with {
      $0.role = role
      $0.key = "nmunoz"
      $0.name = "Begoña Muñoz"
    }
  }
}

extension AccountProspectOpened: AccountMessage {}
extension AccountContactMade: AccountMessage {}
extension AccountVisitRequested: AccountMessage {}
extension AccountVisitHeld: AccountMessage {}
extension AccountPresentationRequested: AccountMessage {}
extension AccountPresentationGiven: AccountMessage {}
extension AccountPresentationArrived: AccountMessage {}
extension AccountRequirementsRecorded: AccountMessage {}
extension AccountCapabilityVerified: AccountMessage {}
extension AccountContractReceived: AccountMessage {}
extension AccountInternalCommunicationSent: AccountMessage {}
extension AccountSatisfactionMeasured: AccountMessage {}
extension AccountQuoteRequested: AccountMessage {}
extension AccountQuoteSent: AccountMessage {}
extension AccountQuoteFollowedUp: AccountMessage {}
extension AccountQuoteRefused: AccountMessage {}
extension AccountAmendmentProposed: AccountMessage {}
extension AccountAmendmentSigned: AccountMessage {}
extension AccountAmendmentAttached: AccountMessage {}
extension AccountInvoicePrepared: AccountMessage {}
extension AccountInvoiceVerified: AccountMessage {}
extension AccountInvoiceApproved: AccountMessage {}
extension AccountInvoiceSigned: AccountMessage {}
extension AccountInvoiceSubmitted: AccountMessage {}
extension AccountPaymentFollowedUp: AccountMessage {}
extension AccountInvoiceReturned: AccountMessage {}
extension AccountNegotiationErrorResolved: AccountMessage {}
extension AccountInvoicePaid: AccountMessage {}
extension AccountProspectProfiled: AccountMessage {}
extension AccountCoveragesConsolidated: AccountMessage {}
extension AccountCoveragesSent: AccountMessage {}
extension AccountObservationsIssued: AccountMessage {}
extension AccountCoveragesAdjusted: AccountMessage {}
extension AccountCoveragesLoaded: AccountMessage {}
extension AccountCoveragesArchived: AccountMessage {}
extension AccountNumberConfigured: AccountMessage {}
extension AccountNumberTested: AccountMessage {}
extension AccountNumberReleased: AccountMessage {}
extension AccountHeaderNumberRequested: AccountMessage {}
extension AccountHeaderNumberAssigned: AccountMessage {}
extension AccountLineRequested: AccountMessage {}
extension AccountLineLinked: AccountMessage {}
extension AccountPlanSentToSystems: AccountMessage {}
extension AccountPbxConfigured: AccountMessage {}
extension AccountPlanSentToOperations: AccountMessage {}
extension AccountPlanConfigured: AccountMessage {}
extension AccountProvidersCounted: AccountMessage {}
extension AccountTelemarketersTrained: AccountMessage {}
extension AccountLaunchCommunicated: AccountMessage {}
extension AccountClientPropertyReceived: AccountMessage {}
extension AccountDeadlinePassed: AccountMessage {}
