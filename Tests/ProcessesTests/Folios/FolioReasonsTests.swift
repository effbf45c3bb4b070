import Events
import Processes
import Projections
import Schemas
import SwiftProtobuf
import Testing

@Suite("Reasons of final stages") struct FolioReasonsTests {
  /// The reasons of the page for each way to end, written down a second time.
  struct Ending: CustomTestStringConvertible, Sendable {
    let form: FolioForm
    let path: [FolioStage]
    let role: FolioRole
    let stage: FolioStage
    let reasons: Set<FolioFinalReason>
    var testDescription: String {
      "\(form.processType.label), \(form.requestKind.label) → \(stage.label)"
    }
  }

  static let rejections: Set<FolioFinalReason> = [
    .missingInformation, .outsideRiskAppetite, .noAcceptanceReceived,
  ]
  static let toIssue: [FolioStage] = [.gestionDocumental, .emisionDePoliza]
  static let endoso = FolioForm.autos.changed {
    $0.requestKind = .endosoA
    $0.referencePolicy.ramo = .autos
    $0.referencePolicy.number = "AU-1"
  }

  static let endings = [
    Ending(form: .individual, path: [], role: .agente, stage: .rechazo, reasons: rejections),
    Ending(
      form: .cobranza, path: [.gestionDocumental], role: .mesaGestionDocumental, stage: .rechazo,
      reasons: rejections),
    Ending(
      form: .individual,
      path: [.gestionDocumental, .suscripcion, .cotizacionEntregada], role: .ejecutivoComercial,
      stage: .cotizacionNoAceptada, reasons: [.noAcceptanceReceived, .otherReason]),
    Ending(
      form: .individual, path: toIssue, role: .mesaEmision, stage: .envio,
      reasons: [.policyIssued]),
    Ending(
      form: .autos, path: toIssue, role: .mesaEmision, stage: .envio, reasons: [.policyIssued]),
    Ending(
      form: .movimiento, path: toIssue, role: .mesaEmision, stage: .envio,
      reasons: [.endorsementIssued]),
    Ending(
      form: endoso, path: toIssue, role: .mesaEmision, stage: .envio,
      reasons: [.endorsementIssued]),
    Ending(
      form: .cobranza, path: [.gestionDocumental], role: .mesaGestionDocumental, stage: .envio,
      reasons: [.requestAttended]),
    Ending(
      form: .cobranza, path: toIssue, role: .mesaEmision, stage: .envio,
      reasons: [.requestAttended]),
  ]

  @Test(arguments: endings, FolioFinalReason.allCases)
  func `each final stage takes its reasons and no other`(
    _ ending: Ending, _ reason: FolioFinalReason
  ) throws {
    var scenario = try FolioScenario(ending.form)
    try scenario.given(.document("c-1", .quote))
    for stage in ending.path { try scenario.given(movedTo: stage) }
    let from = try scenario.folio().place.stage
    let refusal = try scenario.when(
      .move(from, ending.stage, by: ending.role) {
        $0.reason = reason
        $0.remark = "El contratante eligió otra oferta."
      })
    if ending.reasons.contains(reason) {
      #expect(refusal == nil)
    } else {
      #expect(
        refusal?.code
          == (reason == .unspecified ? "folio.reason-missing" : "folio.reason-not-taken"))
      #expect(Set(refusal?.allowed ?? []) == Set(ending.reasons.map(\.label)))
    }
  }

  @Test func `another reason needs its text`() throws {
    var scenario = try FolioScenario(.individual)
    try scenario.given(.document("c-1", .quote))
    try scenario.given(movedTo: .gestionDocumental, .suscripcion, .cotizacionEntregada)
    let refusal = try scenario.when(
      .move(.cotizacionEntregada, .cotizacionNoAceptada, by: .agente) {
        $0.reason = .otherReason
        $0.remark = " "
      })
    #expect(refusal?.code == "folio.remark-missing")
  }

  @Test func `a move that ends nothing has no reason, but may have a remark`() throws {
    var scenario = try FolioScenario(.individual)
    let reasoned: FolioStageChanged = .move(.altaDeTramite, .gestionDocumental, by: .agente) {
      $0.reason = .missingInformation
    }
    #expect(try scenario.when(reasoned)?.code == "folio.reason-outside-final-stage")
    let remarked: FolioStageChanged = .move(.altaDeTramite, .gestionDocumental, by: .agente) {
      $0.remark = "Expediente completo."
    }
    #expect(try scenario.when(remarked) == nil)
  }

  @Test func `nothing but notes follows the end`() throws {
    var scenario = try FolioScenario(.individual)
    try scenario.given(.document("d-1"))
    try scenario.given(movedTo: .rechazo)
    let late: [any Message] = [
      FolioFormUpdated.saving(.individual), FolioDocumentAttached.document("d-2"),
      FolioDocumentWithdrawn.withdrawal(of: "d-1"),
      FolioOwnerAssigned.owner(.person(.promotor)),
    ]
    for event in late {
      #expect(try scenario.when(event)?.code == "folio.final-stage")
    }
    #expect(try scenario.when(.note("Se avisó al agente.")) == nil)
  }
}
