import Schemas

extension OrderProcedures {
  /// Llamadas de fidelización y retención.
  ///
  /// **Source:** post-sale page, J; GC-PRC-OPE-ASE-04, II J).
  static let llamadasDeFidelizacion = OrderPath(
    "J", "Llamadas de fidelización y retención",
    steps: [
      PathStep(
        "J1", .ee,
        action: "Goes through the portfolio by product number",
        next: .step("J2")),
      PathStep(
        "J2", .ee,
        action: "Call by protocol: do the services work?",
        outcomes: .on("yes", to: "J3"), .on("trouble", to: "J4")),
      PathStep(
        "J3", .ee,
        action: "Interaction; e-mail, WhatsApp, contact person updated",
        next: .done),
      PathStep("J4", .ee, action: "Follows up the last damage", next: .step("J5")),
      PathStep(
        "J5", .ee,
        action: "Damage entered, to GT for priority",
        outcomes: .on("internet", to: "J6"), .on("tv-or-line", to: "J10")),
      PathStep(
        "J6", .at,
        action: "Help Desk: cuts, no service, devices, wifi coverage",
        outcomes: .on("remotely-solvable", to: "J7"), .on("else", to: "J9")),
      PathStep(
        "J7", .at,
        action: "With the client until the client agrees; damage closed as infundado",
        next: .step("J8")),
      PathStep("J8", .at, action: "Interaction", next: .done),
      // Where it leads is (a).
      PathStep(
        "J9", .at,
        action: "Diagnosis; handed to the area (USM, PAS) as a technical damage",
        next: .step("J10")),
      PathStep("J10", .at, action: "E-mail on the day's work to JD, RE and GT", next: .step("J11")),
      PathStep(
        "J11", .ee,
        action: "Quality call once the order is closed",
        outcomes: .confirmed, .notConfirmed),
    ])
}
