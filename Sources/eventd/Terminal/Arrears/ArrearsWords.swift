import Events
import Projections
import Schemas

/// Words and figures of the screens of arrears.

extension ArrearsActor {
  /// By name, else by key.
  var label: String { name.isEmpty ? (key.isEmpty ? role.label : key) : name }
}

extension ArrearsInvoice {
  var stateLabel: String {
    if !annulledOn.isEmpty { return "anulada \(annulledOn)" }
    return paidOn.isEmpty ? "pendiente" : "pagada \(paidOn)"
  }

  /// How it was paid, and by which payment.
  var paymentLabel: String {
    if paidOn.isEmpty { return sigepForm.isEmpty ? "—" : "form. SIGEP \(sigepForm)" }
    return "\(way.label) \(reference)"
  }

  /// A sentence for each payment that did not hold.
  var reversals: [String] {
    reversed.map { payment in
      "El pago \(payment.reference) del \(payment.paidOn) se revirtió el \(payment.reversedOn): "
        + payment.reason
    }
  }
}

extension ArrearsCharge {
  var stateLabel: String {
    if withdrawn { return "retirado" }
    return invoice.isEmpty ? "por facturar" : "factura \(invoice)"
  }
}

extension ArrearsCommitment {
  /// What became of it.
  var stateLabel: String {
    if hasBroken { return hasOwed ? "incumplido" : "pagado tarde" }
    return hasOwed ? "pendiente" : "cumplido"
  }

  /// What is owed of it; `·` for nothing.
  var owedLabel: String { hasOwed ? owed.decimal : "·" }
}

extension Sequence<WireMoney> {
  /// The sum of amounts in bolivianos, `1250.00`; what is no amount in bolivianos is left out.
  var bolivianos: String {
    compactMap { try? Money($0) }.filter { $0.currency == .bob }.reduce(.zero(.bob), +).decimal
  }
}
