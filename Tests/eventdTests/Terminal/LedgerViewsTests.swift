import Events
import Projections
import Schemas
import SwiftProtobuf
import Testing

@testable import eventd

/// Source: receivables page, “Ledger rules”.
@Suite("Screens of ledgers")
struct LedgerViewsTests {
  private static let goodFor = GoodFor.with {
    $0.position = 4352
    $0.now = at("2026-03-10T10:00")
  }

  private static let title = LedgerTitle(PremiumAccounts.chart)

  private static func pen(_ minorUnits: Int64) -> WireMoney {
    Money(minorUnits: minorUnits, .pen).wire
  }

  private static func sums(
    _ account: LedgerAccount, _ debits: Int64, _ credits: Int64, _ currency: Currency = .pen
  ) -> LedgerSums {
    LedgerSums(
      account,
      LedgerBalance(
        debits: Money(minorUnits: debits, currency), credits: Money(minorUnits: credits, currency)))
  }

  private static func reference(_ position: UInt64) -> WireLedgerEntryReference {
    .with { $0.position = position }
  }

  private static let movements = LedgerMovementsResponse.with { response in
    response.goodFor = goodFor
    response.ledger = title
    response.opening = sums(PremiumAccounts.liquidaciones, 500_000, 0)
    response.movements = [
      .with {
        $0.entry = reference(320)
        $0.effective = "2026-02-10"
        $0.recorded = at("2026-02-14T09:30")
        $0.holder = "20512345678"
        $0.document = "liquidacion L-7"
        $0.movementTitle = "Pago de liquidación de prima"
        $0.debit = true
        $0.amount = pen(123_456_789)
        $0.reverses = reference(256)
        $0.balance = pen(123_956_789)
      }
    ]
    response.next = 101
  }

  private func trial(
    _ screen: Screen, _ rows: [LedgerSums]? = nil, _ asOf: LedgerAsOf = LedgerAsOf()
  ) -> TrialBalanceView {
    TrialBalanceView(
      request: .with { $0.asOf = asOf },
      response: .with {
        $0.goodFor = Self.goodFor
        $0.ledger = Self.title
        $0.rows =
          rows ?? [
            Self.sums(PremiumAccounts.bancos, 25_000, 0),
            Self.sums(PremiumAccounts.liquidaciones, 123_456_789_012, 25_000),
            Self.sums(PremiumAccounts.liquidaciones, 9_990, 0, .usd),
            Self.sums(PremiumAccounts.primasVida, 0, 123_456_789_012),
            Self.sums(PremiumAccounts.primasVida, 0, 9_990, .usd),
          ]
      }, times: mexicoCity, screen: screen)
  }

  private func moved(_ screen: Screen) -> LedgerMovementsView {
    LedgerMovementsView(
      request: .with {
        $0.after = 100
        $0.part = .with {
          $0.currency = "PEN"
          $0.holder = "20512345678"
          $0.document = "liquidacion L-7"
        }
        $0.asOf = .with {
          $0.effective = "2026-02-28"
          $0.recorded = at("2026-03-01T12:00")
        }
      }, response: Self.movements, times: mexicoCity, screen: screen)
  }

  private func journal(_ screen: Screen) -> LedgerJournalView {
    LedgerJournalView(
      request: .init(),
      response: .with {
        $0.goodFor = Self.goodFor
        $0.ledger = Self.title
        $0.entries = [
          .with {
            $0.entry = Self.reference(640)
            $0.eventType = "premium.v1.PaymentReversed"
            $0.recorded = at("2026-02-14T09:30")
            $0.effective = "2026-02-10"
            $0.holder = "20512345678"
            $0.reverses = Self.reference(576)
            $0.lines = [
              .with {
                $0.account = "liquidaciones-por-cobrar"
                $0.debit = true
                $0.amount = Self.pen(123_456_789_012)
                $0.document = "liquidacion L-7"
              },
              .with {
                $0.account = "bancos"
                $0.amount = Self.pen(123_456_789_012)
                $0.document = "liquidacion L-7"
              },
            ]
          }
        ]
        $0.next = Self.reference(640)
      }, times: mexicoCity, screen: screen)
  }

  private func shares(_ screen: Screen) -> LedgerSharesView {
    LedgerSharesView(
      request: .with {
        $0.part.account = "liquidaciones-por-cobrar"
        $0.part.currency = "PEN"
      },
      response: .with {
        $0.goodFor = Self.goodFor
        $0.ledger = Self.title
        $0.shares = [
          .with {
            $0.holder = "20512345678"
            $0.document = "liquidacion L-7"
            $0.sums = Self.sums(PremiumAccounts.liquidaciones, 12_345_678, 1_000)
          }
        ]
        $0.more = true
      }, times: mexicoCity, screen: screen)
  }

  private func ledgers(_ screen: Screen) -> LedgersView {
    LedgersView(
      response: .with {
        $0.goodFor = Self.goodFor
        $0.ledgers = [Self.title, LedgerTitle(CreditChart.chart)]
      }, times: mexicoCity, screen: screen)
  }

  @Test(arguments: [70, 80, 100, 120, 160])
  func `keep within the screen, and cut no amount`(_ width: Int) {
    let screen = Screen.columns(width)
    let texts = [
      trial(screen).text, moved(screen).text, journal(screen).text, shares(screen).text,
      ledgers(screen).text,
    ]
    for line in texts.joined().split(separator: "\n") { #expect(line.count <= width, "\(line)") }
    #expect(texts[0].contains("1234567890.12"))
    #expect(texts[1].contains("1234567.89") && texts[1].contains("1239567.89"))
    #expect(texts[1].contains("registrado") || texts[1].contains("2026-02-14 09:30"))
    #expect(texts[2].ranges(of: "1234567890.12").count == 2, "\(texts[2])")
    #expect(texts[2].contains("PEN · cliente 20512345678") && texts[2].contains("640.0"))
    #expect(texts[2].contains("liquidacion L-7"))
    let words = texts[2].split(whereSeparator: \.isWhitespace).joined(separator: " ")
    #expect(words.contains("reversa a 576.0") && words.contains("2026-02-14"))
    #expect(texts[3].contains("123446.78"))
  }

  @Test func `show the sums of both sides of each currency`() {
    let text = trial(.pipe).text
    #expect(text.contains("PEN     1234568140.12  1234568140.12\n"), "\(text)")
    #expect(text.contains("USD             99.90          99.90\n"), "\(text)")
    #expect(text.hasSuffix("El debe es igual al haber.\n"))
  }

  @Test func `show an entry on a narrow screen with its document under it`() {
    #expect(
      journal(.columns(70)).text == """
        Diario · Primas por cobrar
        Al 2026-03-10 10:00, posición 4352

        Asiento  Vigente     Cuenta                        Debe          Haber
        640.0    2026-02-10  Liquidaciones de p…  1234567890.12              ·
                             Bancos                           ·  1234567890.12
            PEN · cliente 20512345678 · liquidacion L-7 ·
            premium.v1.PaymentReversed · registrado 2026-02-14 09:30 · reversa
            a 576.0

        Hay más: --after 640.0

        """)
  }

  @Test func `say so when the sides differ`() {
    let wrong = [Self.sums(PremiumAccounts.bancos, 1, 0)]
    #expect(trial(.pipe, wrong).text.hasSuffix("NO CUADRA: el debe no es igual al haber.\n"))
    #expect(trial(.pipe, []).text.hasSuffix("No hay movimientos.\n"))
  }

  @Test func `say as of which times`() {
    let text = moved(.columns(80)).text
    #expect(text.contains("cliente 20512345678 · liquidacion L-7\n"))
    #expect(text.contains("vigente al 2026-02-28 · registrado hasta 2026-03-01 12:00\n"))
    #expect(text.contains("Saldo anterior: 5000.00\n"))
    #expect(text.contains("Reverso: Pago de"))
    #expect(text.hasSuffix("Hay más: --after 101\n"))
    let asOf = LedgerAsOf.with { $0.effective = "2026-02-09" }
    #expect(trial(.pipe, nil, asOf).text.contains("\nvigente al 2026-02-09\n"))
  }

  @Test func `say where a list goes on`() throws {
    #expect(journal(.pipe).text.hasSuffix("Hay más: --after 640.0\n"))
    #expect(try LedgerCursor.entry("640.0") == Self.reference(640))
    #expect(shares(.pipe).text.hasSuffix("Hay más: --after '20512345678/liquidacion L-7'\n"))
    let (holder, document) = try LedgerCursor.share("20512345678/cuota 1/2")
    #expect(holder == "20512345678" && document == "cuota 1/2")
    #expect(try LedgerCursor.count("101") == 101)
  }

  @Test(arguments: ["x", "", "1", "1.x", "-1.0", "1.0.0"])
  func `take for a place in the journal only what a list said`(_ text: String) {
    #expect(throws: UsageError.self) { try LedgerCursor.entry(text) }
  }

  @Test func `give a file every field of the journal in each row`() {
    let csv = journal(.pipe).table.csv
    #expect(
      csv == [
        "Asiento,Vigente,Registrado,Hecho,Cliente,Cuenta,Documento,Moneda,Debe,Haber,Reversa a,"
          + "Reversado por\r",
        "640.0,2026-02-10,2026-02-14 09:30,premium.v1.PaymentReversed,20512345678,"
          + "liquidaciones-por-cobrar,liquidacion L-7,PEN,1234567890.12,0,576.0,\r",
        "640.0,2026-02-10,2026-02-14 09:30,premium.v1.PaymentReversed,20512345678,bancos,"
          + "liquidacion L-7,PEN,0,1234567890.12,576.0,\r",
      ])
  }

  @Test func `give a file no sums among the accounts`() {
    #expect(trial(.pipe).table.csv.count == 6)
    #expect(ledgers(.pipe).table.csv[1] == "premium,Primas por cobrar,bancos,Bancos,debe\r")
  }

  @Test func `know the zone and the currency of each ledger`() {
    #expect(LedgerPlace.of("premium").zone == "America/Lima")
    #expect(LedgerPlace.of("premium").currency == "PEN")
    #expect(LedgerPlace.of("credit").zone == "America/Bogota")
    #expect(LedgerPlace.of("credit").currency == "COP")
    #expect(LedgerPlace.of("arrears").zone == "America/La_Paz")
    #expect(LedgerPlace.of("arrears").currency == "BOB")
  }
}
