import Events
import Projections
import Schemas

/// The deadlines of claims, and what an event of the daemon must say of one.
///
/// **Source:** claims page, “What must be seen”.
enum ClaimDeadlineRules {
  /// The second anniversary has passed, and nobody claimed.
  static let prescriptionReached = "prescription-reached"
  static let poolMonth = "pool-month"

  /// Who is told: the management that oversees the procedure.
  static let addressee = "Gerencia de Riesgo, Crédito y Cartera"

  /// The rules about the time to claim.
  static let prescription = ClaimFigures.warnings.map(\.name) + [prescriptionReached]
  /// The rules about something that was asked for.
  static let waits = [ClaimFigures.documentsWait.name, ClaimFigures.answerWait.name]
}

extension ClaimCheck {
  /// Whether a deadline that the daemon records is one that this claim waits for. That the time was up
  /// is the timer's matter; here it must at least not be early by its own account, nor come twice.
  func check(_ event: ClaimDeadlinePassed, in claim: Claim) throws(ClaimRefusal) {
    if let field = firstDifference(of: event, in: claim) {
      throw .deadlineNotByRule(rule: event.escalation.rule, field: field)
    }
  }

  private func firstDifference(of event: ClaimDeadlinePassed, in claim: Claim) -> String? {
    let escalation = event.escalation
    let since: Timestamp?
    if ClaimDeadlineRules.prescription.contains(escalation.rule) {
      guard claim.claimedOn == nil, let facts = claim.facts else { return "rule" }
      guard let lastDay = LocalDate(event.prescribesAfter), lastDay > facts.occurredOn else {
        return "prescribes_after"
      }
      since = claim.factsKnown
    } else {
      guard claim.wait?.rule == escalation.rule else { return "rule" }
      if !event.prescribesAfter.isEmpty { return "prescribes_after" }
      since = claim.wait?.since
    }
    if claim.passed.contains(Claim.passed(event)) { return "rule" }
    if Timestamp(escalation.entered) != since { return "entered" }
    if Timestamp(escalation.fired) < Timestamp(escalation.due) { return "fired" }
    return nil
  }
}
