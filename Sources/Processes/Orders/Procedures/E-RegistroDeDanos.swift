import Schemas

extension OrderProcedures {
  /// Registro de daños.
  ///
  /// **Source:** post-sale page, E; GC-PRC-OPE-ASE-04, II E).
  static let registroDeDanos = OrderPath(
    "E", "Registro de daños",
    steps: [
      PathStep(
        "E1", .ee,
        action: "Receives: product, kind of trouble; GT told if it is line or TV",
        next: .step("E2")),
      PathStep(
        "E2", .ee,
        action: "Last damage of the product (CNCRM_FVE, Punto Único de Atención)",
        outcomes: .on("none-open", to: "E3"), .on("in-repair", to: "E8"),
        .on("closed-without-solution", to: "E10")),
      PathStep(
        "E3", .ee,
        action: "Registers it: address, reference telephone checked; order issued, prompt "
          + "solution announced",
        outcomes: .on("internet", to: "E4"), .on("line-or-tv", to: "E7")),
      // (a): the source jumps to E7, past the handover.
      PathStep(
        "E4", .at,
        action: "Help Desk: cuts, no service, wifi coverage, devices, contracted speed, "
          + "amplifiers, router",
        outcomes: .on("remotely-solvable", to: "E5"), .on("else", to: "E6")),
      // Where it leads is (a).
      PathStep(
        "E5", .at,
        action: "Tests with the client (through EE if needed) until the client agrees; "
          + "order closed as infundado",
        next: .step("E12")),
      PathStep(
        "E6", .at,
        action: "Handed to the technical unit (USM) and to GT",
        next: .step("E7")),
      PathStep("E7", .gt, action: "Follows the order (asignado)", next: .step("E8")),
      // Where it leads is (a).
      PathStep(
        "E8", .gt,
        action: "With the technician: attention the same day; EE told the visit time; "
          + "interaction",
        next: .step("E9")),
      // Where it leads is (a).
      PathStep(
        "E9", .gt,
        action: "How was the last order closed?",
        outcomes: .on("solved", to: "E12"), .on("without-solution", to: "E10")),
      PathStep(
        "E10", .gt,
        action: "New damage with the same cause, marked as repeated",
        next: .step("E11")),
      // Where it leads is (a).
      PathStep(
        "E11", .gt,
        action: "Priority with the Centro de Operaciones until the order is closed",
        next: .step("E9")),
      PathStep(
        "E12", .ee,
        action: "Quality call: works, client agrees",
        outcomes: .confirmed, .notConfirmed),
    ])
}
