import Events
import Processes
import Projections
import Schemas
import SwiftProtobuf
import Testing

@testable import eventd

/// Bogotá: five hours behind UTC, all year.
private let bogota = LocalTimes { moment in
  let local = moment.adding(seconds: -5 * 3600)
  let day = local.seconds.quotientAndRemainder(dividingBy: 86_400)
  return (LocalDate(daysSinceEpoch: Int(day.quotient)), Int(day.remainder))
}

/// - Parameter text: local time in Bogotá, e.g. `2026-03-02T10:00`.
private func inBogota(_ text: String) -> Google_Protobuf_Timestamp {
  .init(Timestamp(rfc3339: text + ":00-05:00")!)
}

private let goodFor = GoodFor.with {
  $0.position = 6464
  $0.now = inBogota("2026-03-10T08:00")
}

@Suite("Screens of accounts") struct AccountViewsTests {
  private func count(
    _ bucket: AccountCount.OneOf_Bucket, _ count: UInt64, since: String? = nil
  ) -> AccountCount {
    .with {
      $0.bucket = bucket
      $0.count = count
      if let since { $0.oldest = inBogota(since) }
    }
  }

  @Test func `the board shows what areas hold, the oldest, and what became of things`() {
    let view = AccountBoardView(
      response: .with {
        $0.goodFor = goodFor
        $0.counts = [
          count(.area(.comercial), 12, since: "2026-03-02T10:00"),
          count(.area(.ti), 3, since: "2026-03-09T23:30"),
          count(.quotes(.late), 1, since: "2026-03-01T09:00"),
          count(.situation(.prospect), 4), count(.situation(.live), 2),
        ]
      }, times: bogota, screen: .columns(80))
    #expect(
      view.text == """
        Cuentas
        Al 2026-03-10 08:00, posición 6464

        Actividades abiertas por área
                     Cuántas  Desde             Días
          Comercial       12  2026-03-02 10:00     8
          TI               3  2026-03-09 23:30     1

        Cotizaciones
                  Cuántas  Desde             Días
          Tardía        1  2026-03-01 09:00     9

        Cuentas por situación
                       Cuántas  Desde  Días
          Prospecto          4  —         —
          En servicio        2  —         —

        """)
    #expect(
      view.table.csv == [
        "Grupo,Dónde,Cuántas,Desde,Días\r",
        "Actividades abiertas por área,Comercial,12,2026-03-02 10:00,8\r",
        "Actividades abiertas por área,TI,3,2026-03-09 23:30,1\r",
        "Cotizaciones,Tardía,1,2026-03-01 09:00,9\r",
        "Cuentas por situación,Prospecto,4,,\r", "Cuentas por situación,En servicio,2,,\r",
      ])
  }

  @Test func `an empty board says so`() {
    let view = AccountBoardView(
      response: .with { $0.goodFor = goodFor }, times: bogota, screen: .columns(80))
    #expect(
      view.text == """
        Cuentas
        Al 2026-03-10 08:00, posición 6464

        No hay cuentas.

        """)
  }

  private func list(
    _ wanted: AccountListRequest.OneOf_List, _ rows: [AccountRow], width: Int = 120
  ) -> AccountListView {
    AccountListView(
      request: .with { $0.list = wanted },
      response: .with {
        $0.goodFor = goodFor
        $0.rows = rows
      }, times: bogota, screen: .columns(width))
  }

  private func row(_ row: AccountRow.OneOf_Row) -> AccountRow {
    .with {
      $0.number = 42
      $0.client = "Seguros Peñalosa S.A."
      $0.situation = .contracted
      $0.row = row
    }
  }

  private let task = AccountTaskRow.with {
    $0.area = .ti
    $0.track = .incorporation
    $0.step = "9"
    $0.since = inBogota("2026-03-05T10:00")
    $0.deadline = inBogota("2026-03-12T00:00")
    $0.passed.due = inBogota("2026-03-08T00:00")
    $0.passed.addressee = "Director Ejecutivo"
  }

  @Test func `tasks have table, step, age and deadline, and tell that one has passed`() {
    #expect(
      list(.tasks(.ti), [row(.task(task))]).text == """
        Actividades abiertas · TI
        Al 2026-03-10 08:00, posición 6464

        Cuenta     Cliente                Tabla          Paso                  Desde             Días  Vence
        #00000042  Seguros Peñalosa S.A.  Incorporación  9 Pruebas del número  2026-03-05 10:00     5  2026-03-12 00:00
            Venció 2026-03-08 00:00, avisado Director Ejecutivo

        """)
    #expect(list(.tasks(.unspecified), [row(.task(task))]).table.columns[2].heading == ["Área"])
  }

  @Test(arguments: [80, 100, 120])
  func `no line of a list is wider than the screen`(width: Int) {
    let quote = AccountQuoteRow.with {
      $0.status = .sentLate
      $0.quote = "COT-1"
      $0.requested = inBogota("2026-03-01T09:00")
      $0.due = inBogota("2026-03-09T00:00")
      $0.sent = inBogota("2026-03-09T10:00")
      $0.refused = true
      $0.warnings = 2
    }
    let invoice = AccountInvoiceRow.with {
      $0.status = .returned
      $0.invoice = "FV-42-1"
      $0.amount.currencyCode = "COP"
      $0.amount.units = 150_000_000
      $0.submitted = inBogota("2026-03-01T09:00")
      $0.due = inBogota("2026-04-01T00:00")
      $0.returns = 1
    }
    let amendment = AccountAmendmentRow.with {
      $0.status = .proposed
      $0.amendment = "OS-1"
      $0.proposedBy = .client
      $0.proposed = inBogota("2026-03-01T09:00")
      $0.signedByCompany = true
      $0.changes = "cobertura: nacional; nivel de servicio: 90 % en 30 s"
    }
    let summary = AccountSummaryRow.with {
      $0.kind = .cajaDeCompensacion
      $0.commercial = ["9"]
      $0.incorporation = ["8"]
      $0.service = ["S5", "S6", "S7"]
      $0.opened = inBogota("2026-01-05T09:00")
    }
    let views = [
      list(.tasks(.unspecified), [row(.task(task))], width: width),
      list(.quotes(.unspecified), [row(.quote(quote))], width: width),
      list(.invoices(.unspecified), [row(.invoice(invoice))], width: width),
      list(.amendments(.unspecified), [row(.amendment(amendment))], width: width),
      list(.accounts(.unspecified), [row(.summary(summary))], width: width),
    ]
    for view in views {
      let lines = view.text.split(separator: "\n")
      #expect((4...6).contains(lines.count))
      #expect(lines.allSatisfy { $0.count <= width }, "\(view.text)")
    }
  }

  @Test func `a list that goes on says how, and an empty one that it is`() {
    var view = list(.accounts(.live), [])
    #expect(view.text.hasPrefix("Cuentas · En servicio\n"))
    #expect(view.text.contains("No hay ninguna fila."))
    view = AccountListView(
      request: .with { $0.list = .quotes(.late) },
      response: .with {
        $0.goodFor = goodFor
        $0.rows = [row(.quote(.init()))]
        $0.next = .init([1, 0xab, 0x0f])
      }, times: bogota, screen: .columns(100))
    #expect(view.text.hasSuffix("Hay más: --after 01ab0f\n"))
  }

  @Test func `an account's page has where it stands, what blocks it and what was agreed`() {
    let page = AccountPage.with {
      $0.client.name = "Seguros Peñalosa S.A."
      $0.client.kind = .aseguradora
      $0.standing.number = 42
      $0.standing.opened = inBogota("2026-03-02T10:00")
      $0.standing.visited = true
      $0.standing.incorporation.open = [.with { $0.step = "8" }]
      $0.standing.service.open = [
        .with {
          $0.step = "S1"
          $0.since = inBogota("2026-03-03T10:00")
        }
      ]
      $0.standing.quotes = [
        .with {
          $0.quote = "COT-1"
          $0.requested = inBogota("2026-03-02T11:00")
          $0.sent = inBogota("2026-03-03T09:00")
        }
      ]
      $0.requirements.assistances = [.hogar]
      $0.requirements.modes = [.emergencia]
      $0.quotes = [
        .with {
          $0.quote = "COT-1"
          $0.sent.alternatives = [.init(), .init()]
          $0.warnings = ["precio de la alternativa 2"]
        }
      ]
      $0.history = [
        .with {
          $0.effective = inBogota("2026-03-02T10:00")
          $0.type = "account.v1.ProspectOpened"
          $0.actor.name = "Begoña Muñoz"
          $0.actor.role = .comercial
          $0.detail = "Seguros Peñalosa S.A."
        }
      ]
    }
    let response = AccountResponse.with {
      $0.goodFor = goodFor
      $0.page = page
      $0.holds = page.standing.holds
      $0.deadlines = [
        .with {
          $0.rule = "service-s1"
          $0.due = inBogota("2026-03-12T00:00")
        }
      ]
    }
    let text = AccountPageView(response: response, times: bogota, screen: .columns(100)).text
    let lines = text.split(separator: "\n", omittingEmptySubsequences: false)
    #expect(lines[0] == "#00000042 · Seguros Peñalosa S.A. · Prospecto")
    for expected in [
      "  Registrados en       el correo al cliente",
      "  Asistencias          Hogar, de emergencia",
      "      Vence 2026-03-12 00:00",
      "      Falta: precio de la alternativa 2",
    ] {
      #expect(lines.contains { $0 == expected }, "\(expected)\n\(text)")
    }
    let held = lines.first { $0.contains("8 Configuración del n") } ?? ""
    #expect(held.hasPrefix("  Incorporación"), "\(text)")
    #expect(held.contains("S1R de Alta"))
    #expect(lines.allSatisfy { $0.count <= 100 }, "\(text)")
    #expect(!text.contains("Facturas"))
  }
}
