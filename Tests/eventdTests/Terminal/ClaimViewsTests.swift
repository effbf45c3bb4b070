import Events
import Projections
import Schemas
import SwiftProtobuf
import Testing

@testable import eventd

@Suite("Screens of claims")
struct ClaimViewsTests {
  private static let widths = [60, 80, 100, 120]

  private static func cop(_ pesos: Int64) -> WireMoney {
    Money(minorUnits: pesos * 100, .cop).wire
  }

  private static let goodFor = GoodFor.with {
    $0.position = 4321
    $0.now = at("2026-01-05T10:00")
  }

  private static let client = ClaimClient.with {
    $0.id = "63502417"
    $0.name = "Íngrid Guadalupe Villaseñor Ñúñez de Castañeda"
    $0.phone = "3164150011"
  }

  private static let row = ClaimRow.with {
    $0.number = 417
    $0.client = client
    $0.cause = .temporaryIncapacity
    $0.insurer = .laEquidad
    $0.milestone = .documentsReceived
    $0.opened = at("2025-10-01T09:00")
    $0.entered = at("2025-12-01T09:00")
    $0.occurredOn = "2024-02-10"
    $0.claimed = cop(12_345_678)
    $0.prescribesAfter = "2026-02-10"
    $0.missing = [
      .with { $0.anyOf = [.policyCopy, .promissoryNoteCopy] },
      .with {
        $0.anyOf = [.otherDocument]
        $0.name = "Informe de la Fiscalía"
      },
    ]
  }

  private func list(_ screen: Screen, missing: Bool = true) -> ClaimListView {
    ClaimListView(
      request: .with { $0.missing = missing },
      response: .with {
        $0.goodFor = Self.goodFor
        $0.rows = [Self.row]
        $0.next = 417
      }, times: mexicoCity, screen: screen)
  }

  private func prescriptions(_ screen: Screen) -> ClaimPrescriptionsView {
    ClaimPrescriptionsView(
      request: .with { $0.days = 90 },
      response: .with {
        $0.goodFor = Self.goodFor
        $0.rows = [
          Self.row,
          .with {
            $0 = Self.row
            $0.number = 418
            $0.prescribesAfter = "2026-01-04"
          },
        ]
        $0.total = 9
      }, times: mexicoCity, screen: screen)
  }

  private func board(_ screen: Screen) -> ClaimBoardView {
    func cell(_ milestone: ClaimMilestone, _ cause: ClaimCause, _ count: UInt64) -> ClaimCell {
      .with {
        $0.milestone = milestone
        $0.cause = cause
        $0.count = count
        if milestone != .closed { $0.oldest = at("2025-12-01T09:00") }
      }
    }
    return ClaimBoardView(
      response: .with {
        $0.goodFor = Self.goodFor
        $0.cells = [
          cell(.coverageDetermined, .death, 12), cell(.coverageDetermined, .unemployment, 3),
          cell(.answered, .permanentIncapacity, 1), cell(.closed, .temporaryIncapacity, 1_204),
        ]
      }, times: mexicoCity, screen: screen)
  }

  private func sums(_ screen: Screen) -> ClaimSumsView {
    ClaimSumsView(
      response: .with {
        $0.goodFor = Self.goodFor
        $0.sums = [
          .with {
            $0.cause = .unemployment
            $0.claims = 1
          },
          .with {
            $0.insurer = .laEquidad
            $0.cause = .death
            $0.claims = 31
            $0.claimed = Self.cop(1_234_567_890)
            $0.paid = Self.cop(234_567_890)
            $0.applied = Self.cop(234_567_890)
            $0.condoned = Self.cop(1_000_000)
            $0.refused = Self.cop(99_000_000)
            $0.claimsRefused = 1
          },
        ]
      }, times: mexicoCity, screen: screen)
  }

  private func page(_ screen: Screen) -> ClaimPageView {
    ClaimPageView(
      response: .with { response in
        response.goodFor = Self.goodFor
        response.page.number = 417
        response.page.client = Self.client
        response.page.cause = .unemployment
        response.page.contact = .call
        response.page.opened = at("2025-10-01T09:00")
        response.page.entered = at("2025-12-01T09:00")
        response.page.milestone = .pool
        response.page.coverage.facts.occurredOn = "2025-09-10"
        response.page.coverage.findings = [
          .with {
            $0.invoice = "FV63502417-1"
            $0.decision = .covered
            $0.insurer = .laEquidad
            $0.poolMonths = 6
          }
        ]
        response.page.pool = .with {
          $0.firstDueOn = "2025-12-31"
          $0.dueDay = 31
          $0.months = [Self.month, Self.month]
        }
        response.page.monthsApplied = 1
        response.page.history = [
          .with {
            $0.type = "CauseDetected"
            $0.effective = at("2025-10-01T09:00")
            $0.recorded = at("2025-10-01T09:00")
            $0.actor = .with {
              $0.role = .directorAdvanced
              $0.name = "Rocío Avendaño de las Mercedes"
              $0.key = "avanzada"
            }
            $0.milestone = .requestAtCentral
            $0.text = "Contesta la hija."
          },
          .with {
            $0.type = "PoolMonthApplied"
            $0.effective = at("2025-12-31T00:00")
            $0.recorded = at("2026-01-02T00:00")
            $0.actor = .with { $0.role = .system }
            $0.milestone = .pool
          },
        ]
      }, times: mexicoCity, screen: screen)
  }

  private static let month = ClaimPoolMonth.with {
    $0.applications = [
      .with {
        $0.invoice = "FV63502417-1"
        $0.concepts = [
          .with {
            $0.concept = .capital
            $0.paid = cop(100_000)
          },
          .with {
            $0.concept = .interest
            $0.paid = cop(20_000)
          },
        ]
      }
    ]
  }

  private func texts(_ screen: Screen) -> [String] {
    [
      board(screen).text, list(screen).text, prescriptions(screen).text, sums(screen).text,
      page(screen).text,
    ]
  }

  @Test(arguments: widths)
  func `keep within the screen`(_ width: Int) {
    for text in texts(.columns(width)) {
      for line in text.split(separator: "\n") { #expect(line.count <= width, "\(line)") }
    }
  }

  @Test(arguments: [80, 100, 120, 160])
  func `cut no amount, no date, no number and no cause`(_ width: Int) {
    let screen = Screen.columns(width)
    for words in [
      "00000417", "63502417", "temporal", "LA EQUIDAD", "2024-02-10", "12.345.678",
      "4 Recibir documentos",
    ] {
      #expect(list(screen).text.contains(words), "\(words)\n\(list(screen).text)")
    }
    for words in ["3164150011", "2026-02-10", "36", "prescrita", "2024-02-10"] {
      #expect(prescriptions(screen).text.contains(words), "\(words)")
    }
    #expect(sums(screen).text.contains("1.234.567.890"))
    #expect(page(screen).text.contains("2026-01-31 (por aplicar) FV63502417-1 120.000"))
    #expect(page(screen).text.contains("Director de cobranza avanzada: Rocío Avendaño"))
    #expect(board(screen).text.contains("1204"))
    #expect(board(screen).text.contains("35"))
  }

  @Test func `the board on eighty columns`() {
    #expect(
      board(.columns(80)).text == """
        Reclamaciones de seguros por hito
        Al 2026-01-05 10:00, posición 4321

                                           Falle-  Incap.  Desem-  Incap.          Más
        Hito  Espera                         cim.   perm.    pleo   temp.  Total  días
        2     Indagar hechos y cobertura       12       ·       3       ·     15    35
        7     Respuesta de la aseguradora       ·       1       ·       ·      1    35
              Cerrado                           ·       ·       ·    1204   1204
              Total                            12       1       3    1204   1220

        """)
  }

  @Test func `a history says when something was recorded only where that is another time`() {
    let text = page(.columns(120)).text
    #expect(text.ranges(of: "registrado el").count == 1)
    #expect(text.contains("registrado el 2026-01-02 00:00"))
  }

  @Test func `amounts by insurer and cause on a narrow screen leave out what is zero`() {
    #expect(
      sums(.columns(80)).text.split(separator: "\n").dropFirst(2).map(String.init) == [
        "Sin aseguradora · Desempleo · 1 caso",
        "LA EQUIDAD · Fallecimiento · 31 casos",
        "  Reclamado  1.234.567.890",
        "  Pagado     234.567.890",
        "  Aplicado   234.567.890",
        "  Condonado  1.000.000",
        "  Objetado   99.000.000 (1 caso)",
        "Total · 32 casos",
        "  Reclamado  1.234.567.890",
        "  Pagado     234.567.890",
        "  Aplicado   234.567.890",
        "  Condonado  1.000.000",
        "  Objetado   99.000.000 (1 caso)",
      ])
  }

  @Test func `give a file all columns, plain amounts and what is missing`() {
    #expect(
      list(.pipe).table.csv == [
        "Número,Cliente,Cédula,Causa,Aseguradora,Espera,Días,Edad,Hechos,Reclamado,Falta\r",
        "00000417,Íngrid Guadalupe Villaseñor Ñúñez de Castañeda,63502417,"
          + "Incapacidad total temporal,LA EQUIDAD,4 Recibir documentos,35,96,2024-02-10,"
          + "12345678.00,Fotocopia de la póliza o Fotocopia del pagaré; Informe de la Fiscalía\r",
      ])
    #expect(page(.pipe).table.csv[0] == "Fecha,Registrado,Hecho,Quién,Queda en espera de,Detalle\r")
  }

  @Test func `say it when there is nothing`() {
    for text in [
      ClaimBoardView(response: .init(), times: mexicoCity, screen: .pipe).text,
      ClaimListView(request: .init(), response: .init(), times: mexicoCity, screen: .pipe).text,
      ClaimPrescriptionsView(
        request: .init(), response: .init(), times: mexicoCity, screen: .pipe
      ).text,
      ClaimSumsView(response: .init(), times: mexicoCity, screen: .pipe).text,
    ] {
      #expect(text.contains("No hay reclamaciones."))
    }
  }
}
