import Schemas

extension OrderProcedures {
  /// Visita de soporte técnico.
  ///
  /// **Source:** post-sale page, L; GC-PRC-OPE-ASE-04, II L).
  static let visitaDeSoporte = OrderPath(
    "L", "Visita de soporte técnico",
    steps: [
      PathStep("L1", .at, action: "Receives", next: .step("L2")),
      PathStep(
        "L2", .at,
        action: "Help Desk: no service, cuts, speed against plan, devices",
        outcomes: .on("remotely-solvable", to: "L3"), .on("else", to: "L5")),
      PathStep(
        "L3", .at,
        action: "With the client, and other areas (e.g. Aplicaciones), until the client agrees",
        next: .step("L4")),
      PathStep("L4", .at, action: "Interaction", next: .done),
      PathStep(
        "L5", .at,
        action: "Visit scheduled with RE and GT in the shared calendar",
        next: .step("L6")),
      PathStep("L6", .at, action: "Visit; works until the client agrees", next: .step("L7")),
      // Where it leads is (a).
      PathStep(
        "L7", .at,
        action: "\"Servicio de Ingeniería\" recorded with the work done; order closed",
        next: .step("L8")),
      // Who takes it is (a).
      PathStep(
        "L8", .ee,
        action: "Calendar: clients attended; quality call",
        outcomes: .confirmed, .notConfirmed),
    ])
}
