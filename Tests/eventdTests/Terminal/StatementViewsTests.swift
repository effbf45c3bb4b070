import Events
import Projections
import Schemas
import SwiftProtobuf
import Testing

@testable import eventd

/// Source: receivables page, “Statement of account for brokers”.
@Suite("Screens of the statement of account")
struct StatementViewsTests {
  private static let goodFor = GoodFor.with {
    $0.position = 4352
    $0.now = at("2026-03-10T10:00")
  }

  private static func money(_ minorUnits: Int64, _ currency: Currency = .pen) -> WireMoney {
    Money(minorUnits: minorUnits, currency).wire
  }

  /// Overdue cuota with a vigencia, paid cuota with a receipt, pending liquidación.
  private static let rows: [StatementRow] = [
    .with {
      $0.document = .cuota("V-1234567-1")
      $0.policy = "V-12345671"
      $0.line = .epsSalud
      $0.client = "20512345678"
      $0.clientName = "Distribuidora Sierra Gorda de los Ñandúes Hermanos S.A.C."
      $0.broker.key = "C-77"
      $0.amount = money(1_234_567_890)
      $0.issuedOn = "2026-01-10"
      $0.dueOn = "2026-02-10"
      $0.status = .vencida
      $0.ageDays = 28
      $0.validity.start = "2026-01-01"
      $0.validity.end = "2026-12-31"
    },
    .with {
      $0.document = .cuota("G-1")
      $0.policy = "G-7"
      $0.line = .segurosGenerales
      $0.clientName = "Íñigo Núñez"
      $0.amount = money(9_990, .usd)
      $0.dueOn = "2026-02-20"
      $0.paidOn = "2026-02-19"
      $0.status = .pagada
      $0.receipt = "F001-22"
    },
    .with {
      $0.document = .settlement("L-7")
      $0.policy = "V-12345671"
      $0.line = .vida
      $0.clientName = "Íñigo Núñez"
      $0.amount = money(90_000)
      $0.dueOn = "2026-03-15"
      $0.status = .pendiente
      $0.periodStart = "2026-02-01"
      $0.periodEnd = "2026-02-28"
    },
  ]

  private func search(
    _ screen: Screen, from: String = "2026-01-10", to: String = "2026-03-10", broker: String = ""
  ) -> StatementView {
    StatementView(
      request: .with { $0.broker = broker },
      response: .with {
        $0.goodFor = Self.goodFor
        $0.rows = Self.rows
        $0.today = "2026-03-10"
        $0.paymentDates = .with {
          $0.from = from
          $0.to = to
        }
        $0.next = "2026-03-15/liquidacion/L-7"
      }, times: mexicoCity, screen: screen)
  }

  private func report(_ screen: Screen) -> PremiumReportView {
    PremiumReportView(
      request: .with {
        $0.name = .cuotasVencidas
        $0.line = .epsSalud
        $0.broker = "C-77"
      },
      response: .with {
        $0.goodFor = Self.goodFor
        $0.rows = [Self.rows[0]]
        $0.today = "2026-03-10"
        $0.count = 3
        $0.sums = [
          .with {
            $0.amount = Self.money(1_234_567_890)
            $0.count = 2
            $0.daysFrom = 1
            $0.daysTo = 30
          },
          .with {
            $0.amount = Self.money(500, .usd)
            $0.count = 1
            $0.daysFrom = 91
          },
        ]
      }, times: mexicoCity, screen: screen)
  }

  private func receipt(_ screen: Screen, reversed: Bool = false) -> ReceiptView {
    ReceiptView(
      response: .with {
        $0.goodFor = Self.goodFor
        $0.receipt = .with {
          $0.number = "F001-22"
          $0.issuedOn = "2026-02-20"
          $0.row = Self.rows[1]
          $0.paidOn = "2026-02-19"
          $0.bank = "BCP"
          $0.bankReference = "OP-1"
          $0.amount = Self.money(9_990, .usd)
          $0.reversed = reversed
        }
      }, times: mexicoCity, screen: screen)
  }

  private func settlement(_ screen: Screen) -> SettlementView {
    SettlementView(
      response: .with {
        $0.goodFor = Self.goodFor
        $0.settlement = Self.rows[2]
      }, times: mexicoCity, screen: screen)
  }

  @Test(arguments: [70, 80, 100, 120, 200])
  func `keep within the screen, and cut no amount, date or number`(_ width: Int) {
    let screen = Screen.columns(width)
    let texts = [
      search(screen).text, report(screen).text, receipt(screen).text, settlement(screen).text,
    ]
    for line in texts.joined().split(separator: "\n") { #expect(line.count <= width, "\(line)") }
    for words in [
      "PEN 12345678.90", "USD 99.90", "Vencida 28 d", "2026-02-10", "2026-02-19", "V-12345671",
      "F001-22", "2026-01-01 a", "Liquidación L-7",
    ] {
      #expect(texts[0].contains(words), "\(words) at \(width):\n\(texts[0])")
    }
    #expect(texts[1].contains("12345678.90"))
  }

  @Test func `show a search on a narrow screen with the rest under each row`() {
    #expect(
      search(.columns(80), broker: "C-77").text == """
        Estado de cuenta · cartera de C-77
        Al 2026-03-10 10:00, posición 4352
        Hoy es 2026-03-10 · pagos, y vencimientos de lo no pagado, del 2026-01-10 al
        2026-03-10

        Documento          Estado                Importe  Vence       Pago
        Cuota V-1234567-1  Vencida 28 d  PEN 12345678.90  2026-02-10  —
            Distribuidora Sierra Gorda de los Ñandúes Hermanos S.A.C. · póliza
            V-12345671 · EPS / Salud · vigencia 2026-01-01 a 2026-12-31
        Cuota G-1          Pagada              USD 99.90  2026-02-20  2026-02-19
            Íñigo Núñez · póliza G-7 · Seguros Generales · comprobante F001-22
        Liquidación L-7    Pendiente          PEN 900.00  2026-03-15  —
            Íñigo Núñez · póliza V-12345671 · Vida · periodo 2026-02-01 a 2026-02-28

        Hay más: --after 2026-03-15/liquidacion/L-7

        Verifique el inicio y fin de vigencia de las cuotas de EPS / Salud y Vida.

        """)
  }

  @Test(
    arguments: [
      ("", "", "de cualquier día"), ("2026-01-01", "", "desde el 2026-01-01"),
      ("", "2026-01-31", "hasta el 2026-01-31"),
      ("2026-01-01", "2026-01-31", "del 2026-01-01 al 2026-01-31"),
    ])
  func `say which dates were looked through`(from: String, to: String, words: String) {
    #expect(search(.pipe, from: from, to: to).text.contains("no pagado, \(words)\n"))
    #expect(search(.pipe).text.hasPrefix("Estado de cuenta · todas las carteras\n"))
  }

  @Test func `sum a report by currency and age`() {
    let text = report(.columns(80)).text
    #expect(text.hasPrefix("Cuotas vencidas · EPS / Salud · cartera de C-77\n"))
    #expect(text.contains("Hoy es 2026-03-10 · 3 cuotas\n"))
    #expect(text.contains("PEN     1–30                 2  12345678.90\n"), "\(text)")
    #expect(text.contains("USD     más de 90            1         5.00\n"), "\(text)")
  }

  @Test func `say whether a receipt still proves a payment`() {
    #expect(receipt(.pipe).text.contains("Vale              sí\n"))
    #expect(
      receipt(.pipe, reversed: true).text.contains("Vale              no: el pago se revirtió"))
    #expect(receipt(.pipe).table.csv[1].contains("F001-22") == false)
    #expect(receipt(.pipe).text.contains("Comprobante F001-22"))
  }

  @Test func `remind of the vigencia only where there is one`() {
    let none = StatementTable(rows: [Self.rows[1], Self.rows[2]])
    #expect(none.reminder.isEmpty)
    #expect(StatementTable(rows: Self.rows).reminder.count == 1)
  }

  @Test func `give a file every field`() {
    let csv = search(.pipe).table.csv
    #expect(csv.count == 4)
    #expect(
      csv[0].hasPrefix(
        "Tipo,Número,Póliza,Línea de negocio,Cliente,Nombre,Corredor,Moneda,Importe,Emisión,"))
    #expect(
      csv[2] == "Cuota,G-1,G-7,Seguros Generales,,Íñigo Núñez,,USD,99.90,,2026-02-20,Pagada,0,"
        + "2026-02-19,,F001-22,,,,\r")
    #expect(csv[3].hasSuffix(",2026-02-01,2026-02-28\r"))
  }

  @Test func `say it when nothing is found`() {
    let text = StatementView(
      request: .init(), response: .init(), times: mexicoCity, screen: .pipe
    ).text
    #expect(text.contains("No hay cuotas ni liquidaciones"))
  }
}
