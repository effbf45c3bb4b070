import Schemas

extension OrderProcedures {
  /// Gestión técnica preventiva.
  ///
  /// **Source:** post-sale page, K; GC-PRC-OPE-ASE-04, II K).
  static let gestionPreventiva = OrderPath(
    "K", "Gestión técnica preventiva",
    steps: [
      PathStep("K1", .at, action: "Portfolio sheet, one list per EE", next: .step("K2")),
      PathStep(
        "K2", .at,
        action: "Services, technology, damages of each client",
        outcomes: .on("another-product", to: "K3"), .on("to-fibre", to: "K4"),
        .on("trouble", to: "K5")),
      PathStep(
        "K3", .at,
        action: "Noted in the sheet for EE (AT does not sell)",
        next: .step("K10")),
      PathStep(
        "K4", .at,
        action: "Feasibility of fibre, excess cable",
        outcomes: .on("no", to: "K5"), .on("yes", to: "K12")),
      PathStep(
        "K5", .at,
        action: "Help Desk: internet works?",
        outcomes: .on("trouble", to: "K6"), .on("works", .done)),
      PathStep(
        "K6", .at,
        action: "Diagnosis in the sheet: cuts, no service, wifi coverage, speed, plan",
        outcomes: .on("remotely-solvable", to: "K7"), .on("else", to: "K8")),
      PathStep(
        "K7", .at,
        action: "With the client (EE if needed) until solved; interaction",
        next: .done),
      PathStep("K8", .at, action: "Damage entered; sheet filled for EE", next: .step("K9")),
      PathStep(
        "K9", .at,
        action: "Order to the technical unit (USM); to GT for priority",
        next: .step("K13")),
      PathStep(
        "K10", .at,
        action: "Report by e-mail at the end of the day to JD, RE and GT",
        next: .step("K11")),
      // Who takes it is (a).
      PathStep(
        "K11", .ee,
        action: "Plans and requirements sent to the client",
        outcomes: .on("wants-it", .done), .on("not", .done)),
      // Who takes it is (a). (a): the source says 14.
      PathStep(
        "K12", .ee,
        action: "Migration offered, with the cost of excess cable, if any, added to the "
          + "month's invoice",
        outcomes: .on("accepts", to: "K15"), .on("does-not-pay", .early)),
      PathStep("K13", .gt, action: "Follows the order (asignado)", next: .step("K14")),
      // Where it leads is (a).
      PathStep(
        "K14", .gt,
        action: "Priority with the Centro de Operaciones; technician the same day; EE told "
          + "the visit time; interaction",
        next: .step("K17")),
      PathStep(
        "K15", .gc,
        action: "Migration entered; acceptance of the cable cost in its notes",
        next: .step("K16")),
      // Where it leads is (a).
      PathStep("K16", .gc, action: "Documents back to EE", next: .step("K17")),
      PathStep("K17", .ee, action: "Quality call", outcomes: .confirmed, .notConfirmed),
    ])
}
