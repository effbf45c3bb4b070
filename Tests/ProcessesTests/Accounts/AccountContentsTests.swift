import Events
import Processes
import Projections
import Schemas
import SwiftProtobuf
import Testing

/// What the ten activities and the service start record.
@Suite("Contents of the steps of accounts") struct AccountContentsTests {
  private func check<M: AccountMessage>(
    _ event: M, after before: [any AccountMessage],
    missing changes: [(inout M) -> Void]
  ) throws {
    let account = try AccountScenario(before)
    #expect(try account.code(event) == nil)
    for (index, change) in changes.enumerated() {
      let code = try account.code(event.changed(change))
      #expect(code == "account.fields-missing", "\(M.self), change \(index)")
    }
  }

  private let contracted = Act.untilContract + Act.beforeContract

  @Test func `1 to 3: profile and place, coverages on paper and electronic, to whom`() throws {
    let opened = [Act.opened] as [any AccountMessage]
    try check(
      Act.profiled, after: opened, missing: [{ $0.profile = "" }, { $0.location = " " }])
    try check(
      Act.consolidated, after: opened + [Act.profiled],
      missing: [
        { $0.coverages = [] }, { $0.coverages = ["Grúa", ""] }, { $0.paper = "" },
        { $0.electronic = "" },
      ])
    try check(
      Act.coveragesSent, after: opened + [Act.profiled, Act.consolidated],
      missing: [{ $0.sentTo = "" }])
  }

  @Test func `4 may record none, and says either that or what`() throws {
    let before = [Act.opened] + Act.beforeContract.prefix(3)
    try check(Act.nothingObserved, after: before, missing: [{ $0.none = false }])
    try check(
      Act.observed, after: before,
      missing: [{ $0.observations = [] }, { $0.observations = [""] }])
    let account = try AccountScenario(before)
    #expect(
      try account.code(Act.observed.changed { $0.none = true }) == "account.fields-out-of-place")
  }

  @Test func `5 fixes the final parameters, and adjusts what was observed and nothing else`() throws
  {
    let before = [Act.opened] + Act.beforeContract.prefix(3)
    let none = before + [Act.nothingObserved]
    try check(Act.fixed, after: none, missing: [{ $0.finalParameters = "" }])
    #expect(try AccountScenario(none).code(Act.adjusted) == "account.fields-out-of-place")
    try check(
      Act.adjusted, after: before + [Act.observed],
      missing: [
        { $0.finalParameters = "" }, { $0.adjustments = [] }, { $0.adjustments = [" "] },
      ])
    // Not skipped: 6 needs it.
    let skipping = try AccountScenario(Act.untilContract + Act.beforeContract.dropLast())
    #expect(try skipping.code(Act.loaded) == "account.out-of-order")
  }

  @Test func `6 is signed by both and considers the privacy notice, 7 has three parts`() throws {
    try check(
      Act.loaded, after: contracted,
      missing: [
        { $0.system = "" }, { $0.signedByComercial = "" }, { $0.signedByOperaciones = "" },
        { $0.privacyNoticeConsidered = false },
      ])
    try check(
      Act.archived, after: contracted + [Act.loaded],
      missing: [{ $0.archive = "" }, { $0.requestHandedTo = "" }, { $0.ivrMenu = "" }])
  }

  @Test func `8 to 10: the number, a test with its findings, to whom it is handed over`() throws {
    let before = contracted + Act.line + [Act.loaded, Act.archived]
    try check(Act.configured, after: before, missing: [{ $0.number = "" }])
    let ready = before + [Act.configured]
    try check(
      Act.tested, after: ready,
      missing: [
        {
          $0.passed = false
          $0.handedOverTo = []
        }, { $0.handedOverTo = [] },
      ])
    try check(Act.testFailed, after: ready, missing: [{ $0.findings = "" }])
    let account = try AccountScenario(ready)
    let outOfPlace: [AccountNumberTested] = [
      Act.tested.changed { $0.findings = "bien" },
      Act.testFailed.changed { $0.handedOverTo = [.operaciones] },
    ]
    for event in outOfPlace {
      #expect(try account.code(event) == "account.fields-out-of-place")
    }
    #expect(
      try account.code(Act.tested.changed { $0.handedOverTo = [.cliente] })
        == "account.not-an-area")
    let tested = ready + [Act.tested]
    try check(Act.releaseFailed, after: tested, missing: [{ $0.findings = "" }])
    #expect(
      try AccountScenario(tested).code(Act.released.changed { $0.findings = "bien" })
        == "account.fields-out-of-place")
  }

  @Test func `S1 and S2: one header number from its assignment to the linked line`() throws {
    let before = Act.untilContract
    try check(
      Act.headerAsked, after: before, missing: [{ $0.subsidiary = "" }, { $0.askedOf = "" }])
    try check(
      Act.headerAssigned, after: before + Act.line.prefix(1), missing: [{ $0.headerNumber = "" }])
    try check(
      Act.lineAsked, after: before + Act.line.prefix(2),
      missing: [{ $0.kind = .unspecified }, { $0.provider = "" }, { $0.headerNumber = "" }])
    try check(
      Act.lineLinked, after: before + Act.line.prefix(3),
      missing: [{ $0.line = "" }, { $0.headerNumber = "" }])
    var asked = try AccountScenario(before + Act.line.prefix(2))
    let refusal = try #require(
      try asked.when(Act.lineAsked.changed { $0.headerNumber = "6018000" }))
    #expect(refusal.code == "account.other-line")
    #expect(refusal.allowed == ["6017000"])
    for kind: AccountLineKind in [.line0810, .line0800] {
      #expect(try asked.code(Act.lineAsked.changed { $0.kind = kind }) == nil)
    }
    let linked = try AccountScenario(before + Act.line.prefix(3))
    #expect(
      try linked.code(Act.lineLinked.changed { $0.headerNumber = "6018000" })
        == "account.other-line")
  }

  @Test func `S3 and S4: plan, fantasy name, and the data that Operaciones needs`() throws {
    let before = Act.untilContract + Act.line
    try check(
      Act.toSystems, after: before, missing: [{ $0.plan = "" }, { $0.fantasyName = "" }])
    try check(Act.pbx, after: before + [Act.toSystems], missing: [{ $0.fantasyName = "" }])
    let configured = before + [Act.toSystems, Act.pbx]
    try check(
      Act.toOperations, after: configured,
      missing: [
        { $0.line = "" }, { $0.plan = "" }, { $0.coverages = [] }, { $0.events = [] },
        { $0.generalConditions = "" },
      ])
    #expect(
      try AccountScenario(configured).code(Act.toOperations.changed { $0.line = "01 8000 999" })
        == "account.other-line")
  }

  @Test func `S5: a new account or one more plan, and the coordinators of CAT and SAC told`() throws
  {
    let before = Act.untilContract + Act.line + Act.planSent
    try check(
      Act.planConfigured, after: before,
      missing: [
        { $0.plan = "" }, { $0.startDate = "" }, { $0.coverages = [] }, { $0.events = [] },
        { $0.coordinatorsCat = [] }, { $0.coordinatorsSac = [] },
      ])
    let account = try AccountScenario(before)
    #expect(try account.code(Act.planConfigured.changed { $0.accountCreated = false }) == nil)
    #expect(
      try account.code(Act.planConfigured.changed { $0.startDate = "pronto" })
        == "account.not-a-date")
  }

  @Test func `S6: too few providers are counted again when new ones are selected`() throws {
    let before = Act.untilContract + Act.line + Act.planSent
    try check(
      Act.enoughProviders, after: before,
      missing: [{ $0.services = [] }, { $0.services[0].service = "" }])
    var account = try AccountScenario(before)
    #expect(
      try account.code(Act.enoughProviders.changed { $0.services[1].providers = 0 })
        == "account.providerless")
    #expect(
      try account.code(Act.enoughProviders.changed { $0.services[1].service = "Grúa" })
        == "account.listed-twice")
    try account.given(Act.tooFewProviders, Act.tooFewProviders)
    #expect(try account.standing().service.open.map(\.step) == ["S5", "S6"])
    try account.given(Act.enoughProviders.changed { $0.selected = ["Grúas Quiñones"] })
    #expect(try account.standing().service.open.map(\.step) == ["S5"])
  }

  @Test func `S7 gives the agents plan data and client base, S8 tells all staff`() throws {
    let before = Act.untilContract + Act.line
    try check(
      Act.trained, after: before + Act.planSent.dropLast() + [Act.toOperationsForTMK],
      missing: [
        { $0.agents = 0 }, { $0.planDataGiven = false }, { $0.clientBaseGiven = false },
      ])
    try check(
      Act.launched, after: before + Act.planSent + [Act.planConfigured, Act.enoughProviders],
      missing: [{ $0.message = "" }])
  }
}
