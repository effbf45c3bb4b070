import Schemas

extension OrderProcedures {
  /// Servicios suplementarios.
  ///
  /// **Source:** post-sale page, A; GC-PRC-OPE-ASE-04, II A).
  static let serviciosSuplementarios = OrderPath(
    "A", "Servicios suplementarios",
    steps: [
      PathStep("A2", .ee, action: "Receives: which service, on or off", next: .step("A3")),
      PathStep(
        "A3", .ee,
        action: "Checks request and requirements",
        outcomes: .on("missing", to: "A4"), .on("complete", to: "A5")),
      PathStep(
        "A4", .ee,
        action: "Tells the client, asks for the rest",
        outcomes: .on("completed", to: "A5"), .on("not-completed", .early)),
      PathStep(
        "A5", .gc,
        action: "Enters it in Smartflex with its documents; cost to recurring; prints the "
          + "order; all back to EE",
        next: .step("A6")),
      PathStep(
        "A6", .ee,
        action: "Quality call: the service is on, or off; archive",
        outcomes: .confirmed, .notConfirmed),
    ])
}
