import Projections
import Schemas
import SwiftProtobuf
import Testing

@testable import eventd

@Suite("BoardView")
struct BoardViewTests {
  private func view(
    _ cells: [(FolioProcessType, FolioStage, String, UInt64)], _ screen: Screen
  ) -> String {
    let response = BoardResponse.with {
      $0.cells = cells.map { type, stage, area, count in
        .with {
          $0.processType = type
          $0.stage = stage
          $0.area = area
          $0.count = count
        }
      }
      $0.goodFor.position = 4321
      $0.goodFor.now = at("2026-01-05T10:00")
    }
    return BoardView(response: response, times: mexicoCity, screen: screen).text
  }

  private let few: [(FolioProcessType, FolioStage, String, UInt64)] = [
    (.cotizacionEmisionAutos, .altaDeTramite, "", 3),
    (.cotizacionEmisionAutos, .suscripcion, "Coordinación Suscripción Autos", 12),
    (.cotizacionEmisionDanos, .suscripcion, "", 1),
    (.cotizacionEmisionDanos, .emisionDePoliza, "", 104),
    (.cotizacionEmisionPersonasIndividual, .suscripcion, "Suscripción Personas Individuales", 7),
    (.comentariosSugerenciasQuejas, .envio, "", 1),
  ]

  @Test func `shows whole words where they fit, with totals and Suscripción by area`() {
    #expect(
      view(few, .columns(120)) == """
        Trámites por tipo y etapa
        Al 2026-01-05 10:00, posición 4321

                                                  Alta de               Emisión de
                                                  Trámite  Suscripción      Póliza  Envío  Total
        Cotización / Emisión Autos                      3           12           ·      ·     15
        Cotización / Emisión Daños                      ·            1         104      ·    105
        Cotización / Emisión Personas Individual        ·            7           ·      ·      7
        Comentarios, sugerencias y quejas               ·            ·           ·      1      1
        Total                                           3           20         104      1    128

        Suscripción por área
        Área                               Folios
        (sin área)                              1
        Coordinación Suscripción Autos         12
        Suscripción Personas Individuales       7

        """)
  }

  @Test func `shows short words where whole ones do not fit`() {
    #expect(
      view(few, .columns(80)) == """
        Trámites por tipo y etapa
        Al 2026-01-05 10:00, posición 4321

                                                  Emis.
                                     Alta Suscr. Póliza Envío Total
        Cotiz./Emisión Autos            3     12      ·     ·    15
        Cotiz./Emisión Daños            ·      1    104     ·   105
        Cotiz./Emisión Pers. Indiv.     ·      7      ·     ·     7
        Comentarios, suger. y quejas    ·      ·      ·     1     1
        Total                           3     20    104     1   128

        Suscripción por área
        Área                               Folios
        (sin área)                              1
        Coordinación Suscripción Autos         12
        Suscripción Personas Individuales       7

        """)
  }

  @Test func `fits all types and stages into 120 columns`() {
    let all = FolioProcessType.all.enumerated().flatMap { row, type in
      FolioStage.all.enumerated().map { column, stage in
        (type, stage, "", UInt64(row * 100 + column + 1))
      }
    }
    #expect(
      view(all, .columns(120)) == """
        Trámites por tipo y etapa
        Al 2026-01-05 10:00, posición 4321

                                            Gest.         Emis. Atenc.  Conf. Cotiz. Cotiz. Recot.     No       Recha-
                                      Alta Docum. Suscr. Póliza Comer. Clien.  Entr. Acept. /Repr. Acept. Envío     zo Total
        Cotiz./Emisión Autos             1      2      3      4      5      6      7      8      9     10    11     12    78
        Cotiz./Emisión Daños           101    102    103    104    105    106    107    108    109    110   111    112  1278
        Cotiz./Emisión Pers. Colec.    201    202    203    204    205    206    207    208    209    210   211    212  2478
        Cotiz./Emisión Pers. Indiv.    301    302    303    304    305    306    307    308    309    310   311    312  3678
        Movimientos Individual         401    402    403    404    405    406    407    408    409    410   411    412  4878
        Movimientos Colectivo          501    502    503    504    505    506    507    508    509    510   511    512  6078
        Cobranza                       601    602    603    604    605    606    607    608    609    610   611    612  7278
        Incentivos                     701    702    703    704    705    706    707    708    709    710   711    712  8478
        Préstamos, Rescates, Edo.Cta.  801    802    803    804    805    806    807    808    809    810   811    812  9678
        Administración de Agentes      901    902    903    904    905    906    907    908    909    910   911    912 10878
        Comentarios, suger. y quejas  1001   1002   1003   1004   1005   1006   1007   1008   1009   1010  1011   1012 12078
        Total                         5511   5522   5533   5544   5555   5566   5577   5588   5599   5610  5621   5632 66858

        Suscripción por área
        Área        Folios
        (sin área)    5533

        """)
  }

  @Test func `lists the cells where no matrix fits`() {
    #expect(
      view(few, .columns(58)) == """
        Trámites por tipo y etapa
        Al 2026-01-05 10:00, posición 4321

        Tipo                          Etapa         Área    Folios
        Cotiz./Emisión Autos          Alta de Trá…               3
        Cotiz./Emisión Autos          Suscripción   Coord…      12
        Cotiz./Emisión Daños          Suscripción                1
        Cotiz./Emisión Daños          Emisión de …             104
        Cotiz./Emisión Pers. Indiv.   Suscripción   Suscr…       7
        Comentarios, suger. y quejas  Envío                      1
        Total                                                  128

        """)
  }

  @Test func `says that there are no folios`() {
    #expect(
      view([], .columns(80)) == """
        Trámites por tipo y etapa
        Al 2026-01-05 10:00, posición 4321

        No hay folios.

        """)
  }

  @Test func `sets headings in bold on a terminal only`() {
    let bold = view(few, Screen(width: 80, isTerminal: true))
    #expect(bold.hasPrefix("\u{1B}[1mTrámites por tipo y etapa\u{1B}[0m\n"))
    let plain = bold.replacing("\u{1B}[1m", with: "").replacing("\u{1B}[0m", with: "")
    #expect(plain == view(few, .columns(80)))
  }

  @Test func `its title says what it was narrowed to`() {
    let request = BoardRequest.with {
      $0.ramo = .autos
      $0.oficina = "León"
    }
    let text = BoardView(
      request: request, response: BoardResponse(), times: mexicoCity, screen: .columns(40)
    ).text
    #expect(text.hasPrefix("Trámites por tipo y etapa · Ramo Autos ·\nOficina León\n"))
  }
}
