import Schemas

extension OrderProcedures {
  /// Registro de reclamos.
  ///
  /// **Source:** post-sale page, F; GC-PRC-OPE-ASE-04, II F).
  static let registroDeReclamos = OrderPath(
    "F", "Registro de reclamos",
    steps: [
      PathStep(
        "F1", .ee,
        action: "Receives: month of the invoice, what is disputed",
        next: .step("F2")),
      PathStep("F2", .ee, action: "Statement of account in Smartflex", next: .step("F3")),
      PathStep(
        "F3", .ee,
        action: "Is there a claim on it?",
        outcomes: .on("attended", to: "F4"), .on("assigned", to: "F6"), .on("none", to: "F7")),
      PathStep(
        "F4", .ee,
        action: "Tells UTAR's resolution",
        outcomes: .on("satisfied", .done), .on("not-satisfied", to: "F5")),
      PathStep(
        "F5", .ee,
        action: "Objects to UTAR by e-mail, copy to RE and JD",
        next: .step("F4")),
      PathStep(
        "F6", .ee,
        action: "Asks UTAR for an urgent resolution; tells the client that the result "
          + "comes by telephone",
        next: .done),
      // Where it leads is (a).
      PathStep(
        "F7", .gc, .ee,
        action: "Enters the claim, hands it to UTAR (procedure FIN-FAC-P03); EE must call "
          + "back once it is resolved",
        outcomes: .on("resolved", to: "F4")),
    ])
}
