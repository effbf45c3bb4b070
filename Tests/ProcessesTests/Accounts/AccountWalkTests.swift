import Events
import Processes
import Projections
import Schemas
import SwiftProtobuf
import Testing

@Suite("Walks through the onboarding") struct AccountWalkTests {
  @Test func `from the prospect to a live account that has paid`() throws {
    var account = try AccountScenario([Act.opened])
    #expect(try account.standing().situation == .prospect)
    try account.given(
      Act.contact, Act.profiled, Act.visitRequested, Act.visit, Act.presentationRequested,
      Act.presentation, Act.presentationArrived, Act.consolidated, Act.requirements,
      Act.quoteRequested(), Act.coveragesSent, Act.observed, Act.able, Act.adjusted, Act.quote(),
      Act.followUp(), Act.property)
    #expect(try account.standing().situation == .prospect)
    #expect(try account.standing().visited)

    try account.given(
      Act.contract.changed {
        $0.quote = "COT-1"
        $0.differences = [
          .with {
            $0.requirement = "cobertura"
            $0.asked = "nacional"
            $0.agreed = "continental"
            $0.resolution = "Correo del 2 de marzo"
          }
        ]
      })
    #expect(try account.standing().situation == .contracted)
    try account.given(
      Act.communication, Act.headerAsked, Act.loaded, Act.headerAssigned, Act.archived,
      Act.lineAsked, Act.lineLinked, Act.configured, Act.toSystems, Act.pbx,
      Act.toOperationsForTMK, Act.tested, Act.planConfigured, Act.tooFewProviders,
      Act.enoughProviders, Act.trained)
    for event in [Act.amendment(), Act.signature(.client), Act.signature(.company)]
      as [any AccountMessage]
    {
      try account.given(event)
    }
    try account.given(Act.attachment())
    #expect(try account.standing().situation == .contracted)
    try account.given(Act.released)
    #expect(try account.standing().situation == .contracted)
    try account.given(Act.launched)
    #expect(try account.standing().situation == .live)

    for event in Act.issue() { try account.given(event) }
    #expect(try !account.standing().hasEndedCommercialPhase)
    try account.given(Act.chased(), Act.paid())
    #expect(try account.standing().hasEndedCommercialPhase)
    try account.given(Act.satisfaction)
    #expect(try account.standing().commercial.end == .done)
    #expect(try account.standing().routes.allSatisfy { try account.standing().isDone($0) })
  }

  @Test func `without visit, presentation, quote, observations and telemarketing`() throws {
    let account = try AccountScenario(
      Act.untilCommunication + Act.beforeContract + Act.serviceStart + Act.afterContract
        + Act.issue() + [Act.paid(), Act.satisfaction])
    #expect(try account.standing().situation == .live)
    #expect(try account.standing().routes.allSatisfy { try account.standing().isDone($0) })
  }

  @Test func `is live when activity 10 and S8 are done, in whichever order`() throws {
    let base = Act.untilContract + Act.beforeContract
    let last = try AccountScenario(base + Act.serviceStart + Act.afterContract)
    #expect(try last.standing().live.seconds == last.now.seconds - 60)
    let service = try AccountScenario(base + Act.line + Act.afterContract + Act.planSent)
    #expect(try !service.standing().hasLive)
    #expect(try service.standing().incorporation.end == .done)
    var after = service
    try after.given(Act.planConfigured, Act.enoughProviders)
    #expect(try !after.standing().hasLive)
    try after.given(Act.launched)
    #expect(try after.standing().hasLive)
  }

  @Test func `both lists are kept side by side on one account`() throws {
    let account = try AccountScenario(Act.untilContract + Act.beforeContract)
    #expect(try account.open() == ["6", "6", "S1"])
  }
}

extension AccountStanding {
  fileprivate func isDone(_ route: AccountRoute) throws -> Bool {
    try #require(path(route)).end == .done
  }
}

extension AccountScenario {
  /// The steps of the account's own tables that can be taken now.
  func open() throws -> [String] {
    let standing = try standing()
    return [standing.commercial, standing.incorporation, standing.service]
      .flatMap { $0.open.filter(\.hasSince).map(\.step) }
  }
}
