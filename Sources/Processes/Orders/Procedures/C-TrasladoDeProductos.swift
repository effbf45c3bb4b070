import Schemas

extension OrderProcedures {
  /// Traslado de productos.
  ///
  /// **Source:** post-sale page, C; GC-PRC-OPE-ASE-04, II C).
  static let trasladoDeProductos = OrderPath(
    "C", "Traslado de productos",
    steps: [
      PathStep("C1", .ee, action: "Receives, hands to GC", next: .step("C2")),
      PathStep(
        "C2", .gc,
        action: "Checks technical feasibility and requirements",
        outcomes: .on("both", to: "C3"), .on("lacking", to: "C10")),
      PathStep(
        "C3", .gc,
        action: "Is there a change of technology?",
        outcomes: .on("yes", to: "C4"), .on("no", to: "C6")),
      PathStep(
        "C4", .gc,
        action: "Old product withdrawn; EE told that the client must return the equipment "
          + "at the offices",
        next: .step("C5")),
      // Where it leads is (a).
      PathStep(
        "C5", .gc,
        action: "New product entered, billed to recurring; transfer charge to the "
          + "adjustment sheet (planilla de ajuste) for Facturación; all to GT",
        next: .step("C8")),
      PathStep(
        "C6", .gc,
        action: "Transfer entered (client data, new address, barrio), charge to recurring, "
          + "order printed",
        next: .step("C7")),
      PathStep(
        "C7", .gc,
        action: "Quality check of what was entered; all to GT",
        next: .step("C8")),
      PathStep(
        "C8", .gt,
        action: "With Gestión de Recursos: orders carried out in the times that Smartflex "
          + "sets, closed, the client never left without service",
        next: .step("C9")),
      PathStep("C9", .gt, action: "Interaction; documents back to EE", next: .step("C11")),
      PathStep(
        "C10", .ee,
        action: "Tells the client (in person, telephone, e-mail, WhatsApp) that it is not "
          + "feasible; (a): or which requirements are missing",
        next: .early),
      PathStep(
        "C11", .ee,
        action: "Quality call: works at the new place; archive",
        outcomes: .confirmed, .notConfirmed),
    ])
}
