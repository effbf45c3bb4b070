import Schemas
import SwiftProtobuf
import Testing

@testable import eventd

@Suite("ClockView")
struct ClockViewTests {
  @Test(arguments: [(0, "0 plazos cumplidos"), (1, "1 plazo cumplido"), (7, "7 plazos cumplidos")])
  func `shows where the clock stands and what ran on the way`(fired: UInt32, said: String) {
    let answer = AdvanceClockResponse.with {
      $0.now = at("2026-02-09T06:00")
      $0.fired = fired
    }
    #expect(ClockView(response: answer, times: mexicoCity).text == "2026-02-09 06:00:00, \(said)\n")
  }

  @Test func `says which processes stand still, and why`() {
    let answer = AdvanceClockResponse.with {
      $0.now = at("2026-02-09T06:00")
      $0.fired = 2
      $0.standingStill = [
        .with {
          $0.name = "folio-escalations"
          $0.incidents = [
            .with {
              $0.position = 128
              $0.stream = "folio-00000001"
              $0.error = "it cannot be read"
            }
          ]
        }
      ]
    }
    #expect(
      ClockView(response: answer, times: mexicoCity).text == """
        2026-02-09 06:00:00, 2 plazos cumplidos
        Detenido: folio-escalations; ninguno de sus plazos se cumplió
            Incidente en la posición 128 de folio-00000001: it cannot be read
        Para que siga: eventd rebuild NOMBRE; véase eventd status

        """)
  }
}
