import Schemas
import SwiftProtobuf
import Testing

@testable import eventd

@Suite("StatusView")
struct StatusViewTests {
  @Test func `shows the log, who follows it, and what could not be done`() {
    let status = StatusResponse.with {
      $0.version = "1.0.0"
      $0.logID = "01234567-89ab-7def-8123-456789abcdef"
      $0.head = 4321
      $0.events = 310
      $0.streams = 42
      $0.now = at("2026-01-05T10:00")
      $0.simulatedClock = true
      $0.followers = [
        .with {
          $0.name = "folio-board"
          $0.version = 1
          $0.build = 3
          $0.position = 4300
          $0.lag = 3
          $0.digest = "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08"
          $0.incidents = [
            .with {
              $0.position = 4321
              $0.stream = "folio-00000001"
              $0.error = "the event cannot be applied: the folio was not opened before"
            },
            .with {
              $0.stream = "folio-00000002"
              $0.error = "the escalation was refused"
            },
          ]
          $0.building = .with {
            $0.version = 2
            $0.events = 120
            $0.total = 310
          }
        },
        .with {
          $0.name = "folio-process"
          $0.version = 12
          $0.build = 1
          $0.position = 4321
          $0.digest = "60303ae22b998861bce3b28f33eec1be758a213c86c93c076dbe9f558c11c752"
        },
      ]
    }
    #expect(
      StatusView(response: status, times: mexicoCity, screen: .columns(80)).text == """
        eventd 1.0.0
          Registro         01234567-89ab-7def-8123-456789abcdef
          Hora             2026-01-05 10:00 (reloj simulado)
          Última posición  4321
          Eventos          310
          Streams          42

        Vistas y procesos
          Nombre         Versión  Construcción  Posición  Retraso  SHA-256
          folio-board          1             3      4300        3  9f86d081884c7d65
              Incidente en la posición 4321 de folio-00000001: the event cannot be
              applied: the folio was not opened before
              Incidente de folio-00000002: the escalation was refused
              Se construye la versión 2: 120 de 310 eventos
          folio-process       12             1      4321        0  60303ae22b998861

        """)
  }
}
