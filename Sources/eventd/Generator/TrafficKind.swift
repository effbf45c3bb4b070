import Events

/// A sort of traffic that `eventd generate` makes. A procedure adds its own to `all`.
struct TrafficKind: Sendable {
  /// For the options: `folios`.
  let name: String
  /// What one case is called, in Spanish, for several: `folios`.
  let plural: String
  /// How many cases where nothing else is said.
  let usual: Int
  let make: @Sendable (_ parameters: Parameters) -> any Sequence<TrafficStep> & Sendable

  struct Parameters: Sendable {
    let seed: UInt64
    let cases: Int
    let start: LocalDate
    let days: Int
  }

  /// Cases of any kind at most, and days at most.
  static let casesMax = 1_000_000
  static let daysMax = 3650

  static let all = [
    folios, accesses, premiums, accounts, credits, claims, orders, arrears,
  ]

  /// For the help: `folios=300`.
  static var usualNumbers: String {
    all.map { "\($0.name)=\($0.usual)" }.joined(separator: ",")
  }

  /// The number of the first folio.
  static let firstFolio: UInt64 = 6101

  private static let credits = TrafficKind(
    name: "credits", plural: "clientes con crédito", usual: 60
  ) {
    CreditTraffic(seed: $0.seed, cases: $0.cases, start: $0.start, days: $0.days)
  }

  private static let folios = TrafficKind(name: "folios", plural: "folios", usual: 300) {
    FolioTraffic(
      seed: $0.seed, folios: $0.cases, start: $0.start, days: $0.days, firstNumber: firstFolio)
  }

  private static let accounts = TrafficKind(name: "accounts", plural: "cuentas", usual: 40) {
    AccountTraffic(seed: $0.seed, cases: $0.cases, start: $0.start, days: $0.days)
  }

  /// Those that come by e-mail and from the portal; those by folio are in the traffic of folios.
  private static let accesses = TrafficKind(name: "access", plural: "accesos", usual: 60) {
    AccessTraffic(seed: $0.seed, cases: $0.cases, start: $0.start, days: $0.days)
  }
}
