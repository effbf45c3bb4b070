public import Schemas

/// The chart of accounts of premiums, and what moves money between them.
///
/// **Source:** receivables page, “Statement of account for brokers” and “Ledger rules”; the accounts
/// are (a). What is annulled, amended or reversed is an entry that reverses the first one.
public enum PremiumAccounts {
  public static let bancos = LedgerAccount("bancos", "Bancos", grows: .debit)
  public static let cuotas = LedgerAccount(
    "cuotas-por-cobrar", "Cuotas por cobrar", grows: .debit)
  public static let liquidaciones = LedgerAccount(
    "liquidaciones-por-cobrar", "Liquidaciones de prima por cobrar", grows: .debit)
  public static let primasGenerales = LedgerAccount(
    "primas-generales", "Primas de Seguros Generales", grows: .credit)
  public static let primasVida = LedgerAccount("primas-vida", "Primas de Vida", grows: .credit)
  public static let primasSalud = LedgerAccount(
    "primas-salud", "Primas de EPS / Salud", grows: .credit)

  /// The table of bookkeeping: event, debit, credit.
  public static let movements: [LedgerMovement] = [
    LedgerMovement(
      "cuota-generales", on: "premium.v1.CuotaIssued", "Cuota de Seguros Generales",
      debit: cuotas, credit: primasGenerales, source: cuota),
    LedgerMovement(
      "cuota-vida", on: "premium.v1.CuotaIssued", "Cuota de Vida",
      debit: cuotas, credit: primasVida, source: cuota),
    LedgerMovement(
      "cuota-salud", on: "premium.v1.CuotaIssued", "Cuota de EPS / Salud",
      debit: cuotas, credit: primasSalud, source: cuota),
    LedgerMovement(
      "liquidacion", on: "premium.v1.SettlementIssued", "Liquidación de prima",
      debit: liquidaciones, credit: primasVida, source: liquidacion),
    LedgerMovement(
      "pago-cuota", on: "premium.v1.PaymentRecorded", "Pago de cuota",
      debit: bancos, credit: cuotas, source: pago),
    LedgerMovement(
      "pago-liquidacion", on: "premium.v1.PaymentRecorded", "Pago de liquidación de prima",
      debit: bancos, credit: liquidaciones, source: pago),
  ]

  public static let chart = LedgerChart(
    PremiumEvent.category, "Primas por cobrar", holder: "cliente", document: "documento",
    accounts: [bancos, cuotas, liquidaciones, primasGenerales, primasVida, primasSalud],
    movements: movements)

  /// The account in which a document is owed.
  public static func receivable(_ kind: PremiumDocumentKind) -> LedgerAccount? {
    switch kind {
    case .cuota: cuotas
    case .liquidacion: liquidaciones
    case .unspecified, .UNRECOGNIZED: nil
    }
  }

  /// The row for what is issued; `nil` where the line has no such document.
  static func issue(_ kind: PremiumDocumentKind, _ line: PremiumLine) -> LedgerMovement? {
    switch (kind, line) {
    case (.cuota, .segurosGenerales): chart.movement("cuota-generales")
    case (.cuota, .vida): chart.movement("cuota-vida")
    case (.cuota, .epsSalud): chart.movement("cuota-salud")
    case (.liquidacion, .vida): chart.movement("liquidacion")
    case (.cuota, _), (.liquidacion, _), (.unspecified, _), (.UNRECOGNIZED, _): nil
    }
  }

  /// The row for what is paid.
  static func payment(_ kind: PremiumDocumentKind) -> LedgerMovement? {
    switch kind {
    case .cuota: chart.movement("pago-cuota")
    case .liquidacion: chart.movement("pago-liquidacion")
    case .unspecified, .UNRECOGNIZED: nil
    }
  }

  private static let cuota = "receivables: Statement of account for brokers, Cuota"
  private static let liquidacion =
    "receivables: Statement of account for brokers, Liquidación de prima"
  private static let pago = "receivables: Ledger rules; a payment counts once"
}
