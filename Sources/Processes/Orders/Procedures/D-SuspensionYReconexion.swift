import Schemas

extension OrderProcedures {
  /// Suspensión temporal y reconexión.
  ///
  /// **Source:** post-sale page, D; GC-PRC-OPE-ASE-04, II D).
  static let suspensionYReconexion = OrderPath(
    "D", "Suspensión temporal y reconexión",
    steps: [
      // Where it leads is (a).
      PathStep(
        "D1", .ee,
        action: "Receives which of the two, with requirements; accounts up to date?",
        outcomes: .on("yes", to: "D2"), .on("completed", to: "D2"), .on("not-completed", to: "D9")),
      PathStep(
        "D2", .gc,
        action: "Which one?",
        outcomes: .on("suspension", to: "D3"), .on("reconnection", to: "D5")),
      PathStep(
        "D3", .gc,
        action: "Only one suspension a year: is it the first? ((a): calendar year of the "
          + "start, per product)",
        outcomes: .on("yes", to: "D4"), .on("no", to: "D7")),
      // Where it leads is (a).
      PathStep(
        "D4", .gc,
        action: "Start and end date entered; 4 months at most ((a): end ≤ start + 4 "
          + "calendar months, else refused); EE told the limit",
        next: .step("D6")),
      PathStep("D5", .gc, action: "Reconnection date changed", next: .step("D8")),
      // Where it leads is (a).
      PathStep("D6", .gc, action: "Order printed, all back to EE", next: .step("D9")),
      // Where it leads is (a).
      PathStep(
        "D7", .ee,
        action: "Tells the client: not two suspensions in one year",
        next: .early),
      PathStep(
        "D8", .ee,
        action: "Tells when it returns: on copper internet and line at once, cable TV "
          + "within 24 h; on fibre all three at once. Collects the month's pending "
          + "invoices",
        next: .step("D9")),
      PathStep(
        "D9", .ee,
        action: "Quality call; archive",
        outcomes: .confirmed, .notConfirmed, .on("without-service", .early)),
    ])
}
