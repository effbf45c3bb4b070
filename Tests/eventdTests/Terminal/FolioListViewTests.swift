import Schemas
import SwiftProtobuf
import Testing

@testable import eventd

@Suite("FolioListView")
struct FolioListViewTests {
  private static let rows: [FolioRow] = [
    .with {
      $0.number = 399_734
      $0.processType = .cotizacionEmisionAutos
      $0.stage = .confirmacionCliente
      $0.requestKind = .cotizacionInicial
      $0.contratante = "Peña e Hijos, S.A. de C.V."
      $0.centroEmisor = "Bajío"
      $0.agent = "Begoña Núñez"
      $0.promotor = "Promotoría Ibáñez"
      $0.oficina = "León"
      $0.region = "Centro"
      $0.priority = .alta
      $0.entered = at("2026-01-02T23:59")
      $0.deadline = at("2026-01-08T00:00")
    },
    .with {
      $0.number = 400_001
      $0.processType = .cotizacionEmisionAutos
      $0.stage = .confirmacionCliente
      $0.requestKind = .emisionPolizaNueva
      $0.contratante = "Íñigo Sáenz"
      $0.centroEmisor = "Occidente"
      $0.agent = "José López"
      $0.promotor = "Promotoría Ibáñez"
      $0.oficina = "Guadalajara"
      $0.region = "Occidente"
      $0.priority = .media
      $0.entered = at("2026-01-05T09:00")
    },
  ]

  private func view(
    _ screen: Screen, stage: FolioStage = .confirmacionCliente,
    type: FolioProcessType = .cotizacionEmisionAutos, rows: [FolioRow] = rows, next: UInt64 = 0
  ) -> String {
    let request = FoliosRequest.with {
      $0.processType = type
      $0.stage = stage
    }
    let response = FoliosResponse.with {
      $0.rows = rows
      $0.next = next
      $0.goodFor.position = 4321
      $0.goodFor.now = at("2026-01-05T10:00")
    }
    return FolioListView(request: request, response: response, times: mexicoCity, screen: screen)
      .text
  }

  @Test func `shows a line a folio, cut to 120 columns`() {
    #expect(
      view(.columns(120)) == """
        Cotización / Emisión Autos · Confirmación Cliente
        Al 2026-01-05 10:00, posición 4321

                                           Centro
        Número     Trámite     Contratan…  emisor     Agente     Promotor   Oficina    Región     Prior.  Días  Vence
        #00399734  Cotizació…  Peña e Hi…  Bajío      Begoña N…  Promotor…  León       Centro     Alta       3  2026-01-08 00:00
        #00400001  Emisión p…  Íñigo Sáe…  Occidente  José Lóp…  Promotor…  Guadalaj…  Occidente  Media      0  —

        """)
  }

  @Test func `cuts nothing in a file`() {
    let text = view(.pipe)
    #expect(!text.contains("…"))
    #expect(text.contains("  Cotización inicial    Peña e Hijos, S.A. de C.V.  Bajío      Begoña"))
  }

  @Test func `shows a few lines a folio in 80 columns`() {
    #expect(
      view(.columns(80), next: 400_001) == """
        Cotización / Emisión Autos · Confirmación Cliente
        Al 2026-01-05 10:00, posición 4321

        #00399734  Cotización inicial · prioridad Alta · 3 días · vence 2026-01-08 00:00
          Peña e Hijos, S.A. de C.V.
          Begoña Núñez · Promotoría Ibáñez · Bajío · León, Centro
        #00400001  Emisión póliza nueva · prioridad Media · 0 días · sin vencimiento
          Íñigo Sáenz
          José López · Promotoría Ibáñez · Occidente · Guadalajara, Occidente

        Hay más después de #00400001.

        """)
  }

  @Test func `names process type and stage of each folio when all are listed`() {
    #expect(
      view(.columns(80), stage: .unspecified, type: .unspecified) == """
        Todos los trámites
        Al 2026-01-05 10:00, posición 4321

        #00399734  Cotización inicial · prioridad Alta · 3 días · vence 2026-01-08 00:00
          Cotización / Emisión Autos · Confirmación Cliente
          Peña e Hijos, S.A. de C.V.
          Begoña Núñez · Promotoría Ibáñez · Bajío · León, Centro
        #00400001  Emisión póliza nueva · prioridad Media · 0 días · sin vencimiento
          Cotización / Emisión Autos · Confirmación Cliente
          Íñigo Sáenz
          José López · Promotoría Ibáñez · Occidente · Guadalajara, Occidente

        """)
  }

  @Test func `says that there are no folios`() {
    #expect(
      view(.columns(80), rows: []) == """
        Cotización / Emisión Autos · Confirmación Cliente
        Al 2026-01-05 10:00, posición 4321

        No hay folios.

        """)
  }

  /// The contratante is whatever somebody sent: it must neither clear the screen of whoever lists it
  /// nor look like another line.
  @Test func `shows what would steer the terminal as replaced characters`() {
    var row = Self.rows[0]
    row.contratante = "Peña\u{1B}[2J\u{202E}\n#00000001"
    #expect(view(.columns(80), rows: [row]).contains("  Peña\u{FFFD}[2J\u{FFFD} #00000001\n"))
  }

  @Test func `shows what somebody should look at, where there is something`() {
    var rows = Self.rows
    rows[0].warnings = [.emptyExpediente, .serviceLevelExceeded]
    let wide = view(.pipe, rows: rows)
    #expect(wide.contains("Vence             Atención\n"))
    #expect(wide.contains("2026-01-08 00:00  expediente vacío, nivel vencido\n"))
    #expect(
      view(.columns(80), rows: rows).contains(
        "00:00\n  Atención: expediente vacío, nivel vencido\n  Peña"))
  }

  @Test func `its title says what it was narrowed to`() {
    let request = FoliosRequest.with {
      $0.ramo = .personas
      $0.agente = "A-1024"
      $0.promotor = "Ibáñez\n"
      $0.oficina = "León"
    }
    let text = FolioListView(
      request: request, response: FoliosResponse(), times: mexicoCity, screen: .pipe
    ).text
    #expect(
      text.hasPrefix("Ramo Personas · Agente A-1024 · Promotor Ibáñez  · Oficina León\n"))
  }
}
