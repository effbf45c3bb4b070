import Schemas

/// The chart of accounts of company clients, and what moves money between them.
///
/// **Source:** receivables page, “Mora of company clients” and “Ledger rules”; the accounts are (a).
/// What is annulled, withdrawn or reversed is an entry that reverses the first one.
public enum ArrearsAccounts {
  public static let web = LedgerAccount("cobros-web", "Cobros por la página web", grows: .debit)
  public static let banco = LedgerAccount("cobros-banco", "Cobros por banco", grows: .debit)
  public static let sigep = LedgerAccount("cobros-sigep", "Cobros por SIGEP", grows: .debit)
  public static let facturas = LedgerAccount(
    "facturas-por-cobrar", "Facturas por cobrar", grows: .debit)
  public static let cargos = LedgerAccount(
    "cargos-por-facturar", "Cargos por facturar", grows: .debit)
  public static let servicios = LedgerAccount(
    "ingresos-servicios", "Ingresos por servicios", grows: .credit)
  public static let ingresosCargos = LedgerAccount(
    "ingresos-cargos", "Ingresos por cargos", grows: .credit)

  static let cargo = LedgerMovement(
    "cargo", on: "arrears.v1.ChargeAdded", "Cargo por facturar", debit: cargos,
    credit: ingresosCargos, source: postsale)
  static let facturaServicio = LedgerMovement(
    "factura-servicio", on: "arrears.v1.InvoiceIssued", "Factura: servicio", debit: facturas,
    credit: servicios, source: mora)
  static let facturaCargo = LedgerMovement(
    "factura-cargo", on: "arrears.v1.InvoiceIssued", "Factura: cargo", debit: facturas,
    credit: cargos, source: postsale)
  static let pagoWeb = LedgerMovement(
    "pago-web", on: "arrears.v1.PaymentRecorded", "Pago por la página web", debit: web,
    credit: facturas, source: ways)
  static let pagoBanco = LedgerMovement(
    "pago-banco", on: "arrears.v1.PaymentRecorded", "Pago por banco", debit: banco,
    credit: facturas, source: ways)
  static let pagoSigep = LedgerMovement(
    "pago-sigep", on: "arrears.v1.PaymentRecorded", "Pago por SIGEP", debit: sigep,
    credit: facturas, source: ways)

  /// The table of bookkeeping: event, debit, credit.
  public static let movements = [
    cargo, facturaServicio, facturaCargo, pagoWeb, pagoBanco, pagoSigep,
  ]

  public static let chart = LedgerChart(
    ArrearsEvent.category, "Mora de clientes empresas", holder: "NIT", document: "documento",
    accounts: [web, banco, sigep, facturas, cargos, servicios, ingresosCargos],
    movements: movements)

  /// The row for a payment; `nil` for no way to pay.
  static func payment(_ way: ArrearsPaymentWay) -> LedgerMovement? {
    switch way {
    case .web: pagoWeb
    case .banco: pagoBanco
    case .sigep: pagoSigep
    case .unspecified, .UNRECOGNIZED: nil
    }
  }

  private static let mora = "receivables: Mora of company clients"
  private static let ways = "receivables: Mora of company clients, ways to pay"
  private static let postsale = "postsale: G5–G7, H7, H13, K12; charged to the month's invoice"
}
