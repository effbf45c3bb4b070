import Events
import Processes
import Projections
import Schemas
import Testing

@Suite("Documents of post-sale requests") struct OrderPapersTests {
  private func transfer() throws -> OrderScenario {
    try OrderScenario(.of(.trasladoDeProductos) { $0.documents = [.of(.requisito)] })
  }

  @Test func `documents travel with the request and come back to be archived`() throws {
    var scenario = try transfer()
    var holders: [OrderRole?] = [try scenario.order().holder]
    for step in ["C1", "C2 both", "C3 no", "C6", "C7", "C8", "C9", "C11 confirmed"] {
      try scenario.given(steps: step)
      holders.append(try scenario.order().holder)
    }
    #expect(
      holders == [
        .ejecutivoEmpresas, .gestorComercial, .gestorComercial, .gestorComercial,
        .gestorComercial, .gestorTecnico, .gestorTecnico, .ejecutivoEmpresas, nil,
      ])
  }

  @Test func `a request does not go on without its documents`() throws {
    var scenario = try transfer()
    let left = try scenario.step("C1") { $0.documentsMove = .unspecified }
    let refusal = try #require(try scenario.when(left))
    #expect(refusal.code == "order.documents-left-behind")
    #expect(refusal.source == "postsale: How to read the twelve procedures")
    #expect(try scenario.when(left.changed { $0.documentsMove = .handedOver }) == nil)
  }

  @Test func `GC returns them to the EE when there is no feasibility`() throws {
    var scenario = try transfer()
    try scenario.given(steps: "C1")
    let kept = try scenario.step("C2 lacking") { $0.documentsMove = .unspecified }
    #expect(try scenario.when(kept)?.code == "order.documents-left-behind")
    try scenario.given(steps: "C2 lacking", "C10")
    #expect(try scenario.order().holder == nil)
  }

  @Test func `they are archived at the end, by the EE, and not before`() throws {
    var scenario = try transfer()
    let early = try scenario.step("C1") { $0.documentsMove = .archived }
    #expect(try scenario.when(early)?.code == "order.documents-archived-early")
    try scenario.given(steps: "C1", "C2 lacking")
    let left = try scenario.step("C10") { $0.documentsMove = .unspecified }
    #expect(try scenario.when(left)?.code == "order.documents-not-archived")
    #expect(
      try scenario.when(left.changed { $0.documentsMove = .handedOver })?.code
        == "order.documents-not-archived")
    #expect(try scenario.when(.archiving())?.code == "order.not-ended")
  }

  @Test func `a step within one role, or that stays, moves nothing`() throws {
    var scenario = try transfer()
    try scenario.given(steps: "C1")
    let moved = try scenario.step("C2 both") { $0.documentsMove = .handedOver }
    #expect(try scenario.when(moved)?.code == "order.documents-stay")
    try scenario.given(steps: "C2 both", "C3 no", "C6", "C7", "C8", "C9")
    let again = try scenario.step("C11 not-confirmed") { $0.documentsMove = .archived }
    #expect(try scenario.when(again)?.code == "order.documents-stay")
    try scenario.given(steps: "C11 not-confirmed", "C11 confirmed")
  }

  @Test func `an end by another role returns them, and the EE archives them then`() throws {
    var scenario = try OrderScenario(.of(.retiroDeProductos))
    try scenario.given(
      steps: "H1", "H2 fulfilled", "H3 refuses", "H4 complete", "H6", "H7", "H8 yes", "H9 yes",
      "H11", "H12")
    #expect(try scenario.order().holder == .gestorComercial)
    let kept = try scenario.step("H14") { $0.documentsMove = .unspecified }
    #expect(try scenario.when(kept)?.code == "order.documents-not-returned")
    #expect(
      try scenario.when(kept.changed { $0.documentsMove = .archived })?.code
        == "order.documents-not-returned")
    try scenario.given(steps: "H14")
    #expect(try scenario.order().holder == .ejecutivoEmpresas)
    try scenario.given(.archiving())
    #expect(try scenario.order().holder == nil)
    #expect(try scenario.when(.archiving())?.code == "order.nothing-to-archive")
  }

  @Test func `where there are none, none are moved`() throws {
    var scenario = try OrderScenario(.of(.cambioDePlan))
    for move in [OrderDocumentsMove.handedOver, .archived] {
      let step = try scenario.step("B1") { $0.documentsMove = move }
      #expect(try scenario.when(step)?.code == "order.no-documents")
    }
  }

  @Test func `what the client brings later is with whoever took it`() throws {
    var scenario = try OrderScenario(.of(.cambioDePlan))
    try scenario.given(steps: "B1", "B2 missing")
    let completed = try scenario.step("B3 completed") { $0.documents = [.of(.requisito)] }
    try scenario.given(completed)
    #expect(try scenario.order().holder == .ejecutivoEmpresas)
    try scenario.given(steps: "B4", "B5", "B6", "B7 confirmed")
    let nameless = try OrderScenario(.of(.cambioDePlan)).step("B1") {
      $0.documents = [.of(.requisito, " ")]
    }
    var other = try OrderScenario(.of(.cambioDePlan))
    #expect(try other.when(nameless)?.code == "order.fields-missing")
  }

  @Test func `the claim may be entered by GC or EE, who may hand it over or not`() throws {
    var scenario = try OrderScenario(
      .of(.registroDeReclamos) { $0.documents = [.of(.requisito)] })
    try scenario.given(steps: "F1", "F2")
    var byEE = scenario
    try byEE.given(steps: "F3 none")
    #expect(try byEE.order().holder == .ejecutivoEmpresas)
    try byEE.given(
      try byEE.step("F7 resolved") {
        $0.actor = .person(.ejecutivoEmpresas)
        $0.documentsMove = .unspecified
      })
    #expect(try byEE.order().holder == .ejecutivoEmpresas)
    var byGC = scenario
    try byGC.given(try byGC.step("F3 none") { $0.documentsMove = .handedOver })
    #expect(try byGC.order().holder == .gestorComercial)
    try byGC.given(steps: "F7 resolved", "F4 satisfied")
  }

  // The letters.

  @Test func `a detail of calls needs a letter of request`() throws {
    var scenario = try OrderScenario(.of(.detalleDeLlamadas))
    try scenario.given(steps: "G1 comteco")
    let without = try scenario.step("G4 complete") { $0.documents = [] }
    #expect(try scenario.when(without)?.code == "order.letter-missing")
    #expect(
      try scenario.when(
        without.changed {
          $0.documents = [.of(.requisito)]
          $0.documentsMove = .unspecified
        })?.code == "order.letter-missing")
    try scenario.given(steps: "G4 missing")
    let notSent = try scenario.step("G10 sent") {
      $0.documents = []
      $0.documentsMove = .unspecified
    }
    #expect(try scenario.when(notSent)?.code == "order.letter-missing")
    try scenario.given(steps: "G10 sent")
  }

  @Test func `a withdrawal needs a letter with its cause, on paper`() throws {
    var scenario = try OrderScenario(.of(.retiroDeProductos))
    try scenario.given(steps: "H1", "H2 fulfilled", "H3 refuses")
    let byMail = try scenario.step("H4 complete") { $0.documents = [.of(.cartaDeRetiro)] }
    #expect(try scenario.when(byMail)?.code == "order.letter-missing")
    try scenario.given(steps: "H4 not-complete", "H15")
  }
}
