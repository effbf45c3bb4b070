public import Events
public import Schemas

/// An event of a client's credits, or of the monthly report. The messages are described in
/// `schemas/credit/v1/events.proto`.
public enum CreditEvent: DomainEvent {
  case clientRegistered(CreditClientRegistered)
  case idCancelled(CreditIdCancelled)
  case granted(CreditCreditGranted)
  case paid(CreditPaymentReceived)
  case charged(CreditChargeAdded)
  case condoned(CreditCondoned)
  case writtenOff(CreditWrittenOff)
  case writtenDown(CreditWrittenDown)
  case cleared(CreditClearanceIssued)
  case certified(CreditCertificateIssued)
  case reversed(CreditReversed)
  case claimLinked(CreditClaimLinked)
  case contacted(CreditClientContacted)
  case assigned(CreditAdviserAssigned)
  case released(CreditAdviserReleased)
  case reportingStarted(CreditReportingStarted)
  case reportSent(CreditReportSent)
  case deadlinePassed(CreditDeadlinePassed)

  /// The category of the streams, `credit-1098765432`.
  public static let category = "credit"

  /// The stream of the monthly report.
  public static var reportStream: StreamName {
    do { return try StreamName("credit-informe") } catch { preconditionFailure("\(error)") }
  }

  public static let table = PayloadTable<CreditEvent>(
    .of(CreditClientRegistered.self, CreditEvent.clientRegistered),
    .of(CreditIdCancelled.self, CreditEvent.idCancelled),
    .of(CreditCreditGranted.self, CreditEvent.granted),
    .of(CreditPaymentReceived.self, CreditEvent.paid),
    .of(CreditChargeAdded.self, CreditEvent.charged),
    .of(CreditCondoned.self, CreditEvent.condoned),
    .of(CreditWrittenOff.self, CreditEvent.writtenOff),
    .of(CreditWrittenDown.self, CreditEvent.writtenDown),
    .of(CreditClearanceIssued.self, CreditEvent.cleared),
    .of(CreditCertificateIssued.self, CreditEvent.certified),
    .of(CreditReversed.self, CreditEvent.reversed),
    .of(CreditClaimLinked.self, CreditEvent.claimLinked),
    .of(CreditClientContacted.self, CreditEvent.contacted),
    .of(CreditAdviserAssigned.self, CreditEvent.assigned),
    .of(CreditAdviserReleased.self, CreditEvent.released),
    .of(CreditReportingStarted.self, CreditEvent.reportingStarted),
    .of(CreditReportSent.self, CreditEvent.reportSent),
    .of(CreditDeadlinePassed.self, CreditEvent.deadlinePassed))

  /// Who acted.
  public var actor: CreditActor {
    switch self {
    case .clientRegistered(let event): event.actor
    case .idCancelled(let event): event.actor
    case .granted(let event): event.actor
    case .paid(let event): event.actor
    case .charged(let event): event.actor
    case .condoned(let event): event.actor
    case .writtenOff(let event): event.actor
    case .writtenDown(let event): event.actor
    case .cleared(let event): event.actor
    case .certified(let event): event.actor
    case .reversed(let event): event.actor
    case .claimLinked(let event): event.actor
    case .contacted(let event): event.actor
    case .assigned(let event): event.actor
    case .released(let event): event.actor
    case .reportingStarted(let event): event.actor
    case .reportSent(let event): event.actor
    case .deadlinePassed(let event): event.actor
    }
  }
}
