import Events
import Processes
import Projections
import Schemas
import SwiftProtobuf
import Testing

@Suite("Saves of folios") struct FolioSavesTests {
  /// Opens a folio with this form.
  private func open(_ form: FolioForm) throws -> Refusal? {
    var scenario = try FolioScenario()
    return try scenario.when(.opening(form))
  }

  // Reexpedición.

  @Test(arguments: [-31, -30, 0, 30, 31])
  func `reexpedición in personas lies within 30 days of the renewal`(_ days: Int) throws {
    let created = try #require(LocalDate("2026-03-02"))
    for type in [
      FolioProcessType.cotizacionEmisionPersonasColectivo,
      .cotizacionEmisionPersonasIndividual,
    ] {
      let form = FolioFormsTests.reexpedicion.changed {
        $0.processType = type
        $0.renewalDate = created.adding(days: days).description
      }
      #expect(try open(form)?.code == (abs(days) <= 30 ? nil : "folio.outside-renewal"))
    }
    let autos = FolioForm.autos.changed {
      $0.requestKind = .reexpedicion
      $0.renewalDate = created.adding(days: days).description
    }
    #expect(try open(autos) == nil)
    #expect(try open(autos.changed { $0.renewalDate = "" }) == nil)
  }

  @Test func `the creation is dated in Mexico City`() throws {
    // 2026-03-03T05:59Z is still 2 March there, and a minute later it is 3 March.
    let form = FolioFormsTests.reexpedicion.changed { $0.renewalDate = "2026-04-02" }
    var scenario = try FolioScenario()
    scenario.now = .at("2026-03-03T05:59:00Z")
    #expect(try scenario.when(.opening(form))?.code == "folio.outside-renewal")
    scenario.now = .at("2026-03-03T06:00:00Z")
    #expect(try scenario.when(.opening(form)) == nil)
  }

  @Test func `a later save is measured against the creation too`() throws {
    var scenario = try FolioScenario(FolioFormsTests.reexpedicion)
    scenario.now = .at("2026-06-01T18:00:00Z")
    let within = FolioFormsTests.reexpedicion.changed { $0.renewalDate = "2026-04-01" }
    #expect(try scenario.when(.saving(within)) == nil)
    let outside = FolioFormsTests.reexpedicion.changed { $0.renewalDate = "2026-04-02" }
    #expect(try scenario.when(.saving(outside))?.code == "folio.outside-renewal")
  }

  // Later saves.

  @Test(arguments: FolioRole.allCases)
  func `any known person saves the form while the folio goes on`(_ role: FolioRole) throws {
    var scenario = try FolioScenario(.individual)
    let form = FolioForm.individual.changed { $0.contratante = "Acme" }
    let refusal = try scenario.when(.saving(form, by: role))
    switch role {
    case .unspecified: #expect(refusal?.code == "folio.role-unknown")
    case .system: #expect(refusal?.code == "folio.system-role-reserved")
    default:
      #expect(refusal == nil)
      #expect(try scenario.folio().form.contratante == "Acme")
    }
  }

  @Test func `the same form may be saved again, an incomplete one may not`() throws {
    var scenario = try FolioScenario(.individual)
    #expect(try scenario.when(.saving(.individual)) == nil)
    let refusal = try scenario.when(.saving(.individual.changed { $0.oficina = "" }))
    #expect(refusal?.code == "folio.fields-missing")
  }

  @Test func `the process type stays`() throws {
    var scenario = try FolioScenario(.individual)
    let other = FolioForm.individual.changed {
      $0.processType = .cotizacionEmisionPersonasColectivo
    }
    #expect(try scenario.when(.saving(other))?.code == "folio.process-type-fixed")
    #expect(try scenario.when(.saving(.individual.changed { $0.requestKind = .revire })) == nil)
  }
}
