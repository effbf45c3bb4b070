import Projections
import Schemas
import TestSupport
import Testing

@Suite("Money") struct MoneyTests {
  @Test(arguments: [
    ("1250.50", 125_050), ("0", 0), ("0.05", 5), ("-0.05", -5), ("7", 700), ("-1250.5", -125_050),
    ("10000000000000.00", 1_000_000_000_000_000),
  ])
  func `reads and writes decimals exactly`(_ text: String, _ cents: Int64) throws {
    let money = try #require(Money(decimal: text, .pen))
    #expect(money == Money(minorUnits: cents, .pen))
    #expect(Money(decimal: money.decimal, .pen) == money)
  }

  @Test(arguments: [
    "", "-", ".5", "5.", "1.234", "1,5", "+5", " 5", "5 ", "1e3", "NaN", "0x10", "--1",
    "10000000000000.01", "99999999999999999999",
  ])
  func `refuses what is no amount`(_ text: String) {
    #expect(Money(decimal: text, .pen) == nil)
  }

  @Test(arguments: [("CLP", "1250"), ("KWD", "1.250"), ("PEN", "12.50"), ("CLF", "0.1250")])
  func `shows the digits of the currency`(_ code: String, _ text: String) throws {
    let currency = try #require(Currency(code))
    #expect(Money(minorUnits: 1250, currency).decimal == text)
    #expect(Money(minorUnits: -1250, currency).description == "\(code) -\(text)")
  }

  @Test(arguments: ["", "pen", "XXX", "BGN", "PE", "EURO", "XAU"])
  func `knows active currencies only`(_ code: String) { #expect(Currency(code) == nil) }

  @Test func `there and back through google.type.Money`() throws {
    var random = SeededRandom.printed()
    for code in ["PEN", "CLP", "KWD", "COP"] {
      let currency = try #require(Currency(code))
      for _ in 0..<500 {
        let units = Int64.random(in: -1_000_000_000...1_000_000_000, using: &random)
        let money = Money(minorUnits: units, currency)
        #expect(try Money(money.wire) == money)
      }
    }
  }

  private func error(_ code: String, _ units: Int64, _ nanos: Int32) -> MoneyError? {
    var wire = WireMoney()
    wire.currencyCode = code
    wire.units = units
    wire.nanos = nanos
    do throws(MoneyError) {
      _ = try Money(wire)
      return nil
    } catch {
      return error
    }
  }

  @Test func `refuses an amount on the wire that is none`() {
    #expect(error("PEN", 12, 500_000_000) == nil)
    #expect(error("PEN", -12, -500_000_000) == nil)
    #expect(error("PEN", 0, -10_000_000) == nil)
    #expect(error("pen", 1, 0) == .notACurrency("pen"))
    #expect(error("PEN", 12, -500_000_000) == .nanosOutOfRange(-500_000_000))
    #expect(error("PEN", 0, 1_000_000_000) == .nanosOutOfRange(1_000_000_000))
    #expect(error("PEN", 0, 5_000_000) == .tooFine(.pen, nanos: 5_000_000))
    #expect(error("PEN", 10_000_000_000_000, 0) == nil)
    #expect(error("PEN", 10_000_000_000_001, 0) == .tooLarge(units: 10_000_000_000_001, .pen))
    #expect(error("PEN", .min, 0) == .tooLarge(units: .min, .pen))
  }

  @Test(
    arguments: [
      (7000, 17, 31, 3839), (7000, 31, 31, 7000), (100, 1, 3, 33), (200, 1, 3, 67), (1, 1, 2, 1),
      (-1, 1, 2, -1), (-100, 1, 3, -33), (3, 1, 2, 2), (0, 5, 7, 0),
      (1_000_000_000_000_000, 999_999, 1_000_000, 999_999_000_000_000),
    ] as [(Int64, Int64, Int64, Int64)])
  func `takes a fraction to the nearest minor unit`(
    _ amount: Int64, _ part: Int64, _ whole: Int64, _ expected: Int64
  ) {
    #expect(Money(minorUnits: amount, .bob).times(part, over: whole).minorUnits == expected)
  }

  @Test func `amounts of two currencies never add`() async {
    await #expect(processExitsWith: .failure) {
      _ = Money(minorUnits: 1, .pen) + Money(minorUnits: 1, .usd)
    }
    await #expect(processExitsWith: .failure) {
      _ = Money(minorUnits: 1, .pen) < Money(minorUnits: 1, .usd)
    }
  }
}
