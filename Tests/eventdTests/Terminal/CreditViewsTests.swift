import Events
import Projections
import Schemas
import SwiftProtobuf
import Testing

@testable import eventd

@Suite("Screens of credits")
struct CreditViewsTests {
  private static let widths = [60, 80, 100, 120]

  private static func cop(_ pesos: Int64) -> WireMoney {
    Money(minorUnits: pesos * 100, .cop).wire
  }

  private static let goodFor = GoodFor.with {
    $0.position = 4321
    $0.now = at("2026-01-05T10:00")
  }

  private static let row = CreditClientRow.with {
    $0.cedula = "1098765432"
    $0.name = "Íngrid Guadalupe Villaseñor Ñúñez de Castañeda"
    $0.obligations = 2
    $0.outstanding = cop(12_345_678)
    $0.daysPastDue = 131
    $0.band = 4
    $0.adviser.name = "Cobranzas Ñandú S.A.S."
    $0.promise.date = "2026-01-20"
    $0.promise.amount = cop(150_000)
    $0.promiseOutcome = .notKept
    $0.lastContact = .with {
      $0.contact.typification = .promesaDePago
      $0.effective = at("2026-01-03T09:00")
    }
    $0.pool = cop(750_000)
  }

  private static let balance = CreditBalance.with {
    $0.capital = cop(12_000_000)
    $0.interest = cop(300_000)
    $0.charges = cop(45_678)
    $0.total = cop(12_345_678)
  }

  /// One month of a pool; all of them go in on one day.
  private static let poolDeposit = CreditMovementView.with {
    $0.effectiveDate = "2025-08-01"
    $0.recorded = at("2025-08-02T09:00")
    $0.kind = "pool-deposit"
    $0.id = "claim-00000417@11"
    $0.amounts.capital = cop(100_000)
    $0.amounts.charges = cop(5_000)
    $0.amounts.total = cop(105_000)
  }

  private static let page = CreditClientResponse.with { response in
    response.goodFor = goodFor
    response.date = "2026-01-05"
    response.page.row = row
    response.page.birthDate = "1980-02-29"
    response.page.claims = ["claim-00000417"]
    response.page.obligations = [
      .with {
        $0.invoice = "FV1098765432-1"
        $0.store = "Bucaramanga Centro"
        $0.promissoryNote = "PG-77"
        $0.disbursementDate = "2025-06-01"
        $0.insurancePolicy = "VD-1098765432"
        $0.state = .vigente
        $0.balance = balance
        $0.daysPastDue = 131
        $0.covered = true
        $0.instalments = 18
        $0.nextInstalment.dueDate = "2025-08-27"
        $0.pool = [InstalmentView(), InstalmentView()]
        $0.movements = [
          .with {
            $0.effectiveDate = "2025-07-01"
            $0.recorded = at("2025-07-02T09:00")
            $0.kind = "payment"
            $0.id = "pago-1"
            $0.reversal = true
            $0.amounts = balance
          },
          poolDeposit, poolDeposit,
        ]
      }
    ]
    response.page.contacts = [
      .with {
        $0.effective = at("2026-01-03T09:00")
        $0.outcome = .notKept
        $0.contact.channel = .visita
        $0.contact.typification = .promesaDePago
        $0.contact.reason = .dificultadEconomica
        $0.contact.promise = row.promise
        $0.contact.actor.name = "Ramón Ibáñez"
        $0.contact.remark = "Pide refinanciar"
      }
    ]
    response.page.certificates = [
      .with {
        $0.certificate.number = "C-9"
        $0.certificate.date = "2025-12-31"
        $0.recorded = at("2026-01-02T09:00")
        $0.certificate.obligations = [
          .with {
            $0.invoice = "FV1098765432-1"
            $0.balance = cop(12_345_678)
          }
        ]
      }
    ]
  }

  private func list(_ screen: Screen) -> CreditListView {
    CreditListView(
      response: .with {
        $0.goodFor = Self.goodFor
        $0.date = "2026-01-05"
        $0.rows = [Self.row]
        $0.next = "1098765432"
      }, times: mexicoCity, screen: screen)
  }

  private func agenda(_ screen: Screen) -> CreditAgendaView {
    CreditAgendaView(
      response: .with {
        $0.goodFor = Self.goodFor
        $0.date = "2026-01-05"
        $0.rows = [Self.row]
        $0.total = 7
      }, times: mexicoCity, screen: screen)
  }

  private func portfolio(_ screen: Screen) -> CreditPortfolioView {
    CreditPortfolioView(
      response: .with {
        $0.goodFor = Self.goodFor
        $0.date = "2026-01-05"
        $0.bands = [
          .with {
            $0.daysTo = 0
            $0.director = .directorCobranzaTemprana
            $0.outstanding = Self.cop(0)
            $0.writtenOffOutstanding = Self.cop(0)
          },
          .with {
            $0.band = 1
            $0.daysFrom = 1
            $0.daysTo = 30
            $0.director = .directorCobranzaTemprana
            $0.obligations = 1_204
            $0.clients = 1_100
            $0.outstanding = Self.cop(1_234_567_890)
            $0.writtenOffOutstanding = Self.cop(0)
          },
          .with {
            $0.band = 6
            $0.daysFrom = 360
            $0.director = .directorCobranzaAvanzada
            $0.obligations = 2
            $0.clients = 5
            $0.outstanding = Self.cop(5)
            $0.writtenOff = 3
            $0.writtenOffOutstanding = Self.cop(77)
          },
        ]
      }, times: mexicoCity, screen: screen)
  }

  private func report(_ screen: Screen) -> CreditReportView {
    CreditReportView(
      response: .with {
        $0.goodFor = Self.goodFor
        $0.date = "2025-12-31"
        $0.month = .with {
          $0.month = "2025-12"
          $0.closed = at("2026-01-01T00:00")
          $0.late = at("2026-01-09T00:00")
        }
        $0.rows = [
          .with {
            $0.cedula = "1098765432"
            $0.name = Self.row.name
            $0.birthDate = "1980-02-29"
            $0.invoice = "FV1098765432-1"
            $0.disbursementDate = "2025-06-01"
            $0.insurancePolicy = "VD-1098765432"
            $0.daysPastDue = 126
            $0.balance = Self.cop(12_345_678)
          }
        ]
        $0.obligations = 31
        $0.total = Self.cop(99_000_000)
        $0.notCovered = 2
        $0.notCoveredTotal = Self.cop(1)
        $0.next = "1098765432"
      }, times: mexicoCity, screen: screen)
  }

  private func reports(_ screen: Screen) -> CreditReportsView {
    CreditReportsView(
      response: .with {
        $0.goodFor = Self.goodFor
        $0.months = [
          .with {
            $0.month = "2025-12"
            $0.closed = at("2026-01-01T00:00")
            $0.sentAt = at("2026-01-05T11:00")
            $0.sent = .with {
              $0.insurer = "LA EQUIDAD"
              $0.obligations = 31
              $0.total = Self.cop(99_000_000)
            }
          }
        ]
      }, times: mexicoCity, screen: screen)
  }

  private func client(_ screen: Screen) -> CreditPageView {
    CreditPageView(response: Self.page, times: mexicoCity, screen: screen)
  }

  private func texts(_ screen: Screen) -> [String] {
    [
      list(screen).text, agenda(screen).text, portfolio(screen).text, report(screen).text,
      reports(screen).text, client(screen).text,
    ]
  }

  @Test(arguments: widths)
  func `keep within the screen`(_ width: Int) {
    for text in texts(.columns(width)) {
      for line in text.split(separator: "\n") { #expect(line.count <= width, "\(line)") }
    }
  }

  @Test(arguments: [80, 100, 120])
  func `cut no amount, no date and no number`(_ width: Int) {
    let screen = Screen.columns(width)
    for text in [list(screen).text, agenda(screen).text, report(screen).text, client(screen).text] {
      #expect(text.contains("12.345.678"), "\(text)")
      #expect(text.contains("1098765432"))
    }
    #expect(portfolio(screen).text.contains("1.234.567.890"))
    #expect(portfolio(screen).text.contains(" 77"))
    #expect(list(screen).text.contains("2026-01-20 incumplida"))
    #expect(agenda(screen).text.contains("2026-01-03 PROMESA DE PAGO"))
    #expect(client(screen).text.contains("Reverso: Pago"))
    #expect(client(screen).text.contains("45.678"))
    // The two months of the pool are one line.
    #expect(client(screen).text.ranges(of: "2025-08-01").count == 1)
    #expect(client(screen).text.contains("210.000"))
    #expect(reports(screen).text.contains("99.000.000"))
  }

  @Test func `show the portfolio with its totals`() {
    #expect(
      portfolio(.columns(80)).text == """
        Cartera por franja de mora
        Al 2026-01-05 10:00, posición 4321
        Saldos en COP al 2026-01-05; un cliente cuenta en cada franja en que debe

                                     Clien-                         Casti-      Saldo
        Franja  Días       Cobranza     tes  Oblig.          Saldo   gadas  castigado
        al día  0          temprana       ·       ·              0       ·          0
        1       1–30       temprana    1100    1204  1.234.567.890       ·          0
        6       360 y más  avanzada       5       2              5       3         77
        Total                                  1206  1.234.567.895       3         77

        """)
  }

  @Test func `say where the report of a month stands`() {
    #expect(report(.pipe).text.contains("sin enviar, vencido el 2026-01-09 00:00"))
    #expect(report(.pipe).text.contains("Amparadas: 31 por 99.000.000 · no amparadas: 2 por 1"))
    #expect(report(.pipe).text.contains("Hay más: --after 1098765432"))
    #expect(
      CreditReportMonth().stateLabel(mexicoCity) == "mes sin cerrar")
    #expect(
      CreditReportMonth.with { $0.closed = at("2026-01-01T00:00") }.stateLabel(mexicoCity)
        == "cerrado, por enviar")
  }

  @Test func `give a file all columns`() {
    let csv = report(.pipe).table.csv
    #expect(
      csv == [
        "Cédula,Cliente,Nacimiento,Factura,Desembolso,Póliza,Mora,Saldo\r",
        "1098765432,Íngrid Guadalupe Villaseñor Ñúñez de Castañeda,1980-02-29,FV1098765432-1,"
          + "2025-06-01,VD-1098765432,126,12345678.00\r",
      ])
  }

  @Test func `say it when there is nothing`() {
    let empty: [String] = [
      CreditListView(response: .init(), times: mexicoCity, screen: .pipe).text,
      CreditAgendaView(response: .init(), times: mexicoCity, screen: .pipe).text,
      CreditReportView(response: .init(), times: mexicoCity, screen: .pipe).text,
      CreditReportsView(response: .init(), times: mexicoCity, screen: .pipe).text,
    ]
    for (text, words) in zip(
      empty,
      [
        "No hay clientes.", "No hay a quién llamar.", "No hay obligaciones amparadas.",
        "No ha cerrado",
      ])
    {
      #expect(text.contains(words))
    }
  }
}
