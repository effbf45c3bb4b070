import Schemas

extension OrderProcedures {
  /// Cambio de plan.
  ///
  /// **Source:** post-sale page, B; GC-PRC-OPE-ASE-04, II B).
  static let cambioDePlan = OrderPath(
    "B", "Cambio de plan",
    steps: [
      PathStep("B1", .ee, action: "Receives", next: .step("B2")),
      PathStep(
        "B2", .ee,
        action: "Checks request and requirements",
        outcomes: .on("missing", to: "B3"), .on("complete", to: "B5")),
      PathStep(
        "B3", .ee,
        action: "Tells the client, asks for the rest",
        outcomes: .on("completed", to: "B4"), .on("not-completed", .early)),
      PathStep("B4", .ee, action: "Hands to GC with the documents", next: .step("B5")),
      PathStep(
        "B5", .gc,
        action: "Enters the change in Smartflex with its documents",
        next: .step("B6")),
      PathStep("B6", .gc, action: "Prints the order, all back to EE", next: .step("B7")),
      PathStep(
        "B7", .ee,
        action: "Quality call: works on the new plan; archive",
        outcomes: .confirmed, .notConfirmed),
    ])
}
