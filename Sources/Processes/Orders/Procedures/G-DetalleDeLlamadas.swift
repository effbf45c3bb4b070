import Schemas

extension OrderProcedures {
  /// Detalle de llamadas salientes.
  ///
  /// **Source:** post-sale page, G; GC-PRC-OPE-ASE-04, II G).
  static let detalleDeLlamadas = OrderPath(
    "G", "Detalle de llamadas salientes",
    steps: [
      PathStep(
        "G1", .ee,
        action: "Receives: telephone(s), months; tells the cost",
        outcomes: .on("boliviatel", to: "G2"), .on("comteco", to: "G4")),
      PathStep("G2", .ee, action: "Generates the months in POYOLOG", next: .step("G3")),
      PathStep("G3", .ee, action: "Sends: e-mail, WhatsApp or paper", next: .done),
      // (a): the source's "else → 9" would send what does not exist yet.
      PathStep(
        "G4", .ee,
        action: "Requirements: letter of request",
        outcomes: .on("complete", to: "G5"), .on("missing", to: "G10")),
      PathStep(
        "G5", .ee,
        action: "Tells the cost: current month free, each earlier month Bs 12; hands to GC",
        next: .step("G6")),
      PathStep("G6", .gc, action: "Consultas, by telephone number", next: .step("G7")),
      PathStep(
        "G7", .gc,
        action: "Extracts the months; a cost goes on the line's invoice of the month",
        next: .step("G8")),
      PathStep("G8", .gc, action: "Detail to EE by e-mail, documents back", next: .step("G9")),
      // Where it leads is (a).
      PathStep("G9", .ee, action: "Sends: WhatsApp, e-mail or paper", next: .done),
      PathStep(
        "G10", .ee,
        action: "Asks the client for the rest",
        outcomes: .on("sent", to: "G6"), .on("not-sent", .early)),
    ])
}
