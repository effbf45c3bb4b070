import Schemas
import SwiftProtobuf
import Testing

@testable import eventd

@Suite("TimersView")
struct TimersViewTests {
  private func view(_ timers: [WaitingTimer]) -> String {
    let response = TimersResponse.with {
      $0.timers = timers
      $0.goodFor.position = 4321
      $0.goodFor.now = at("2026-01-05T10:00")
    }
    return TimersView(response: response, times: mexicoCity, screen: .columns(80)).text
  }

  @Test func `shows what is due next, folios by their number`() {
    let timers = [
      ("folio-00399734", "confirmacion-cliente-without-medical-information", "2026-01-08T00:00"),
      ("claim-77", "objection-window", "2026-02-03T00:00"),
    ].map { stream, rule, due in
      WaitingTimer.with {
        $0.stream = stream
        $0.rule = rule
        $0.due = at(due)
      }
    }
    #expect(
      view(timers) == """
        Vencimientos
        Al 2026-01-05 10:00, posición 4321

        Vence             Folio      Regla
        2026-01-08 00:00  #00399734  confirmacion-cliente-without-medical-information
        2026-02-03 00:00  claim-77   objection-window

        """)
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
