import Schemas
import SwiftProtobuf
import Testing

@testable import eventd

@Suite("TimersView")
struct TimersViewTests {
  private func view(
    _ timers: [WaitingTimer], _ horizon: TimersRequest.OneOf_Horizon? = nil, next: String = "",
    width: Int = 130
  ) -> String {
    let request = TimersRequest.with { $0.horizon = horizon }
    let response = TimersResponse.with {
      $0.timers = timers
      $0.goodFor.position = 4321
      $0.goodFor.now = at("2026-01-05T10:00")
      $0.next = next
    }
    return TimersView(
      request: request, response: response, times: mexicoCity, screen: .columns(width)
    ).text
  }

  private let timers = [
    WaitingTimer.with {
      $0.stream = "folio-00399734"
      $0.rule = "confirmacion-cliente-without-medical-information"
      $0.due = at("2026-01-08T00:00")
      $0.subject = "#00399734"
      $0.action = "→ Rechazo: Falta de información"
      $0.source = "circular 39-2022/10-27"
    },
    WaitingTimer.with {
      $0.stream = "claim-77"
      $0.rule = "objection-window"
      $0.due = at("2026-02-03T00:00")
      $0.incident = "the escalation was refused"
    },
  ]

  @Test func `shows what is due next, by the name that people know it by`() {
    #expect(
      view(timers) == """
        Vencimientos
        Al 2026-01-05 10:00, posición 4321

        Vence             Asunto     Qué ocurre                       Regla                                         Fuente
        2026-01-08 00:00  #00399734  → Rechazo: Falta de información  confirmacion-cliente-without-medical-inform…  circular 39-2022/10-27
        2026-02-03 00:00  claim-77                                    objection-window
            Incidente: the escalation was refused

        """)
  }

  @Test func `cuts the longest columns where the screen is narrow`() {
    #expect(
      view(Array(timers.prefix(1)), next: "8006.folio-escalations", width: 80) == """
        Vencimientos
        Al 2026-01-05 10:00, posición 4321

        Vence             Asunto     Qué ocurre            Regla          Fuente
        2026-01-08 00:00  #00399734  → Rechazo: Falta de…  confirmacion…  circular 39-2…

        Hay más: --after 8006.folio-escalations

        """)
  }

  @Test(
    arguments: [
      (.until(at("2026-01-31T23:59")), "Vencimientos hasta 2026-01-31 23:59"),
      (.withinSeconds(432_000), "Vencimientos en los próximos 5 días"),
      (.withinSeconds(86_400), "Vencimientos en los próximos 1 día"),
      (.withinSeconds(5400), "Vencimientos en los próximos 90 minutos"),
      (.withinSeconds(0), "Vencimientos en los próximos 0 segundos"),
      (
        .hypothetical(at("2026-03-01T09:00")),
        "Lo que ocurriría hasta 2026-03-01 09:00, si nadie hace nada"
      ),
    ] as [(TimersRequest.OneOf_Horizon, String)])
  func `says what the list is`(horizon: TimersRequest.OneOf_Horizon, title: String) {
    #expect(view(timers, horizon).hasPrefix(title + "\n"))
  }

  @Test func `says that nothing waits`() {
    #expect(
      view([]) == """
        Vencimientos
        Al 2026-01-05 10:00, posición 4321

        No hay vencimientos.

        """)
  }
}
