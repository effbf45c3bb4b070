import Testing

@testable import eventd

@Suite("Import report")
struct ImportReportTests {
  private static func report() -> ImportReport {
    var report = ImportReport(rows: 1007, cases: 12)
    for _ in 0..<1000 { report.add(.accepted) }
    report.add(.repeated)
    report.add(
      .refused(
        code: "folio.final-stage", source: "folios: Stages", label: "Envío → Rechazo"))
    report.add(
      .refused(
        code: "folio.not-open", source: "folios: Form", label: "(sin abrir) → Envío"))
    report.add(.refused(code: "folio.not-open", source: "folios: Form", label: "nota"))
    report.add(.skipped(reason: "marca de inicio"))
    report.add(.skipped(reason: "marca de inicio"))
    report.add(.notTried)
    return report
  }

  @Test func `adds up to the rows`() {
    let report = Self.report()
    #expect(report.counted == report.rows)
    #expect(report.accepted == 1001)
    #expect(report.refusedRows == 3)
    #expect(report.skippedRows == 2)
    report.checkTotals()
  }

  @Test func `traps when a row is missing`() async {
    await #expect(processExitsWith: .failure) {
      var report = ImportReport(rows: 2, cases: 1)
      report.add(.accepted)
      report.checkTotals()
    }
  }

  @Test func `is a table in Spanish for people`() {
    var report = Self.report()
    report.stopped = "nadie contesta"
    #expect(
      report.text == """
        Importación: 1,007 filas de 12 casos
             1,001   99.4 %  aceptadas
                 3    0.3 %  rechazadas
                 2    0.2 %  omitidas
                 1    0.1 %  sin intentar
             1,007  100.0 %  total
        De las aceptadas, 1 ya estaban en el registro.

        Rechazadas, por regla
                 2    0.2 %  folio.not-open (folios: Form)
                 1    0.1 %  folio.final-stage (folios: Stages)

        Rechazadas, por lo que pedían
                 1    0.1 %  (sin abrir) → Envío [folio.not-open]
                 1    0.1 %  Envío → Rechazo [folio.final-stage]
                 1    0.1 %  nota [folio.not-open]

        Omitidas, por motivo
                 2    0.2 %  marca de inicio

        La importación se detuvo: nadie contesta
        Al repetirla continúa donde quedó; nada se duplica.

        """)
  }

  @Test func `is one JSON object for programs`() {
    #expect(
      Self.report().json == """
        {
          "accepted" : 1001,
          "cases" : 12,
          "notTried" : 1,
          "refusals" : [
            {
              "code" : "folio.not-open",
              "count" : 2,
              "source" : "folios: Form"
            },
            {
              "code" : "folio.final-stage",
              "count" : 1,
              "source" : "folios: Stages"
            }
          ],
          "refused" : 3,
          "refusedKinds" : [
            {
              "code" : "folio.not-open",
              "count" : 1,
              "label" : "(sin abrir) → Envío"
            },
            {
              "code" : "folio.final-stage",
              "count" : 1,
              "label" : "Envío → Rechazo"
            },
            {
              "code" : "folio.not-open",
              "count" : 1,
              "label" : "nota"
            }
          ],
          "repeated" : 1,
          "rows" : 1007,
          "skipped" : 2,
          "skips" : [
            {
              "count" : 2,
              "reason" : "marca de inicio"
            }
          ]
        }

        """)
  }
}
