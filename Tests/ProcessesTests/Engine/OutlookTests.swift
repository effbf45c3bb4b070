import Events
import Processes
import Projections
import Schemas
import SwiftProtobuf
import Testing

/// What `eventd timers` says will happen, of each procedure that has deadlines.
@Suite("Outlooks")
struct OutlookTests {
  private static let due = Timestamp(rfc3339: "2026-03-12T06:00:00Z")!

  private func line(_ outlook: TimerOutlook) -> String {
    "\(outlook.subject) \(outlook.action) (\(outlook.source))"
  }

  @Test(arguments: [
    ("alta-de-tramite-not-moved", "→ Gestión Documental"),
    ("confirmacion-cliente-without-medical-information", "→ Rechazo: Falta de información"),
    ("confirmacion-cliente-with-medical-information", "→ Rechazo: Falta de información"),
    ("cotizacion-entregada-no-answer", "→ Rechazo: No se recibió aceptación"),
  ])
  func `of folios name the stage and the reason`(rule: String, action: String) throws {
    let process = FolioEscalations(
      calendar: try .mexico(zone: SystemTimeZones.load("America/Mexico_City")))
    let wait = FolioWait.with {
      $0.limits = [StoredLimit(.businessDays(3), figure: rule, source: "circular 1-2026")]
    }
    let outlook = process.describe(
      DueTimer(rule: rule, due: Self.due), of: wait, in: try StreamName("folio-00000123"))
    #expect(line(outlook) == "#00000123 \(action) (circular 1-2026)")
  }

  @Test(arguments: [
    ("prescription-warning-1", "Primer aviso: prescribe después del 2026-06-10", "ley 1"),
    ("prescription-warning-3", "Último aviso: prescribe después del 2026-06-10", "norma"),
    ("prescription-reached", "Prescripción sin reclamación", "norma"),
    ("insurer-not-answered", "La aseguradora no ha respondido", "acuerdo"),
    ("documents-not-received", "Documentos pedidos y no recibidos", "acuerdo"),
  ])
  func `of claims say who is told of what`(rule: String, action: String, source: String) throws {
    let process = ClaimDeadlines(calendar: try colombia())
    let wait = ClaimWait.with {
      $0.prescribesAfter = "2026-06-10"
      $0.prescriptionSource = "norma"
      $0.warnings = [
        .with {
          $0.figure = "prescription-warning-1"
          $0.source = "ley 1"
        }
      ]
      $0.answer.limit = StoredLimit(.calendarDays(5), figure: rule, source: "acuerdo")
    }
    let outlook = process.describe(
      DueTimer(rule: rule, due: Self.due), of: wait, in: try StreamName("claim-00000417"))
    #expect(
      line(outlook)
        == "00000417 → \(action); se avisa a Gerencia de Riesgo, Crédito y Cartera (\(source))")
  }

  @Test func `of pools say which month is applied`() throws {
    let process = ClaimDeadlines(calendar: try colombia())
    let wait = ClaimWait.with {
      $0.monthsApplied = 2
      $0.pool.months = [.init(), .init(), .init()]
    }
    let outlook = process.describe(
      DueTimer(rule: "pool-month", due: Self.due), of: wait, in: try StreamName("claim-00000417"))
    #expect(outlook.action == "→ Se aplica la cuota 3 de 3")
  }

  @Test(arguments: [
    (
      "promise-not-kept",
      "Cliente 1098765432 → Promesa sin cumplir: COP 1250.00 para el 2018-07-20", "acta 3"
    ),
    (
      "report-month-closed", "Cliente 1098765432 → Cierra el reporte de 2018-09",
      "receivables: Credits and collections"
    ),
    ("report-not-sent", "Cliente 1098765432 → Reporte sin enviar: 2018-08", "acta 4"),
  ])
  func `of credits say what was waited for`(rule: String, action: String, source: String) throws {
    let process = CreditDeadlines(calendar: try colombia())
    let closed = try #require(Timestamp(rfc3339: "2026-03-06T05:00:00Z"))
    let wait = CreditWait.with {
      $0.promise.centavos = 125_000
      $0.promise.date = 17_732
      $0.promise.grace = StoredLimit(.calendarDays(1), figure: rule, source: "acta 3")
      $0.nextMonth = "2018-09"
      $0.unsent = [
        .with {
          $0.month = "2018-08"
          $0.closed = .init(closed)
          $0.limit = StoredLimit(.calendarDays(5), figure: rule, source: "acta 4")
        }
      ]
    }
    let due = try #require(Timestamp(rfc3339: "2026-03-12T05:00:00Z"))
    let outlook = process.describe(
      DueTimer(rule: rule, due: due), of: wait, in: try StreamName("credit-1098765432"))
    #expect(
      line(outlook)
        == "\(action); se avisa a Gerencia de Riesgo, Crédito y Cartera (\(source))")
  }

  @Test func `of accounts name what is late`() throws {
    let process = AccountDeadlines(calendar: try colombia())
    let wait = AccountWait.with {
      $0.standing.quotes = [
        .with {
          $0.quote = "COT-1"
          $0.requested = .init(Self.due)
        }
      ]
      $0.standing.invoices = [
        .with {
          $0.invoice = "F-7"
          $0.submitted = .init(Self.due)
        }
      ]
      $0.limits = [
        .with {
          $0.wait = "quote-week COT-1"
          $0.limit = StoredLimit(.calendarDays(7), figure: "quote-week", source: "acta 3")
        }
      ]
    }
    let lines = try ["quote-week COT-1", "payment-term F-7"].map { rule in
      line(
        process.describe(
          DueTimer(rule: rule, due: Self.due), of: wait, in: try StreamName("account-00000042")))
    }
    #expect(
      lines == [
        "#00000042 → Plazo vencido: cotización COT-1; se avisa a Director Ejecutivo (acta 3)",
        "#00000042 → Plazo vencido: pago de la factura F-7; se avisa a Director Ejecutivo ()",
      ])
  }

  private func colombia() throws -> BusinessCalendar {
    try .colombia(zone: SystemTimeZones.load("America/Bogota"))
  }
}
