import Events
import Processes
import Projections
import Schemas
import SwiftProtobuf
import Testing

@Suite("Opening and cloning folios") struct FolioOpeningsTests {
  static let clone: UInt64 = 400_001

  // The stream and its number.

  @Test(arguments: [
    "folio-00000001": true, "folio-00399734": true, "folio-99999999": true,
    "folio-00000000": false, "folio-399734": false, "folio-003997340": false, "folio-": false,
    "folio-0039973a": false, "folio": false, "folio-#0399734": false, "folio-+0399734": false,
  ])
  func `a stream is named by eight digits`(_ name: String, _ isFolio: Bool) throws {
    let rules = try FolioScenario().rules
    let stream = try StreamName(name)
    if isFolio {
      #expect(try rules.initialState(of: stream).folio == nil)
    } else {
      let refusal = #expect(throws: Refusal.self) { try rules.initialState(of: stream) }
      #expect(refusal?.code == "folio.not-a-folio-stream")
    }
  }

  @Test(arguments: [0, 399_733, 100_399_734])
  func `the number is that of the stream`(_ number: UInt64) throws {
    var scenario = try FolioScenario()
    let refusal = try scenario.when(.opening(.individual, number: number))
    #expect(refusal?.code == "folio.other-number")
  }

  @Test func `a folio begins with its first save, and only once`() throws {
    var scenario = try FolioScenario()
    #expect(try scenario.when(.note())?.code == "folio.not-open")
    try scenario.given(.opening(.individual))
    let folio = try scenario.folio()
    #expect(folio.place.stage == .altaDeTramite)
    #expect(folio.owner == .person(.agente))
    #expect(folio.entered == FolioScenario.start)
    #expect(folio.enteredRevision == Revision(0))
    #expect(folio.clonedFrom == nil)
    #expect(try scenario.when(.opening(.individual))?.code == "folio.already-open")
  }

  // Who opens.

  @Test(arguments: FolioRole.allCases)
  func `the sales force opens folios`(_ role: FolioRole) throws {
    var scenario = try FolioScenario()
    let refusal = try scenario.when(.opening(.individual, by: role))
    switch role {
    case .agente, .promotor, .ejecutivoComercial: #expect(refusal == nil)
    case .mesaGestionDocumental, .mesaSuscripcion, .mesaEmision:
      #expect(refusal?.code == "folio.opener-not-sales-force")
    case .system: #expect(refusal?.code == "folio.system-role-reserved")
    case .unspecified, .UNRECOGNIZED: #expect(refusal?.code == "folio.role-unknown")
    }
  }

  @Test(arguments: [
    (FolioRequestKind.altaPromotor, FolioRole.agente, false),
    (.altaPromotor, .promotor, false), (.altaPromotor, .ejecutivoComercial, true),
    (.altaAgente, .agente, false), (.altaAgente, .promotor, true),
    (.altaAgente, .ejecutivoComercial, true),
  ])
  func `portal access is requested by those entitled`(
    _ kind: FolioRequestKind, _ role: FolioRole, _ isEntitled: Bool
  ) throws {
    var scenario = try FolioScenario()
    let form = FolioForm.altaAgente.changed { $0.requestKind = kind }
    let refusal = try scenario.when(.opening(form, by: role))
    #expect(refusal?.code == (isEntitled ? nil : "folio.requester-not-entitled"))
    if let refusal { #expect(refusal.source == "folios: Portal access") }
  }

  @Test func `an alta de agente becomes one of a promotor only by someone entitled`() throws {
    var scenario = try FolioScenario(.altaAgente, by: .promotor)
    let form = FolioForm.altaAgente.changed { $0.requestKind = .altaPromotor }
    let refusal = try scenario.when(.saving(form, by: .promotor))
    #expect(refusal?.code == "folio.requester-not-entitled")
    #expect(try scenario.when(.saving(form, by: .ejecutivoComercial)) == nil)
    let corrected = form.changed { $0.agent.key = "P-2" }
    #expect(try scenario.when(.saving(corrected, by: .mesaGestionDocumental)) == nil)
  }

  // Clones.

  /// A folio in Rechazo with a note and a document.
  private func rejected() throws -> FolioScenario {
    var scenario = try FolioScenario(.individual)
    try scenario.given(.note())
    try scenario.given(.document("d-1"))
    try scenario.given(movedTo: .rechazo)
    return scenario
  }

  private func cloning(_ form: FolioForm, from: UInt64 = FolioScenario.number) -> FolioOpened {
    .opening(form, number: Self.clone, clonedFrom: from)
  }

  @Test func `a clone starts anew with one field changed, without notes and documents`() throws {
    var scenario = try rejected()
    let form = FolioForm.individual.changed { $0.contratante = "Acme" }
    try scenario.given(cloning(form), in: Self.clone)
    let clone = try scenario.folio(Self.clone)
    #expect(clone.place.stage == .altaDeTramite)
    #expect(clone.clonedFrom?.rawValue == FolioScenario.number)
    #expect(clone.documents.isEmpty)
    #expect(!clone.hasNoteSinceEntry)
    #expect(try scenario.folio().place.stage == .rechazo)
  }

  @Test func `a clone may change any field, also the process type`() throws {
    var scenario = try rejected()
    let form = FolioForm.individual.changed {
      $0.processType = .cotizacionEmisionPersonasColectivo
    }
    #expect(try scenario.when(cloning(form), in: Self.clone) == nil)
  }

  @Test func `a clone without a change is refused`() throws {
    var scenario = try rejected()
    #expect(
      try scenario.when(cloning(.individual), in: Self.clone)?.code == "folio.clone-unchanged")
    let emptyPart = FolioForm.individual.changed { $0.referencePolicy = FolioPolicyReference() }
    #expect(
      try scenario.when(cloning(emptyPart), in: Self.clone, as: .binary)?.code
        == "folio.clone-unchanged")
  }

  @Test func `a clone is compared with the form as it was saved last`() throws {
    var scenario = try FolioScenario(.individual)
    let last = FolioForm.individual.changed { $0.contratante = "Acme" }
    try scenario.given(.saving(last))
    try scenario.given(movedTo: .rechazo)
    #expect(try scenario.when(cloning(last), in: Self.clone)?.code == "folio.clone-unchanged")
    #expect(try scenario.when(cloning(.individual), in: Self.clone) == nil)
  }

  @Test(arguments: FolioStage.all)
  func `only a folio in Rechazo is cloned`(_ stage: FolioStage) throws {
    for scenario in try FolioScenario.all(in: stage) {
      var scenario = scenario
      let form = try scenario.folio().form.changed { $0.contratante = "Acme" }
      let refusal = try scenario.when(cloning(form), in: Self.clone)
      #expect(refusal?.code == (stage == .rechazo ? nil : "folio.predecessor-not-rejected"))
    }
  }

  @Test(arguments: [123, clone, 100_000_000, UInt64.max])
  func `a clone has a predecessor`(_ number: UInt64) throws {
    var scenario = try rejected()
    let form = FolioForm.individual.changed { $0.contratante = "Acme" }
    let refusal = try scenario.when(cloning(form, from: number), in: Self.clone)
    #expect(refusal?.code == "folio.predecessor-unknown")
  }
}
