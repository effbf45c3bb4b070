import Events
public import Projections
public import Schemas

/// Whom to call: clients with something past due, a promise that is open or was not kept, or a pool that
/// pays for them, whom early collections call in every month of it.
///
/// **Source:** receivables page, “Credits and collections”: Collection actions; claims page, milestone
/// 3a. The order is (a): the oldest promise first, then whoever is longest past due.
public struct CreditAgenda {
  private let day: CreditDay
  private var rows: [CreditClientRow] = []

  public init(_ day: CreditDay) { self.day = day }

  public mutating func add(_ client: CreditClient) {
    let row = day.row(of: client)
    guard row.obligations > 0 else { return }
    if row.daysPastDue > 0 || row.hasPromise || row.hasPool { rows.append(row) }
  }

  /// The first of those that pass, and how many there are.
  public func first(
    _ limit: Int, where passes: (CreditClientRow) -> Bool
  ) -> (rows: [CreditClientRow], total: Int) {
    let passing = rows.filter(passes).sorted { a, b in
      let (promiseA, promiseB) = (Self.promise(a), Self.promise(b))
      if promiseA != promiseB { return promiseA < promiseB }
      if a.daysPastDue != b.daysPastDue { return a.daysPastDue > b.daysPastDue }
      return (a.cedula.utf8.count, a.cedula) < (b.cedula.utf8.count, b.cedula)
    }
    return (Array(passing.prefix(limit)), passing.count)
  }

  /// Its day, as text that orders; whoever promised nothing comes after all.
  private static func promise(_ row: CreditClientRow) -> String {
    row.hasPromise ? row.promise.date : "9999-99-99"
  }
}
