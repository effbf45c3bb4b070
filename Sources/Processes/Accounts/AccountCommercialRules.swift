import Events
import Projections
import Schemas

/// What the commercial phase records.
///
/// **Source:** onboarding page, “Commercial phase”, column “recorded”.
enum AccountCommercialRules {
  static func check(
    _ event: AccountCommercialEvent, _ today: LocalDate, in standing: AccountStanding
  ) throws(AccountRefusal) {
    switch event {
    case .contactMade(let event): try check(event)
    case .visitRequested:
      if standing.isOpen("1a", on: .commercial) { throw .requestedAlready(what: "a visit") }
    case .visitHeld(let event): try check(event, today)
    case .presentationRequested:
      if standing.isOpen("1b", on: .commercial) || standing.isOpen("1bR", on: .commercial) {
        throw .requestedAlready(what: "a presentation")
      }
    case .presentationGiven(let event): try check(event)
    case .presentationArrived(let event): try need(["spoke_with": event.spokeWith])
    case .requirementsRecorded(let event): try check(event.requirements, "requirements")
    case .capabilityVerified(let event): try check(event)
    case .contractReceived(let event): try check(event, today, in: standing)
    case .internalCommunicationSent(let event):
      try need(
        ["conditions": event.conditions, "requirements": event.requirements],
        ["recipients": !event.recipients.isEmpty])
      try AccountValues.checkAreas(event.recipients, "recipients")
    case .satisfactionMeasured(let event): try need(["result": event.result])
    }
  }

  /// 1: who started it, the channel; for one of ours where it was found.
  private static func check(_ event: AccountContactMade) throws(AccountRefusal) {
    try AccountValues.check(event.startedBy, "started_by")
    try AccountValues.check(event.channel, "channel")
    try AccountValues.check(event.foundIn, "found_in")
    let isOurs = event.startedBy == .startedByComercial
    try need(
      [:],
      [
        "started_by": event.startedBy != .unspecified, "channel": event.channel != .unspecified,
        "found_in": !isOurs || event.foundIn != .unspecified,
      ])
    try leaveOut(
      unless: "where Comercial started the contact",
      ["found_in": !isOurs && event.foundIn != .unspecified])
  }

  /// 1a: date, time, place; the acta and who supported it; the commitments and where they were
  /// confirmed.
  private static func check(
    _ event: AccountVisitHeld, _ today: LocalDate
  ) throws(AccountRefusal) {
    try need([
      "date": event.date, "time": event.time, "place": event.place, "minutes": event.minutes,
      "supported_by": event.supportedBy, "commitments": event.commitments,
      "confirmed_to": event.confirmedTo,
    ])
    try AccountValues.pastDate(event.date, "date", today: today)
    try AccountValues.checkTime(event.time, "time")
  }

  /// 1b: company presentation and service portfolio; also in person (a).
  private static func check(_ event: AccountPresentationGiven) throws(AccountRefusal) {
    try AccountValues.check(event.way, "way")
    try need(
      [:],
      [
        "way": event.way != .unspecified, "company_presentation": event.companyPresentation,
        "service_portfolio": event.way == .inPerson || event.servicePortfolio,
      ])
  }

  /// 2: all of the service; of the client what it has (the source: “podrán ser”).
  private static func check(
    _ requirements: AccountRequirements, _ field: String
  ) throws(AccountRefusal) {
    for assistance in requirements.assistances {
      try AccountValues.check(assistance, "\(field).assistances")
    }
    for mode in requirements.modes { try AccountValues.check(mode, "\(field).modes") }
    try AccountValues.check(requirements.coverage, "\(field).coverage")
    try need(
      [
        "\(field).purpose": requirements.purpose,
        "\(field).description": requirements.description_p,
      ],
      [
        "\(field).assistances": !requirements.assistances.isEmpty
          && !requirements.assistances.contains(.unspecified),
        "\(field).modes": !requirements.modes.contains(.unspecified),
        "\(field).coverage": requirements.coverage != .unspecified,
      ])
  }

  /// 3: by both; what is to be resolved, or why not.
  private static func check(_ event: AccountCapabilityVerified) throws(AccountRefusal) {
    try AccountValues.check(event.capability, "capability")
    try need(
      ["by_comercial": event.byComercial, "by_operaciones": event.byOperaciones],
      [
        "capability": event.capability != .unspecified,
        "reason": event.capability == .able || !event.reason.isBlank,
      ])
    try leaveOut(
      unless: "where there are differences, or the company is not able",
      ["reason": event.capability == .able && !event.reason.isEmpty])
  }

  /// 5: the final requirements, the payment term, and every difference from what was first asked with
  /// its resolution. It may name the quote that it accepts.
  private static func check(
    _ event: AccountContractReceived, _ today: LocalDate, in standing: AccountStanding
  ) throws(AccountRefusal) {
    try need(["contract": event.contract, "issued": event.issued])
    try AccountValues.pastDate(event.issued, "issued", today: today)
    try check(event.finalRequirements, "final_requirements")
    for (index, difference) in event.differences.enumerated() {
      try need([
        "differences.\(index).requirement": difference.requirement,
        "differences.\(index).asked": difference.asked,
        "differences.\(index).agreed": difference.agreed,
        "differences.\(index).resolution": difference.resolution,
      ])
    }
    try AccountValues.checkTerm(event.paymentTerm, "payment_term")
    try AccountQuoteRules.checkAccepted(event, in: standing)
  }

  private static func need(
    _ texts: KeyValuePairs<String, String>, _ others: KeyValuePairs<String, Bool> = [:]
  ) throws(AccountRefusal) {
    try AccountValues.need(.commercial, texts, others)
  }

  private static func leaveOut(
    unless: String, _ given: KeyValuePairs<String, Bool>
  ) throws(AccountRefusal) {
    try AccountValues.leaveOut(.commercial, unless: unless, given)
  }
}
