import Events
import Processes
import Projections
import Schemas
import SwiftProtobuf
import Testing

/// Each row of the tables: what must have happened, the event, and who may write it.
private struct Row: Sendable, CustomTestStringConvertible {
  let name: String
  /// Everything up to this row.
  let before: [any AccountMessage]
  let event: any AccountMessage
  let roles: Set<AccountRole>
  var testDescription: String { name }

  init(
    _ name: String, after before: [any AccountMessage], _ event: any AccountMessage,
    by roles: AccountRole...
  ) {
    self.name = name
    self.before = before
    self.event = event
    self.roles = Set(roles)
  }
}

private let contracted = Act.untilContract + Act.beforeContract
private let issued = Act.untilCommunication + Act.issue()

private let rows: [Row] = [
  Row("1", after: [Act.opened], Act.contact, by: .gerenteComercial),
  Row(
    "1a", after: Act.openedAndContacted + [Act.visitRequested], Act.visit, by: .gerenteComercial,
    .jefeDeOperaciones),
  Row(
    "1b", after: Act.openedAndContacted + [Act.presentationRequested], Act.presentation,
    by: .gerenteComercial),
  Row(
    "1bR", after: Act.openedAndContacted + [Act.presentationRequested, Act.presentation],
    Act.presentationArrived, by: .gerenteComercial),
  Row("2", after: Act.openedAndContacted, Act.requirements, by: .gerenteComercial),
  Row("3", after: Act.untilRequirements, Act.able, by: .gerenteComercial, .jefeDeOperaciones),
  Row(
    "4", after: Act.untilRequirements + [Act.quoteRequested(), Act.able], Act.quote(),
    by: .gerenteComercial),
  Row("5", after: Act.untilAble, Act.contract, by: .gerenteComercial),
  Row("6", after: Act.untilContract, Act.communication, by: .gerenteComercial),
  Row("7", after: Act.untilContract, Act.amendment(), by: .gerenteComercial),
  Row(
    "7C", after: Act.untilContract + [Act.amendment()], Act.signature(.client),
    by: .gerenteComercial),
  Row(
    "7I", after: Act.untilContract + [Act.amendment()], Act.signature(.company),
    by: .gerenteComercial),
  Row(
    "7R",
    after: Act.untilContract + [Act.amendment(), Act.signature(.client), Act.signature(.company)],
    Act.attachment(), by: .gerenteComercial),
  Row("8.1", after: Act.untilCommunication, Act.prepared(), by: .jefeDeAdministracionYFinanciera),
  Row(
    "8.2", after: Array(issued.dropLast(4)), Act.verified(), by: .jefeDeAdministracionYFinanciera),
  Row(
    "8.3", after: Array(issued.dropLast(3)), Act.approved(), by: .jefeDeAdministracionYFinanciera),
  Row("8.4", after: Array(issued.dropLast(2)), Act.signed(), by: .jefeDeAdministracionYFinanciera),
  Row(
    "8.5", after: Array(issued.dropLast(1)), Act.submitted(), by: .jefeDeAdministracionYFinanciera),
  Row("9", after: issued, Act.paid(), by: .jefeDeAdministracionYFinanciera),
  Row("9 returned", after: issued, Act.returned(), by: .jefeDeAdministracionYFinanciera),
  Row("9C", after: issued + [Act.returned()], Act.resolved(), by: .gerenteComercial, .comercial),
  Row("10", after: issued + [Act.paid()], Act.satisfaction, by: .gerenteComercial),

  Row("A1", after: [Act.opened], Act.profiled, by: .gerenteComercial, .comercial),
  Row(
    "A2", after: [Act.opened] + Act.beforeContract.prefix(1), Act.consolidated,
    by: .gerenteComercial, .comercial),
  Row(
    "A3", after: [Act.opened] + Act.beforeContract.prefix(2), Act.coveragesSent,
    by: .gerenteComercial, .comercial),
  Row(
    "A4", after: [Act.opened] + Act.beforeContract.prefix(3), Act.nothingObserved,
    by: .jefeDeOperaciones, .operaciones),
  Row(
    "A4 observed", after: [Act.opened] + Act.beforeContract.prefix(3), Act.observed,
    by: .jefeDeOperaciones, .operaciones),
  Row(
    "A5", after: [Act.opened] + Act.beforeContract.prefix(4), Act.fixed, by: .gerenteComercial,
    .comercial),
  Row(
    "A6", after: contracted, Act.loaded, by: .gerenteComercial, .comercial, .jefeDeOperaciones,
    .operaciones),
  Row(
    "A7", after: contracted + Act.afterContract.prefix(1), Act.archived, by: .gerenteComercial,
    .comercial),
  Row("A8", after: contracted + Act.line + Act.afterContract.prefix(2), Act.configured, by: .ti),
  Row("A9", after: contracted + Act.line + Act.afterContract.prefix(3), Act.tested, by: .ti),
  Row(
    "A9 failed", after: contracted + Act.line + Act.afterContract.prefix(3), Act.testFailed, by: .ti
  ),
  Row(
    "A10", after: contracted + Act.line + Act.afterContract.prefix(4), Act.released,
    by: .jefeDeOperaciones, .operaciones),

  Row("S1", after: Act.untilContract, Act.headerAsked, by: .gerenteComercial, .comercial),
  Row("S1R", after: Act.untilContract + Act.line.prefix(1), Act.headerAssigned, by: .ti),
  Row(
    "S2", after: Act.untilContract + Act.line.prefix(2), Act.lineAsked, by: .gerenteComercial,
    .comercial),
  Row(
    "S2R", after: Act.untilContract + Act.line.prefix(3), Act.lineLinked, by: .gerenteComercial,
    .comercial),
  Row("S3", after: Act.untilContract + Act.line, Act.toSystems, by: .gerenteComercial, .comercial),
  Row("S3R", after: Act.untilContract + Act.line + Act.planSent.prefix(1), Act.pbx, by: .ti),
  Row(
    "S4", after: Act.untilContract + Act.line + Act.planSent.prefix(2), Act.toOperations,
    by: .gerenteComercial, .comercial),
  Row(
    "S5", after: Act.untilContract + Act.line + Act.planSent, Act.planConfigured,
    by: .jefeDeOperaciones, .operaciones),
  Row(
    "S6", after: Act.untilContract + Act.line + Act.planSent, Act.enoughProviders, by: .proveedores),
  Row(
    "S7", after: Act.untilContract + Act.line + Act.planSent.prefix(2) + [Act.toOperationsForTMK],
    Act.trained, by: .gerenteComercial, .comercial),
  Row(
    "S8",
    after: Act.untilContract + Act.line + Act.planSent + [Act.planConfigured, Act.enoughProviders],
    Act.launched, by: .gerenteComercial, .comercial),
]

@Suite("Order of the steps of accounts") struct AccountOrderTests {
  @Test(arguments: rows)
  fileprivate func `a step is taken by those whom the page names and by nobody else`(
    _ row: Row
  ) throws {
    for role in AccountRole.allCases where role != .unspecified && role != .system {
      var account = try AccountScenario(row.before)
      let refusal = try account.when(row.event.by(role))
      if row.roles.contains(role) {
        #expect(refusal == nil, "\(role): \(refusal as Any)")
      } else {
        #expect(refusal?.code == "account.other-area", "\(role)")
        #expect(Set(refusal?.allowed ?? []) == Set(row.roles.map(\.label)))
        #expect(refusal?.source.hasPrefix("onboarding: ") == true)
      }
    }
  }

  /// `9 returned` and a failed test lead back and are tried where they can be done again.
  @Test(arguments: rows)
  fileprivate func `a step is not taken twice`(_ row: Row) throws {
    // The client's satisfaction is recorded again, without a step.
    if row.name == "10" { return }
    var account = try AccountScenario(row.before + [row.event])
    let refusal = try #require(try account.when(row.event), "\(row.name) twice")
    // Once the table has ended there is nothing left; a returned invoice is with Comercial.
    let last = ["A10", "S8", "9", "7R"].contains(row.name)
    #expect(refusal.code == (last ? "account.ended" : "account.taken-already"))
  }

  @Test(arguments: rows)
  fileprivate func `a step is not taken before the one before it`(_ row: Row) throws {
    // The first need only the account, and satisfaction only the contract.
    guard row.before.count > 1, row.name != "10" else { return }
    var account = try AccountScenario(Array(row.before.dropLast()))
    let refusal = try account.when(row.event)
    #expect(refusal != nil, "\(row.name)")
  }

  @Test func `says what can be done instead`() throws {
    var account = try AccountScenario(contracted)
    let early = try #require(try account.when(Act.tested))
    #expect(early.code == "account.out-of-order")
    #expect(early.allowed == ["6"])
    #expect(early.message.contains("step 9 of Incorporación de cuentas nuevas"))
    #expect(early.message.contains("what can be done now: 6"))
    let again = try #require(try account.when(Act.consolidated))
    #expect(again.code == "account.taken-already")
    #expect(again.allowed == ["6"])
    let other = try #require(try account.when(Act.loaded.by(.ti)))
    #expect(other.code == "account.other-area")
    #expect(
      other.allowed == ["Gerente Comercial", "Comercial", "Jefe de Operaciones", "Operaciones"])
    #expect(other.message.contains("not by TI"))
  }

  @Test func `8 of a table waits for S1 and S2, and 6 and S1 for the contract`() throws {
    var account = try AccountScenario(Act.untilAble + Act.beforeContract)
    let loaded = try #require(try account.when(Act.loaded))
    #expect(loaded.code == "account.needs-first")
    #expect(loaded.message.contains("needs 5 of Fase comercial (Contrato) first"))
    #expect(loaded.allowed == [])
    #expect(try account.when(Act.headerAsked)?.code == "account.needs-first")
    try account.given(Act.contract, Act.loaded, Act.archived)
    let configured = try #require(try account.when(Act.configured))
    #expect(configured.code == "account.needs-first")
    #expect(configured.message.contains("S1R"))
    #expect(configured.message.contains("S2R"))
    for event in Act.line {
      #expect(try account.code(Act.configured) == "account.needs-first")
      try account.given(event)
    }
    #expect(try account.code(Act.configured) == nil)
  }

  @Test func `a failed test in 9 or 10 goes back to 8`() throws {
    let base = contracted + Act.line + Act.afterContract.prefix(3)
    var account = try AccountScenario(base + [Act.testFailed])
    #expect(try account.standing().incorporation.open.map(\.step) == ["8"])
    #expect(try account.code(Act.tested) == "account.taken-already")
    try account.given(Act.configured, Act.tested, Act.releaseFailed)
    #expect(try account.standing().incorporation.open.map(\.step) == ["8"])
    #expect(try account.code(Act.released) == "account.taken-already")
    try account.given(Act.configured)
    #expect(try account.code(Act.configured) == "account.taken-already")
    try account.given(Act.tested, Act.released)
    #expect(try account.standing().incorporation.end == .done)
  }

  @Test func `S8 waits for S5, S6 and, where the plan is sold by telemarketing, S7`() throws {
    let base = Act.untilContract + Act.line
    var otherwise = try AccountScenario(base + Act.planSent)
    #expect(try otherwise.code(Act.trained) == "account.out-of-order")
    let early = try #require(try otherwise.when(Act.launched))
    #expect(early.code == "account.out-of-order")
    #expect(early.message.contains("it needs S5, S6"))
    #expect(early.allowed == ["S5", "S6"])
    try otherwise.given(Act.enoughProviders)
    #expect(try otherwise.code(Act.launched) == "account.out-of-order")
    try otherwise.given(Act.planConfigured)
    #expect(try otherwise.code(Act.launched) == nil)

    var tmk = try AccountScenario(base + Act.planSent.dropLast() + [Act.toOperationsForTMK])
    try tmk.given(Act.planConfigured, Act.enoughProviders)
    #expect(try tmk.when(Act.launched)?.allowed == ["S7"])
    try tmk.given(Act.trained)
    #expect(try tmk.code(Act.launched) == nil)
  }
}
