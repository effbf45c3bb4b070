import Foundation
import Schemas
import Testing

@testable import eventd

@Suite("Mapping file")
struct MappingFileTests {
  private static let text = """
    {
      "columns": {"case": "c", "activity": "a", "timestamp": "t", "resource": "r"},
      "roles": {"otherwise": "MESA_EMISION", "CONFIRMACION_CLIENTE": "PROMOTOR"},
      "form": {"processType": "COBRANZA", "medicalInformation": true},
      "activities": {
        "Open": {"open": {"as": "AGENTE"}},
        "Issue": {"move": {
          "to": "SUSCRIPCION", "area": "Suscripción Autos", "remark": "{activity}: {resource}"
        }},
        "Refuse": {"move": {"to": "RECHAZO", "reason": "OUTSIDE_RISK_APPETITE"}},
        "Say": {"note": {"text": "{case}", "as": "EJECUTIVO_COMERCIAL"}},
        "Mark": {"skip": "marca"}
      }
    }
    """

  private func read(replacing part: String = "", with other: String = "") throws -> MappingFile {
    let text =
      part.isEmpty ? Self.text : Self.text.replacingOccurrences(of: part, with: other)
    return try MappingFile(json: Array(text.utf8))
  }

  @Test func `reads columns, form and activities`() throws {
    let mapping = try read()
    #expect(
      mapping.columns
        == MappingFile.Columns(caseID: "c", activity: "a", timestamp: "t", resource: "r"))
    #expect(mapping.numberOffset == 0)
    #expect(mapping.form.processType == .cobranza)
    #expect(mapping.form.medicalInformation)
    #expect(
      mapping.activities["Open"]
        == MappedActivity(action: .open(again: nil), role: .agente))
    #expect(
      mapping.activities["Issue"]
        == MappedActivity(
          action: .move(
            to: .suscripcion, area: "Suscripción Autos", reason: .unspecified,
            remark: try RowTemplate("{activity}: {resource}")), role: nil))
    #expect(
      mapping.activities["Refuse"]?.action
        == .move(to: .rechazo, area: "", reason: .outsideRiskAppetite, remark: nil))
    #expect(mapping.activities["Mark"]?.action == .skip("marca"))
  }

  @Test func `gives the role of the activity, else of the stage, else the usual one`() throws {
    let mapping = try read()
    let say = try #require(mapping.activities["Say"])
    let issue = try #require(mapping.activities["Issue"])
    #expect(mapping.role(of: say, in: .confirmacionCliente) == .ejecutivoComercial)
    #expect(mapping.role(of: issue, in: .confirmacionCliente) == .promotor)
    #expect(mapping.role(of: issue, in: .suscripcion) == .mesaEmision)
  }

  @Test(arguments: [
    ("\"roles\"", "\"rolls\"", "rolls", "there is no such setting"),
    ("\"resource\": \"r\"", "\"resource\": \"r\", \"zone\": \"z\"", "columns.zone", "no such"),
    ("\"as\": \"AGENTE\"", "\"az\": \"AGENTE\"", "activities.Open.open.az", "are again, as"),
    ("\"reason\"", "\"motive\"", "activities.Refuse.move.motive", "no such setting"),
    ("{\"skip\"", "{\"jump\"", "activities.Mark.jump", "known here are open, move, note, skip"),
    ("{\"skip\": \"marca\"}", "{}", "activities.Mark", "exactly one"),
    ("\"RECHAZO\"", "\"RECHAZADO\"", "activities.Refuse.move.to", "RECHAZADO"),
    ("\"RECHAZO\"", "\"rechazo\"", "activities.Refuse.move.to", "rechazo"),
    ("\"to\": \"RECHAZO\", ", "", "activities.Refuse.move.to", "missing"),
    ("\"RECHAZO\"", "7", "activities.Refuse.move.to", "another type"),
    ("\"AGENTE\"", "\"ROLE_UNSPECIFIED\"", "activities.Open.open.as", "ROLE_UNSPECIFIED"),
    ("\"AGENTE\"", "\"X\\\",\\\"key\\\":\\\"Y\"", "activities.Open.open.as", "not a name"),
    ("{case}", "{cas}", "activities.Say.note.text", "{cas} means nothing"),
    ("{case}", "}", "activities.Say.note.text", "means nothing"),
    ("\"otherwise\"", "\"ENVIO\"", "roles.otherwise", "missing"),
    ("\"CONFIRMACION_CLIENTE\"", "\"CONFIRMACION\"", "roles.CONFIRMACION", "CONFIRMACION"),
    ("medicalInformation", "medicalInfo", "form", "folio.v1.Form"),
    ("\"COBRANZA\"", "\"COBRANZAS\"", "form", "folio.v1.Form"),
    ("\"columns\"", "columns", "the file", ""),
  ])
  func `names the place of what is wrong`(
    part: String, other: String, place: String, reason: String
  ) throws {
    let error = try #require(throws: ImportError.self) {
      try read(replacing: part, with: other)
    }
    guard case .mapping(let at, let why) = error else {
      Issue.record("\(error)")
      return
    }
    #expect(at == place)
    #expect(reason.isEmpty || why.contains(reason), "\(why)")
  }

  @Test func `of the university log of the examples covers its 18 activities`() throws {
    let examples = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
      .appendingPathComponent("../../../examples/homologacion.mapping.json").standardized
    let mapping = try MappingFile(json: [UInt8](Data(contentsOf: examples)))
    #expect(mapping.activities.count == 18)
    #expect(mapping.columns.timestamp == "time:timestamp")
    #expect(mapping.form.processType == .comentariosSugerenciasQuejas)
  }
}
