import Events
import Projections
import SwiftProtobuf
import TestSupport

/// The books of a shop: sales on credit and payments. The payload is `holder|document|amount|
/// currency|effective|key`, several documents and amounts separated by `+`.
struct TillBookkeeper: Bookkeeper {
  static let owed = LedgerAccount("owed", "Por cobrar", grows: .debit)
  static let sales = LedgerAccount("sales", "Ventas", grows: .credit)
  static let bank = LedgerAccount("bank", "Bancos", grows: .debit)
  static let sold = LedgerMovement(
    "sold", on: "Sold", "Venta", debit: owed, credit: sales, source: "the test")
  static let paid = LedgerMovement(
    "paid", on: "Paid", "Pago", debit: bank, credit: owed, source: "the test")
  static let tillChart = LedgerChart(
    "till", "Caja", holder: "cliente", document: "boleta", accounts: [bank, owed, sales],
    movements: [sold, paid])

  let chart = tillChart
  var version: UInt32 = 1
  let categories: Set<String> = ["shop"]

  func entries(
    for event: RecordedEvent, book: inout Google_Protobuf_Int64Value
  ) throws(BookkeepingError) -> [LedgerInstruction] {
    book.value += 1
    let fields = String(decoding: event.data, as: UTF8.self)
      .split(separator: "|", omittingEmptySubsequences: false).map(String.init)
    guard fields.count == 6, let currency = Currency(fields[3]),
      let effective = LocalDate(fields[4].isEmpty ? "2000-01-01" : fields[4])
    else { throw .undecodable("\(fields)") }
    switch event.type.text {
    case "Sold", "Paid", "Stolen":
      let movement: LedgerMovement =
        switch event.type.text {
        case "Sold": Self.sold
        case "Paid": Self.paid
        default:
          LedgerMovement(
            "stolen", on: "Stolen", "Robo", debit: Self.sales, credit: Self.bank, source: "")
        }
      let legs = zip(fields[1].split(separator: "+"), fields[2].split(separator: "+"))
        .compactMap { document, amount in
          Money(decimal: amount, Currency(fields[3] == "MXV" ? "USD" : currency.code)!).map {
            EntryDraft.Leg(movement, $0, document: String(document))
          }
        }
      return [
        .enter(
          EntryDraft(key: fields[5], holder: fields[0], effective: effective, legs: legs))
      ]
    case "Undone":
      return [
        .reverse(
          key: fields[5], of: fields[0], effective: fields[4].isEmpty ? nil : effective,
          as: fields[1])
      ]
    default: return []
    }
  }
}

/// A log and the ledger that follows it.
struct TillFixture {
  let log: TestLog
  let follower: Follower
  let reader: LedgerReader

  init() throws {
    log = try TestLog()
    follower = try Follower(
      LedgerProjection(TillBookkeeper()), path: TemporaryDirectory.path + "/till.mdb",
      log: log.log)
    reader = LedgerReader(follower.store, TillBookkeeper.tillChart)
  }

  /// Appends `Sold`, `Paid` or `Undone` and follows.
  func enter(_ type: String, _ payload: String) async throws {
    try await log.append("shop-1", type, Array(payload.utf8))
    try follower.catchUp()
  }

  /// What an account grew to, as text.
  func balance(
    _ account: LedgerAccount, _ scope: LedgerScope = .account, _ currency: Currency = .pen,
    at moment: LedgerMoment = .latest
  ) throws -> String {
    let balance = try reader.balance(of: account, currency, scope, at: moment).balance
    return balance.net(on: account.normalSide).decimal
  }
}
