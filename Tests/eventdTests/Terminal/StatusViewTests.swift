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
      $0.uptimeSeconds = 93_784
      $0.lastRecorded = at("2026-01-05T09:59")
      $0.storage = .with {
        $0.fileBytes = 12_900_000
        $0.mapBytes = 1 << 38
        $0.mapUsedBytes = 1 << 30
        $0.diskFreeBytes = 53 << 30
      }
      $0.queue = .with {
        $0.appends = 3
        $0.bytes = 2048
        $0.processAppends = 1
        $0.events = 310
        $0.commits = 100
        $0.commitSeconds = 0.25
      }
      $0.sockets = [
        .with {
          $0.address = "var/eventd.sock"
          $0.listening = true
        },
        .with { $0.address = "http://127.0.0.1:9464" },
      ]
      $0.connections = 12
      $0.connectionsMax = 1024
      $0.notReady = ["http://127.0.0.1:9464 takes no connections yet"]
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
          $0.timers = .with {
            $0.waiting = 17
            $0.earliest = at("2026-01-05T08:55")
          }
          $0.digest = "60303ae22b998861bce3b28f33eec1be758a213c86c93c076dbe9f558c11c752"
        },
      ]
    }
    #expect(
      StatusView(response: status, times: mexicoCity, screen: .columns(80)).text == """
        eventd 1.0.0: NO está listo
          http://127.0.0.1:9464 takes no connections yet
          Hora          2026-01-05 10:00 (reloj simulado)
          En marcha     1 d 2 h
          Escucha en    var/eventd.sock, http://127.0.0.1:9464 (aún no)
          Conexiones    12 de 1024
          Registro      01234567-89ab-7def-8123-456789abcdef
          Eventos       310 en 42 streams
          Último        posición 4321, 2026-01-05 09:59:00
          Espacio       12.3 MiB, 0.4 % de 256.0 GiB; libres en disco: 53.0 GiB
          En cola       3 de clientes (2.0 KiB), 1 de procesos
          Desde inicio  310 eventos en 100 escrituras de 2.5 ms

        Vistas y procesos
          Nombre         Versión  Constr.  Posición  Retraso  Plazos  SHA-256
          folio-board          1        3      4300        3          9f86d081884c7d65
              Incidente en la posición 4321 de folio-00000001: the event cannot be
              applied: the folio was not opened before
              Incidente de folio-00000002: the escalation was refused
              Se construye la versión 2: 120 de 310 eventos
          folio-process       12        1      4321        0      17  60303ae22b998861
              Atrasado: el plazo más antiguo venció el 2026-01-05 08:55:00, hace 1 h 5
              min

        """)
  }
}

@Suite("Magnitudes")
struct MagnitudesTests {
  @Test(
    arguments: [
      (0, "0 B"), (1023, "1023 B"), (1024, "1.0 KiB"), (1536, "1.5 KiB"),
      (1_048_575, "1.0 MiB"), (1 << 38, "256.0 GiB"), (.max, "16.0 EiB"),
    ] as [(UInt64, String)])
  func `of bytes are in powers of 1024`(bytes: UInt64, words: String) {
    #expect(ByteSize.words(bytes) == words)
  }

  @Test(
    arguments: [
      (0, "0 s"), (59, "59 s"), (60, "1 min"), (61, "1 min 1 s"), (3600, "1 h"),
      (86_399, "23 h 59 min"), (90_000, "1 d 1 h"), (8_640_000, "100 d"),
    ] as [(UInt64, String)])
  func `of time are in the two largest units`(seconds: UInt64, words: String) {
    #expect(ElapsedTime.words(seconds: seconds) == words)
  }
}
