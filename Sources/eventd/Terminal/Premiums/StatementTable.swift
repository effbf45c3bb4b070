import Projections
import Schemas

/// Cuotas and liquidaciones de prima as a table: whole in a file, as much as fits on a screen, the
/// rest of each row under it.
struct StatementTable {
  let rows: [StatementRow]

  /// Every field.
  var file: TextTable {
    TextTable(
      [
        .text("Tipo"), .text("Número"), .text("Póliza"), .text("Línea de negocio"),
        .text("Cliente"), .text("Nombre"), .text("Corredor"), .text("Moneda"), .number("Importe"),
        .text("Emisión"), .text("Vencimiento"), .text("Estado"), .number("Días vencida"),
        .text("Fecha de pago"), .text("Anulación"), .text("Comprobante"),
        .text("Inicio de vigencia"),
        .text("Fin de vigencia"), .text("Inicio de periodo"), .text("Fin de periodo"),
      ],
      rows.map { row in
        TextTable.Row(cells: [
          row.document.kind.label, row.document.number, row.policy, row.line.label, row.client,
          row.clientName, row.broker.key, row.amount.currencyCode, row.amount.decimal,
          row.issuedOn, row.dueOn, row.status.label, "\(row.ageDays)", row.paidOn,
          row.annulledOn, row.receipt, row.validity.start, row.validity.end, row.periodStart,
          row.periodEnd,
        ])
      })
  }

  func lines(_ screen: Screen) -> [String] { screen.fitting(wide, medium, narrow).lines(screen) }

  private var wide: TextTable {
    TextTable(
      [
        .text("Documento"), .text("Póliza"), .text("Línea"), .text("Cliente", widthMin: 16),
        .text("Estado"), .number("Importe"), .text("Vence"), .text("Pago"),
        .text("Comprobante"), .text("Vigencia o periodo"),
      ],
      rows.map { row in
        TextTable.Row(cells: [
          row.document.title, row.policy, row.line.shortLabel, row.clientName, row.statusWords,
          row.amount.words, row.dueOn, row.paidOn.orDash, row.receipt.orDash,
          row.coverWords.orDash,
        ])
      })
  }

  /// Vigencia, periodo and receipt under the row.
  private var medium: TextTable {
    TextTable(
      [
        .text("Documento"), .text("Póliza"), .text("Línea"), .text("Cliente", widthMin: 16),
        .text("Estado"), .number("Importe"), .text("Vence"), .text("Pago"),
      ],
      rows.map { row in
        TextTable.Row(
          cells: [
            row.document.title, row.policy, row.line.shortLabel, row.clientName, row.statusWords,
            row.amount.words, row.dueOn, row.paidOn.orDash,
          ], details: row.details([row.receiptWords, row.coverTitled]))
      })
  }

  /// Policy, line and client under the row as well.
  private var narrow: TextTable {
    TextTable(
      [
        .text("Documento", widthMin: 12), .text("Estado"), .number("Importe"), .text("Vence"),
        .text("Pago"),
      ],
      rows.map { row in
        TextTable.Row(
          cells: [
            row.document.title, row.statusWords, row.amount.words, row.dueOn, row.paidOn.orDash,
          ],
          details: row.details([
            row.clientName, "póliza \(row.policy)", row.line.label, row.receiptWords,
            row.coverTitled,
          ]))
      })
  }

  /// Of which the portal reminds its reader.
  /// Source: receivables page, Cuota: "for Salud and Vida also the validity".
  var reminder: [String] {
    rows.contains(where: \.hasValidity)
      ? ["Verifique el inicio y fin de vigencia de las cuotas de EPS / Salud y Vida."] : []
  }
}

extension StatementRow {
  /// `Vencida 12 d`
  var statusWords: String { ageDays == 0 ? status.label : "\(status.label) \(ageDays) d" }

  /// `2026-01-01 a 2026-12-31`; empty where it has neither vigencia nor period.
  var coverWords: String {
    if hasValidity { return "\(validity.start) a \(validity.end)" }
    return periodStart.isEmpty ? "" : "\(periodStart) a \(periodEnd)"
  }

  fileprivate var coverTitled: String {
    if coverWords.isEmpty { return "" }
    return (hasValidity ? "vigencia " : "periodo ") + coverWords
  }

  fileprivate var receiptWords: String { receipt.isEmpty ? "" : "comprobante \(receipt)" }

  fileprivate func details(_ words: [String]) -> [String] {
    let words = words.filter { !$0.isEmpty }
    return words.isEmpty ? [] : [words.joined(separator: " · ")]
  }
}

extension PremiumDocument {
  /// `Cuota 4711`, `Liquidación 88`.
  var title: String { "\(kind == .liquidacion ? "Liquidación" : kind.label) \(number)" }
}

extension PremiumLine {
  var shortLabel: String { self == .segurosGenerales ? "Generales" : label }
}

extension WireMoney {
  /// `PEN 1250.00`
  var words: String { "\(currencyCode) \(decimal)" }
}

extension String {
  /// What a screen shows for nothing.
  var orDash: String { isEmpty ? "—" : self }
}
