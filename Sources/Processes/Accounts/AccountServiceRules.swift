import Projections
import Schemas

/// What the service start records. A line is asked for on the header number that IT assigned, comes
/// linked with it, and is the one whose plan goes to Operaciones.
///
/// **Source:** onboarding page, “Service start”.
enum AccountServiceRules {
  static func check(
    _ event: AccountServiceEvent, in standing: AccountStanding
  ) throws(AccountRefusal) {
    switch event {
    case .headerNumberRequested(let event):
      try need(["subsidiary": event.subsidiary, "asked_of": event.askedOf])
    case .headerNumberAssigned(let event): try need(["header_number": event.headerNumber])
    case .lineRequested(let event):
      try AccountValues.check(event.kind, "kind")
      try need(["provider": event.provider], ["kind": event.kind != .unspecified])
      try checkSame(event.headerNumber, standing.headerNumber, "header_number")
    case .lineLinked(let event):
      try need(["line": event.line])
      try checkSame(event.headerNumber, standing.headerNumber, "header_number")
    case .planSentToSystems(let event):
      try need(["plan": event.plan, "fantasy_name": event.fantasyName])
    case .pbxConfigured(let event): try need(["fantasy_name": event.fantasyName])
    case .planSentToOperations(let event):
      try need(
        ["plan": event.plan, "general_conditions": event.generalConditions],
        [
          "coverages": AccountValues.isGiven(event.coverages),
          "events": AccountValues.isGiven(event.events),
        ])
      try checkSame(event.line, standing.line, "line")
    case .planConfigured(let event):
      try need(
        ["plan": event.plan, "start_date": event.startDate],
        [
          "coverages": AccountValues.isGiven(event.coverages),
          "events": AccountValues.isGiven(event.events),
          "coordinators_cat": AccountValues.isGiven(event.coordinatorsCat),
          "coordinators_sac": AccountValues.isGiven(event.coordinatorsSac),
        ])
      try AccountValues.date(event.startDate, "start_date")
    case .providersCounted(let event): try check(event)
    case .telemarketersTrained(let event):
      try need(
        [:],
        [
          "agents": event.agents > 0, "plan_data_given": event.planDataGiven,
          "client_base_given": event.clientBaseGiven,
        ])
    case .launchCommunicated(let event): try need(["message": event.message])
    }
  }

  /// A service without any provider has not enough of them (a); more than that Proveedores judges.
  private static func check(_ event: AccountProvidersCounted) throws(AccountRefusal) {
    try need([:], ["services": AccountValues.isGiven(event.services.map(\.service))])
    for (index, service) in event.services.enumerated() {
      if event.services[..<index].contains(where: { $0.service == service.service }) {
        throw .listedTwice(field: "services", service.service)
      }
      if event.enough && service.providers == 0 { throw .providerless(service: service.service) }
    }
  }

  private static func checkSame(
    _ given: String, _ expected: String, _ field: String
  ) throws(AccountRefusal) {
    try need([field: given])
    guard given == expected else {
      throw .otherLine(field: field, given: given, expected: expected)
    }
  }

  private static func need(
    _ texts: KeyValuePairs<String, String>, _ others: KeyValuePairs<String, Bool> = [:]
  ) throws(AccountRefusal) {
    try AccountValues.need(.service, texts, others)
  }
}
