import Schemas

extension OrderProcedures {
  /// Gestión de mora.
  ///
  /// **Source:** post-sale page, I; GC-PRC-OPE-ASE-04, II I).
  static let gestionDeMora = OrderPath(
    "I", "Gestión de mora",
    steps: [
      // Who takes it is (a).
      PathStep(
        "I1", .ee,
        action: "Monthly: proforma invoices of the portfolio collected",
        next: .step("I2")),
      PathStep(
        "I2", .ee,
        action: "One per contract sent (e-mail, WhatsApp, paper); interaction",
        next: .step("I3")),
      // Where it leads is (a).
      PathStep(
        "I3", .ee,
        action: "Consultas: debts pending to date, by contract",
        outcomes: .on("pending", to: "I4"), .on("paid", to: "I7")),
      PathStep(
        "I4", .ee,
        action: "Debt per product in Smartflex, by contract number",
        next: .step("I5")),
      PathStep(
        "I5", .ee,
        action: "Call by protocol: pending invoices told; way to pay (web, bank, SIGEP)",
        next: .step("I6")),
      PathStep(
        "I6", .ee,
        action: "During the week: have those who committed to pay done so?",
        next: .step("I7")),
      PathStep("I7", .ee, action: "Interaction", next: .done),
    ])
}
