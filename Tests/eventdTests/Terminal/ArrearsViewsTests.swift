import Events
import Projections
import Schemas
import SwiftProtobuf
import Testing

@testable import eventd

@Suite("Screens of company clients")
struct ArrearsViewsTests {
  private static let widths = [60, 80, 100, 120]

  private static func bob(_ centavos: Int64) -> WireMoney { .centavos(centavos) }

  private static let goodFor = GoodFor.with {
    $0.position = 4321
    $0.now = at("2026-03-05T10:00")
  }

  private static let executive = ArrearsActor.with {
    $0.role = .ejecutivoEmpresas
    $0.key = "vrojas"
    $0.name = "Verónica Rojas Núñez"
  }

  private static let debts: [ArrearsDebt] = [
    .with {
      $0.nit = "1023456028"
      $0.name = "Muebles Peñaflor de Cochabamba e Hijos S.R.L."
      $0.executive = executive
      $0.contract = "23456028-1"
      $0.product.number = "23456028-1/2"
      $0.product.kind = .lineaTelefonica
      $0.amount = bob(12_345_678)
      $0.invoices = 3
      $0.oldestMonth = "2025-12"
    },
    .with {
      $0.nit = "1023456029"
      $0.name = "Clínica Ñuñorco S.A."
      $0.executive = executive
      $0.contract = "23456029-1"
      $0.amount = bob(22)
      $0.invoices = 1
      $0.oldestMonth = "2026-02"
    },
  ]

  private static let commitment = ArrearsCommitment.with {
    $0.commitment = "CP-1023456028-14"
    $0.made = at("2026-03-02T09:00")
    $0.invoices = ["23456028-1-2026-01", "23456028-1-2026-02"]
    $0.way = .banco
    $0.promisedBy = "Ing. Óscar Peña"
    $0.owed = bob(12_345_678)
    $0.deadline = at("2026-03-10T00:00")
  }

  private static let page = ArrearsPage.with {
    $0.nit = "1023456028"
    $0.name = "Muebles Peñaflor de Cochabamba e Hijos S.R.L."
    $0.executive = executive
    $0.email = "pagos@muebles.example"
    $0.contracts = [
      .with {
        $0.contract = "23456028-1"
        $0.products = [
          .with {
            $0.number = "23456028-1/1"
            $0.kind = .internet
            $0.description_p = "Fibra 100 Mbps"
          }
        ]
      }
    ]
    $0.proformas = [
      .with {
        $0.contract = "23456028-1"
        $0.month = "2026-02"
        $0.amount = bob(31_900)
        $0.issued = at("2026-03-02T09:00")
        $0.sent = at("2026-03-03T09:00")
        $0.channel = .whatsapp
        $0.recipient = "+591 70712345"
      },
      .with {
        $0.contract = "23456028-1"
        $0.month = "2026-03"
        $0.amount = bob(31_900)
        $0.issued = at("2026-03-02T09:00")
      },
    ]
    $0.invoices = [
      .with {
        $0.invoice = "23456028-1-2026-01"
        $0.contract = "23456028-1"
        $0.month = "2026-01"
        $0.issuedOn = "2026-02-02"
        $0.lines = [
          .with {
            $0.product = "23456028-1/1"
            $0.amount = bob(12_345_678)
          }
        ]
        $0.amount = bob(12_345_678)
        $0.reversed = [
          .with {
            $0.reference = "DEP-1"
            $0.way = .banco
            $0.paidOn = "2026-02-10"
            $0.reversedOn = "2026-02-12"
            $0.reason = "Depósito de otro cliente"
          }
        ]
      },
      .with {
        $0.invoice = "23456028-1-2025-12"
        $0.contract = "23456028-1"
        $0.month = "2025-12"
        $0.issuedOn = "2026-01-02"
        $0.amount = bob(31_900)
        $0.paidOn = "2026-01-09"
        $0.way = .sigep
        $0.reference = "SIG-1023456028-9"
        $0.sigepForm = "SG-1023456028-8"
      },
    ]
    $0.charges = [
      .with {
        $0.charge = "PV-1023456028-17"
        $0.product = "23456028-1/1"
        $0.month = "2026-03"
        $0.concept = "Excedente de cable de la migración a fibra"
        $0.amount = bob(12_500)
      }
    ]
    $0.commitments = [commitment]
    $0.letters = [
      .with {
        $0.letter = "CM-1023456028-21"
        $0.issuedOn = "2026-03-04"
        $0.invoices = ["23456028-1-2026-01"]
        $0.copy = "Archivo Empresas, carpeta 3"
      }
    ]
    $0.interactions = [
      .with {
        $0.recorded = at("2026-03-04T10:00")
        $0.actor = executive
        $0.channel = .llamada
        $0.text = "Se informan las facturas pendientes y las formas de pago"
        $0.round = "2026-01"
      }
    ]
  }

  private func debts(
    _ screen: Screen, byProduct: Bool = false, next: String = ""
  ) -> ArrearsDebtsView {
    ArrearsDebtsView(
      request: .with { $0.byProduct = byProduct },
      response: .with {
        $0.goodFor = Self.goodFor
        $0.debts = Self.debts
        $0.date = "2026-03-05"
        $0.next = next
      }, times: mexicoCity, screen: screen)
  }

  private func commitments(
    _ screen: Screen, _ commitment: ArrearsCommitment = commitment
  ) -> ArrearsCommitmentsView {
    ArrearsCommitmentsView(
      response: .with {
        $0.goodFor = Self.goodFor
        $0.commitments = [
          .with {
            $0.nit = "1023456028"
            $0.name = "Muebles Peñaflor de Cochabamba e Hijos S.R.L."
            $0.commitment = commitment
          }
        ]
      }, times: mexicoCity, screen: screen)
  }

  private func client(_ screen: Screen) -> ArrearsClientView {
    ArrearsClientView(
      response: .with {
        $0.goodFor = Self.goodFor
        $0.page = Self.page
      }, times: mexicoCity, screen: screen)
  }

  private func texts(_ screen: Screen) -> [String] {
    [
      debts(screen).text, debts(screen, byProduct: true).text, commitments(screen).text,
      client(screen).text,
    ]
  }

  @Test(arguments: widths)
  func `keep within the screen`(_ width: Int) {
    for text in texts(.columns(width)) {
      for line in text.split(separator: "\n") { #expect(line.count <= width, "\(line)") }
    }
  }

  @Test(arguments: [80, 100, 120])
  func `cut no amount, no date and no state`(_ width: Int) {
    let screen = Screen.columns(width)
    for text in texts(screen) {
      #expect(text.contains("123456.78"), "\(text)")
      #expect(text.contains("1023456028"))
    }
    #expect(debts(screen).text.contains("2025-12"))
    #expect(commitments(screen).text.contains("2026-03-09  "))
    #expect(commitments(screen).text.contains("pendiente"))
    let page = client(screen).text
    for word in [
      "pagada 2026-01-09", "SIGEP SIG-1023456028-9", "por facturar", "sin enviar", "2026-03-09",
      "Excedente de cable", "Archivo Empresas",
    ] {
      #expect(page.contains(word), "\(word)\n\(page)")
    }
  }

  @Test func `list what is pending, with its total`() {
    #expect(
      debts(.columns(120)).text == """
        Clientes empresas · Deudas por contrato
        Al 2026-03-05 10:00, posición 4321
        Pendiente en BOB al 2026-03-05

        NIT         Cliente                                       Contrato    Facturas  Desde    Pendiente  Ejecutivo(a)
        1023456028  Muebles Peñaflor de Cochabamba e Hijos S.R.…  23456028-1         3  2025-12  123456.78  Verónica Rojas Núñez
        1023456029  Clínica Ñuñorco S.A.                          23456029-1         1  2026-02       0.22  Verónica Rojas Núñez
        Total                                                                                    123457.00

        """)
    // A part of a list has no total.
    let part = debts(.columns(120), next: "1023456029").text
    #expect(!part.contains("Total") && part.contains("Hay más: --after 1023456029"))
  }

  @Test func `list products with their kind, under the client where it is narrow`() {
    let wide = debts(.pipe, byProduct: true).text
    #expect(wide.contains("23456028-1/2  Línea telefónica"))
    let narrow = debts(.columns(80), byProduct: true).text
    let words = narrow.split { $0 == " " || $0 == "\n" }.joined(separator: " ")
    #expect(words.contains("e Hijos S.R.L. · Línea telefónica · Verónica Rojas Núñez"))
  }

  @Test(
    arguments: [
      (true, false, "pendiente"), (true, true, "incumplido"), (false, true, "pagado tarde"),
      (false, false, "cumplido"),
    ])
  func `say what became of a commitment`(isOwed: Bool, isBroken: Bool, word: String) {
    var one = Self.commitment
    if !isOwed { one.clearOwed() }
    if isBroken { one.broken = at("2026-03-10T00:00") }
    #expect(one.stateLabel == word)
    #expect(commitments(.pipe, one).text.contains(word))
    #expect(one.owedLabel == (isOwed ? "123456.78" : "·"))
  }

  @Test func `say why an invoice is owed again`() {
    let sentence =
      "El pago DEP-1 del 2026-02-10 se revirtió el 2026-02-12: Depósito de otro cliente"
    #expect(client(.columns(120)).text.contains("    \(sentence)\n"))
  }

  @Test func `leave out of a page what the client has none of`() {
    var page = Self.page
    page.charges = []
    page.letters = []
    page.invoices = []
    let text = ArrearsClientView(
      response: .with { $0.page = page }, times: mexicoCity, screen: .columns(80)
    ).text
    #expect(!text.contains("Cargos") && !text.contains("Cartas"))
    #expect(text.contains("Pendiente            nada"))
  }

  @Test func `give a file all columns, without the total`() {
    #expect(
      debts(.pipe).table.csv == [
        "NIT,Cliente,Contrato,Facturas,Desde,Pendiente,Ejecutivo(a)\r",
        "1023456028,Muebles Peñaflor de Cochabamba e Hijos S.R.L.,23456028-1,3,2025-12,123456.78,"
          + "Verónica Rojas Núñez\r",
        "1023456029,Clínica Ñuñorco S.A.,23456029-1,1,2026-02,0.22,Verónica Rojas Núñez\r",
      ])
    #expect(commitments(.pipe).table.csv.count == 2)
    #expect(client(.pipe).table.csv.count == 3)
  }

  @Test func `say it when there is nothing`() {
    let debts = ArrearsDebtsView(
      request: .init(), response: .init(), times: mexicoCity, screen: .pipe)
    #expect(debts.text.contains("Nadie debe nada."))
    let commitments = ArrearsCommitmentsView(
      response: .init(), times: mexicoCity, screen: .pipe)
    #expect(commitments.text.contains("No hay compromisos."))
  }
}
