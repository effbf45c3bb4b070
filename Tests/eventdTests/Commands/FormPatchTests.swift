import Schemas
import SwiftProtobuf
import Testing

@testable import eventd

@Suite("Changes of a form")
struct FormPatchTests {
  private static let form = FolioForm.with {
    $0.processType = .cobranza
    $0.priority = .alta
    $0.contratante = "Peña e Hijos"
    $0.agent.key = "A-1024"
  }

  private func changed(_ options: String...) throws -> FolioForm {
    try FormPatch(options).applied(to: Self.form)
  }

  @Test func `changes fields by their names, also inside another`() throws {
    let form = try changed(
      "priority=MEDIA", "agent.email=begona@agentes.example", "medicalInformation=true",
      "referencePolicy.number=GMM=1")
    #expect(form.priority == .media)
    #expect(form.agent.key == "A-1024" && form.agent.email == "begona@agentes.example")
    #expect(form.medicalInformation)
    #expect(form.referencePolicy.number == "GMM=1")
    #expect(form.contratante == "Peña e Hijos")
  }

  @Test func `clears a field with nothing`() throws {
    #expect(try changed("contratante=").contratante.isEmpty)
    #expect(try changed("agent.key=").agent.key.isEmpty)
  }

  @Test func `changes nothing without options`() throws {
    #expect(try changed() == Self.form)
  }

  @Test(arguments: ["contratante", "=x", "nothing=1", "priority=URGENTE", "agent.x=1", "agent=1"])
  func `refuses what is no field, or no value of it`(option: String) {
    #expect(throws: UsageError.self) { try FormPatch([option]).applied(to: Self.form) }
  }

  @Test func `shows every field with its name`() throws {
    #expect(
      try FormPatch.shown(Self.form) == """
        agent.key=A-1024
        contratante=Peña e Hijos
        priority=ALTA
        processType=COBRANZA
        """)
  }
}
