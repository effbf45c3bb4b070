import Schemas

extension OrderProcedures {
  /// Retiro de productos.
  ///
  /// **Source:** post-sale page, H; GC-PRC-OPE-ASE-04, II H).
  static let retiroDeProductos = OrderPath(
    "H", "Retiro de productos",
    steps: [
      PathStep("H1", .ee, action: "Receives", next: .step("H2")),
      PathStep(
        "H2", .ee,
        action: "How many damages, claims, interactions; minimum stay and clauses",
        outcomes: .on("fulfilled", to: "H3"), .on("not-fulfilled", to: "H5")),
      PathStep(
        "H3", .ee,
        action: "Negotiates by the retention policy, according to the cause",
        outcomes: .on("stays", .early), .on("refuses", to: "H4")),
      // (a): the source's next is H5, but no penalty is owed here.
      PathStep(
        "H4", .ee,
        action: "Requirements: letter with the cause, on paper; the equipment, if any",
        outcomes: .on("complete", to: "H6"), .on("not-complete", to: "H15")),
      PathStep(
        "H5", .ee,
        action: "Does the client accept the penalty for the unfulfilled contract?",
        outcomes: .on("yes", to: "H6"), .on("no", .early)),
      PathStep(
        "H6", .gc,
        action: "Contracts, agreements, minimum stay, promotions, installation date",
        next: .step("H7")),
      PathStep(
        "H7", .gc,
        action: "Withdrawal entered, order printed; billing as below",
        next: .step("H8")),
      // Where it leads is (a).
      PathStep(
        "H8", .gc,
        action: "Equipment complete and undamaged?",
        outcomes: .on("yes", to: "H9"), .on("already-charged", to: "H9"), .on("no", to: "H13")),
      PathStep(
        "H9", .gc,
        action: "Work orders closed?",
        outcomes: .on("no", to: "H10"), .on("yes", to: "H11")),
      PathStep(
        "H10", .gc,
        action: "Closing coordinated with the areas (WhatsApp group)",
        next: .step("H11")),
      PathStep(
        "H11", .gc,
        action: "Equipment and accessories received entered in Smartflex",
        next: .step("H12")),
      // Where it leads is (a).
      PathStep(
        "H12", .gc,
        action: "Orders legalised with the equipment; cut state must be inicio de retiro; "
          + "missing accessories explained for Almacenes",
        next: .step("H14")),
      // Where it leads is (a).
      PathStep(
        "H13", .gc,
        action: "Receivable invoice (CxC), or economic claim that puts the amount on the "
          + "month's invoice",
        next: .step("H7")),
      PathStep("H14", .gc, action: "Equipment handed to Almacenes", next: .done),
      PathStep(
        "H15", .ee,
        action: "Tells the client that requirements or contract terms are not met",
        next: .early),
    ])
}
