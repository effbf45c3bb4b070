import Projections
import Schemas

/// What the ten activities record.
///
/// **Source:** onboarding page, “Incorporation of a new account”.
enum AccountIncorporationRules {
  static func check(
    _ event: AccountIncorporationEvent, in standing: AccountStanding
  ) throws(AccountRefusal) {
    switch event {
    case .prospectProfiled(let event):
      try need(["profile": event.profile, "location": event.location])
    case .coveragesConsolidated(let event):
      try need(
        ["paper": event.paper, "electronic": event.electronic],
        ["coverages": AccountValues.isGiven(event.coverages)])
    case .coveragesSent(let event): try need(["sent_to": event.sentTo])
    case .observationsIssued(let event):
      try need([:], ["observations": event.none || AccountValues.isGiven(event.observations)])
      try leaveOut(
        unless: "where there are any, without none",
        ["observations": event.none && !event.observations.isEmpty])
    case .coveragesAdjusted(let event):
      // Without observations it adjusts nothing but still fixes the final parameters.
      try need(
        ["final_parameters": event.finalParameters],
        ["adjustments": !standing.observed || AccountValues.isGiven(event.adjustments)])
      try leaveOut(
        unless: "where activity 4 issued observations",
        ["adjustments": !standing.observed && !event.adjustments.isEmpty])
    case .coveragesLoaded(let event):
      try need(
        [
          "system": event.system, "signed_by_comercial": event.signedByComercial,
          "signed_by_operaciones": event.signedByOperaciones,
        ], ["privacy_notice_considered": event.privacyNoticeConsidered])
    case .coveragesArchived(let event):
      try need([
        "archive": event.archive, "request_handed_to": event.requestHandedTo,
        "ivr_menu": event.ivrMenu,
      ])
    case .numberConfigured(let event): try need(["number": event.number])
    case .numberTested(let event):
      try checkTest(event.passed, event.findings)
      try need([:], ["handed_over_to": !event.passed || !event.handedOverTo.isEmpty])
      try leaveOut(
        unless: "where the test was passed",
        ["handed_over_to": !event.passed && !event.handedOverTo.isEmpty])
      try AccountValues.checkAreas(event.handedOverTo, "handed_over_to")
    case .numberReleased(let event): try checkTest(event.passed, event.findings)
    }
  }

  /// A failed test says what failed.
  private static func checkTest(_ passed: Bool, _ findings: String) throws(AccountRefusal) {
    try need([:], ["findings": passed || !findings.isBlank])
    try leaveOut(unless: "where the test failed", ["findings": passed && !findings.isEmpty])
  }

  private static func need(
    _ texts: KeyValuePairs<String, String>, _ others: KeyValuePairs<String, Bool> = [:]
  ) throws(AccountRefusal) {
    try AccountValues.need(.incorporation, texts, others)
  }

  private static func leaveOut(
    unless: String, _ given: KeyValuePairs<String, Bool>
  ) throws(AccountRefusal) {
    try AccountValues.leaveOut(.incorporation, unless: unless, given)
  }
}
