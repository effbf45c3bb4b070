public import Schemas
import SwiftProtobuf

/// The accounts of the credits, and which event moves money between them.
///
/// **Source:** receivables page, “Credits and collections” and “Ledger rules”; the page names no
/// accounts, they are (a).
public enum CreditChart {
  public static let capital = LedgerAccount(
    "capital-por-cobrar", "Capital por cobrar", grows: .debit)
  public static let interest = LedgerAccount(
    "intereses-por-cobrar", "Intereses por cobrar", grows: .debit)
  public static let defaultInterest = LedgerAccount(
    "intereses-de-mora-por-cobrar", "Intereses de mora por cobrar", grows: .debit)
  public static let charges = LedgerAccount(
    "cargos-por-cobrar", "Cargos por cobrar", grows: .debit)
  /// What insurers have to pay by what was applied, less what they have transferred.
  public static let insurers = LedgerAccount("aseguradoras", "Aseguradoras", grows: .debit)
  public static let receipts = LedgerAccount("recaudo", "Recaudo (bancos y caja)", grows: .debit)
  public static let pool = LedgerAccount("bolsa", "Bolsa de seguros", grows: .credit)
  public static let granted = LedgerAccount("colocacion", "Créditos colocados", grows: .credit)
  public static let earnedInterest = LedgerAccount(
    "ingresos-por-intereses", "Ingresos por intereses", grows: .credit)
  public static let earnedDefaultInterest = LedgerAccount(
    "ingresos-por-mora", "Ingresos por intereses de mora", grows: .credit)
  public static let earnedCharges = LedgerAccount(
    "ingresos-por-cargos", "Ingresos por cargos", grows: .credit)
  public static let condoned = LedgerAccount("condonaciones", "Condonaciones", grows: .debit)

  /// The account of what is owed of a concept. Traps for what is no concept.
  public static func receivable(_ concept: CreditConcept) -> LedgerAccount {
    switch concept {
    case .capital: capital
    case .intereses: interest
    case .interesesDeMora: defaultInterest
    case .cargos: charges
    case .unspecified, .UNRECOGNIZED: preconditionFailure("\(concept) is no concept")
    }
  }

  public static let chart = LedgerChart(
    "credit", "Créditos y cobranza", holder: "cliente", document: "factura",
    accounts: [
      capital, interest, defaultInterest, charges, insurers, receipts, pool, granted,
      earnedInterest, earnedDefaultInterest, earnedCharges, condoned,
    ],
    movements: [
      lent, interestAccrued, chargesAccrued, defaultInterestAdded, chargesAdded, interestLapsed,
      chargesLapsed, transferred, pooled,
    ] + paid + condonedHere + paidByClaim + condonedByClaim + paidByPool)

  static let lent = LedgerMovement(
    "lent", on: CreditCreditGranted.protoMessageName, "Desembolso", debit: capital,
    credit: granted, source: page)
  static let interestAccrued = LedgerMovement(
    "interest-accrued", on: CreditCreditGranted.protoMessageName, "Intereses de la cuota",
    debit: interest, credit: earnedInterest, source: page)
  static let chargesAccrued = LedgerMovement(
    "charges-accrued", on: CreditCreditGranted.protoMessageName, "Cargos de la cuota",
    debit: charges, credit: earnedCharges, source: page)
  static let defaultInterestAdded = LedgerMovement(
    "default-interest-added", on: CreditChargeAdded.protoMessageName, "Intereses de mora",
    debit: defaultInterest, credit: earnedDefaultInterest, source: page)
  static let chargesAdded = LedgerMovement(
    "charges-added", on: CreditChargeAdded.protoMessageName, "Cargos", debit: charges,
    credit: earnedCharges, source: page)
  // A write-down closes as a paz y salvo does, so the rows are of both.
  static let interestLapsed = LedgerMovement(
    "interest-lapsed", on: CreditWrittenDown.protoMessageName, "Intereses no causados por cierre",
    debit: earnedInterest, credit: interest, source: page)
  static let chargesLapsed = LedgerMovement(
    "charges-lapsed", on: CreditWrittenDown.protoMessageName, "Cargos no causados por cierre",
    debit: earnedCharges, credit: charges, source: page)
  static let transferred = LedgerMovement(
    "insurer-transferred", on: ClaimTransferConfirmed.protoMessageName,
    "Transferencia de la aseguradora", debit: receipts, credit: insurers,
    source: "claims: Milestones 8a")
  static let pooled = LedgerMovement(
    "pooled", on: ClaimPoolOpened.protoMessageName, "Ingreso a la bolsa", debit: insurers,
    credit: pool, source: "claims: Milestones 8b")

  static let paid = ofEachConcept(
    "paid", on: CreditPaymentReceived.protoMessageName, "Pago", debit: receipts, source: page)
  static let condonedHere = ofEachConcept(
    "condoned", on: CreditCondoned.protoMessageName, "Condonación", debit: condoned, source: page)
  static let paidByClaim = ofEachConcept(
    "paid-by-insurer", on: ClaimPaymentApplied.protoMessageName, "Pago de la aseguradora",
    debit: insurers, source: "claims: Milestones 8b")
  static let condonedByClaim = ofEachConcept(
    "condoned-with-claim", on: ClaimPaymentApplied.protoMessageName, "Condonación con el seguro",
    debit: condoned, source: "claims: Milestones 8b")
  static let paidByPool = ofEachConcept(
    "paid-by-pool", on: ClaimPoolMonthApplied.protoMessageName, "Mes de la bolsa", debit: pool,
    source: page)

  private static let page = "receivables: Credits and collections"

  /// A row for each concept, in their order, that takes it off what is owed.
  private static func ofEachConcept(
    _ name: String, on event: String, _ title: String, debit: LedgerAccount, source: String
  ) -> [LedgerMovement] {
    CreditConcept.all.map { concept in
      LedgerMovement(
        "\(name)-\(concept.code)", on: event, "\(title): \(concept.label)", debit: debit,
        credit: receivable(concept), source: source)
    }
  }
}
