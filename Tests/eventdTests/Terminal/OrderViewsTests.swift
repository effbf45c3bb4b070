import Events
import Processes
import Projections
import Schemas
import SwiftProtobuf
import Testing

@testable import eventd

/// La Paz: four hours behind UTC, all year.
private let laPaz = LocalTimes { moment in
  let local = moment.adding(seconds: -4 * 3600)
  let day = local.seconds.quotientAndRemainder(dividingBy: 86_400)
  return (LocalDate(daysSinceEpoch: Int(day.quotient)), Int(day.remainder))
}

/// - Parameter text: local time in La Paz, e.g. `2026-03-02T10:00`.
private func inLaPaz(_ text: String) -> Google_Protobuf_Timestamp {
  .init(Timestamp(rfc3339: text + ":00-04:00")!)
}

private let goodFor = GoodFor.with {
  $0.position = 6464
  $0.now = inLaPaz("2026-03-12T08:00")
}

@Suite("Screens of post-sale") struct OrderViewsTests {
  private func cell(
    _ procedure: OrderProcedure, _ step: String, _ count: UInt64, since: String? = nil
  ) -> OrderCell {
    .with {
      $0.procedure = procedure
      $0.step = step
      $0.roles = OrderProcedures.roles(procedure, step)
      if step.isEmpty { $0.end = .done }
      $0.count = count
      if let since { $0.oldest = inLaPaz(since) }
    }
  }

  private func board(_ screen: Screen) -> OrderBoardView {
    OrderBoardView(
      response: .with {
        $0.goodFor = goodFor
        $0.cells = [
          cell(.registroDeDanos, "E8", 3, since: "2026-03-11T23:30"),
          cell(.registroDeDanos, "", 12),
          cell(.registroDeReclamos, "F7", 1, since: "2026-03-02T10:00"),
        ]
      }, times: laPaz, screen: screen)
  }

  @Test func `the board shows what waits at which step, for whom, and the oldest`() {
    #expect(
      board(.columns(80)).text == """
        Solicitudes de post-venta
        Al 2026-03-12 08:00, posición 6464

          Paso                    Quién   Solicitudes  La más antigua    Días
        E Registro de daños
          E8 Atención en el día   GT                3  2026-03-11 23:30     1
          concluida                                12  —                    —
        F Registro de reclamos
          F7 Ingreso del reclamo  GC, EE            1  2026-03-02 10:00    10

        Total: 16, de ellas abiertas: 4

        """)
    #expect(board(.pipe).table.csv[1].hasPrefix("E Registro de daños,E8 Atención en el día,GT,3,"))
    #expect(board(.pipe).table.csv[2] == "E Registro de daños,concluida,,12,,\r")
  }

  private func row(_ number: UInt64) -> OrderRow {
    .with {
      $0.number = number
      $0.procedure = .registroDeDanos
      $0.step = "E8"
      $0.roles = [.gestorTecnico]
      $0.client.document = .nit
      $0.client.number = "1023275028"
      $0.client.name = "Panadería Ñuflo \u{1B}[31mS.R.L."
      $0.contract = "C-77"
      $0.products = [
        .with {
          $0.number = "4401234"
          $0.kind = .internet
          $0.technology = .cobre
        }
      ]
      $0.executive.key = "EE-1"
      $0.executive.name = "Ximena Peña"
      $0.received = inLaPaz("2026-03-11T11:00")
      $0.recorded = inLaPaz("2026-03-11T11:05")
      $0.entered = inLaPaz("2026-03-11T12:00")
      $0.deadline = inLaPaz("2026-03-12T11:00")
    }
  }

  @Test(arguments: [80, 120])
  func `a list fits the screen and names its executive once`(_ width: Int) {
    func view(_ executive: String) -> OrderListView {
      OrderListView(
        request: .with { $0.executive = executive },
        response: .with {
          $0.goodFor = goodFor
          $0.rows = [row(147), row(148)]
          $0.next = 148
        }, times: laPaz, screen: .columns(width))
    }
    let all = view("").text
    #expect(all.split(separator: "\n").allSatisfy { $0.count <= width })
    #expect(all.contains("#00000147 E8 Atención"))
    #expect(all.contains("EE-1") && all.contains("2026-03-12 11:00"))
    #expect(all.contains("Hay más: --after 148"))
    #expect(!all.contains("\u{1B}"))
    let own = view("EE-1").text
    #expect(own.hasPrefix("Solicitudes · Ejecutivo(a): Ximena Peña (EE-1)\n"))
    #expect(!own.contains(" EE-1 "))
    #expect(view("").table.csv[1].contains("NIT 1023275028,C-77,4401234 Internet (cobre)"))
  }

  private var page: OrderResponse {
    .with {
      $0.goodFor = goodFor
      $0.page.row = row(147)
      $0.page.received.actor = .with { $0.role = .ejecutivoEmpresas }
      $0.page.received.actor.name = "Ximena Peña"
      $0.page.received.channel = .presencial
      $0.page.received.asker = .cliente
      $0.page.received.trouble.service = .internet
      $0.page.received.trouble.description_p = "cortes"
      $0.page.workOrders = [
        .with {
          $0.number = "OT-2"
          $0.state = .asignado
          $0.cause = "cortes"
          $0.repeats = "OT-1"
        }
      ]
      $0.page.history = [
        .with {
          $0.effective = inLaPaz("2026-03-11T11:10")
          $0.recorded = inLaPaz("2026-03-11T15:00")
          $0.stepTaken.actor.role = .ejecutivoEmpresas
          $0.stepTaken.actor.key = "EE-1"
          $0.stepTaken.step = "E2"
          $0.stepTaken.outcome = "none-open"
          $0.stepTaken.lastDamage = OrderLastDamage()
        },
        .with {
          $0.effective = inLaPaz("2026-03-12T07:00")
          $0.recorded = inLaPaz("2026-03-12T07:00")
          $0.deadlinePassed.actor.role = .system
          $0.deadlinePassed.escalation.rule = "attention-warning"
          $0.deadlinePassed.escalation.due = inLaPaz("2026-03-12T07:00")
          $0.deadlinePassed.escalation.addressee = "Responsable Equipo Empresas"
        },
      ]
      $0.deadlines = [
        .with {
          $0.due = inLaPaz("2026-03-12T11:00")
          $0.action = "→ Atención en 24 horas"
          $0.source = "postsale: Indicators"
        }
      ]
    }
  }

  @Test func `a page shows where it stands, what waits, and its history with what was late`() {
    let text = OrderPageView(response: page, times: laPaz, screen: .columns(80)).text
    for words in [
      "#00000147 · E Registro de daños · E8 Atención en el día\n",
      "  Recibida      2026-03-11 11:00, en persona, la pide cliente\n",
      "  Pide          internet: cortes\n",
      "  En este paso  desde 2026-03-11 12:00; le toca a GT\n",
      "  OT-2 asignado (repite OT-1): cortes\n",
      "2026-03-12 11:00  → Atención en 24 horas",
      "2026-03-11 11:10  E2 Último daño: ninguno abierto  EE EE-1\n      No hay daño anterior\n",
      "      Registrado 2026-03-11 15:00\n", "2026-03-12 07:00  Plazo vencido",
      "Aviso antes de las 24 horas, vencía 2026-03-12 07:00; se avisa a\n      Responsable",
    ] {
      #expect(text.contains(words), "\(words)\n\(text)")
    }
    #expect(text.split(separator: "\n").allSatisfy { $0.count <= 80 })
  }

  // The indicators.

  private func verdict(
    _ month: String, _ executive: String, _ requests: UInt64, _ effective: UInt64, _ timely: UInt64,
    closing: KpiClosing? = nil
  ) -> KpiVerdict {
    let figure = KpiFigure.with {
      $0.month = month
      $0.executive.key = executive
      $0.executive.name = executive.isEmpty ? "" : "Ximena Peña"
      $0.requests = requests
      $0.effective = effective
      $0.timely = timely
      $0.effectiveTimely = timely
    }
    return KpiVerdicts.verdict(
      on: figure, of: YearMonth(month)!, closing: closing, policies: PolicyBook())
  }

  @Test func `the indicators show shares that are cut off, and a verdict on each month`() {
    let closing = KpiClosing.with { $0.month = "2026-02" }
    let verdicts = [
      verdict("2026-02", "", 10_000, 9799, 9500, closing: closing),
      verdict("2026-03", "", 3, 3, 2),
    ]
    let view = KpiView(
      request: KpiMonthsRequest(),
      response: .with {
        $0.goodFor = goodFor
        $0.verdicts = verdicts
        $0.whole = KpiVerdicts.whole(verdicts.map(\.figure))
      }, times: laPaz, screen: .columns(80))
    #expect(
      view.text == """
        Indicadores de post-venta
        Al 2026-03-12 08:00, posición 6464

                Solici- Efec- Eficacia           En menos Oportu-
        Mes       tudes tivas        %            de 24 h nidad %           Ambas
        2026-02   10000  9799    97.99 Observado     9500   95.00 Aceptado   9500
        2026-03       3     3   100.00 Aceptado         2   66.66 Observado     2
        Juntos    10003  9802    97.99               9502   94.99            9502

        Aceptado: eficacia desde 98.00 %, oportunidad desde 95.00 %; si no, Observado.
        Cerrados: 2026-02.
        Corregidos después del cierre: 2026-02.

        """)
    let csv = view.table.csv
    #expect(csv.count == 3)
    #expect(
      csv[1] == "2026-02,Total,10000,9799,97.99,Observado,9500,95.00,Aceptado,9500,98.00,95.00,"
        + "\"cerrado, corregido\"\r")
  }

  @Test(arguments: [(80, "EE-1 "), (120, "Ximena Peña (EE-1)")])
  func `executives have their names where there is room`(_ width: Int, _ words: String) {
    let verdicts = [verdict("2026-03", "", 3, 3, 2), verdict("2026-03", "EE-1", 3, 3, 2)]
    let text = KpiView(
      request: .with { $0.byExecutive = true },
      response: .with {
        $0.goodFor = goodFor
        $0.verdicts = verdicts
      }, times: laPaz, screen: .columns(width)
    ).text
    #expect(text.contains(words), "\(text)")
    #expect(text.split(separator: "\n").allSatisfy { $0.count <= width })
    #expect(!text.contains("Juntos"))
  }

  @Test func `a month without requests shows no figure`() {
    let view = KpiView(
      request: KpiMonthsRequest(), response: .with { $0.goodFor = goodFor }, times: laPaz,
      screen: .columns(80))
    #expect(view.text.contains("No se recibieron solicitudes."))
    #expect(!view.text.contains("100"))
  }
}
