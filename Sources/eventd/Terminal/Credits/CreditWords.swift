import Events
import Projections
import Schemas
import SwiftProtobuf

/// Words and figures of the screens of credits: amounts with points on a screen, as they are written in
/// Colombia, and plain in a file.

/// How amounts are written.
typealias AmountStyle = (WireMoney) -> String

extension WireMoney {
  /// `1250.00`, without the currency; what is no amount, as it was sent.
  var decimal: String { (try? Money(self))?.decimal ?? "\(units)" }
}

extension CreditBalance {
  /// The amounts in the order of the concepts, and the total; `·` for nothing.
  func cells(_ amount: AmountStyle) -> [String] {
    [
      hasCapital ? amount(capital) : "·", hasInterest ? amount(interest) : "·",
      hasDefaultInterest ? amount(defaultInterest) : "·", hasCharges ? amount(charges) : "·",
      amount(total),
    ]
  }

  /// In one line, without the total; empty when there is only one.
  var breakdown: String {
    let parts = zip(CreditConcept.all, cells(\.pesos)).filter { $1 != "·" }
    return parts.count < 2
      ? "" : parts.map { "\($0.label.lowercased()) \($1)" }.joined(separator: " · ")
  }

  static let columns: [TextTable.Column] =
    CreditConcept.all.map { concept in
      concept == .interesesDeMora ? .number("Int. mora") : .number(concept.label)
    } + [.number("Saldo")]
}

extension ObligationState {
  var label: String {
    switch self {
    case .vigente: Obligation.State.current.label
    case .castigada: Obligation.State.writtenOff.label
    case .pazYSalvo: Obligation.State.paidOff.label
    case .anulada: Obligation.State.annulled.label
    case .unspecified, .UNRECOGNIZED: "—"
    }
  }
}

extension PromiseOutcome {
  var label: String {
    switch self {
    case .open: "pendiente"
    case .kept: "cumplida"
    case .notKept: "incumplida"
    case .replaced: "reemplazada"
    case .unspecified, .UNRECOGNIZED: "—"
    }
  }
}

extension CreditClientRow {
  var bandLabel: String { band == 0 ? "al día" : "\(band)" }

  var promiseLabel: String {
    hasPromise ? "\(promise.date) \(promiseOutcome.label)" : "—"
  }

  var nameLabel: String { deceased ? "\(name) †" : name }
}

extension Screen {
  /// The first of these that fits when it is cut as far as it may be; else the last.
  func fitting(_ tables: TextTable...) -> TextTable {
    tables.first { fits($0.widthMin) } ?? tables[tables.count - 1]
  }
}

extension CreditActor {
  /// By name, else by key.
  var label: String { name.isEmpty ? key : name }
}
