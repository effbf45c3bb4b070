import Schemas

/// The documents of a request: they travel with it, come back to the EE, and are archived at the end.
///
/// **Source:** post-sale page, How to read the twelve procedures.
enum OrderPapers {
  /// The letters that two requirements are.
  ///
  /// **Source:** post-sale page, G4 and H4.
  private static let letters: [(step: String, outcome: String, letter: OrderDocumentKind)] = [
    ("G4", "complete", .cartaDeSolicitud),
    ("G10", "sent", .cartaDeSolicitud),
    ("H4", "complete", .cartaDeRetiro),
  ]

  static func check(
    _ event: OrderStepTaken, _ outcome: PathOutcome, in order: Order, path: OrderPath
  ) throws(OrderRefusal) {
    try checkAdded(event.documents, "documents")
    try checkLetter(event, in: order)
    let holder = holder(with: event, order.holder)
    guard let holder else {
      if event.documentsMove != .unspecified { throw .noDocuments }
      return
    }
    switch outcome.next {
    case .done, .early:
      guard event.actor.role == .ee else {
        if event.documentsMove != .handedOver { throw .documentsNotReturned(holder) }
        return
      }
      if event.documentsMove != .archived { throw .documentsNotArchived }
    case .again:
      if event.documentsMove != .unspecified { throw .documentsStay(event.step) }
    case .steps(let steps):
      let roles = steps.flatMap { path.step($0)?.roles ?? [] }
      switch event.documentsMove {
      case .unspecified:
        if !roles.contains(holder) { throw .documentsLeftBehind(with: holder, next: roles) }
      case .handedOver:
        if roles.allSatisfy({ $0 == holder }) { throw .documentsStay(event.step) }
      case .archived, .UNRECOGNIZED: throw .documentsArchivedEarly
      }
    }
  }

  /// Every document says what it is, and one has a name of its own.
  static func checkAdded(
    _ documents: [OrderDocument], _ field: String
  ) throws(OrderRefusal) {
    for document in documents {
      try OrderValues.check(document.kind, "\(field).kind")
      if document.kind == .unspecified || document.name.isBlank {
        throw .fieldsMissing(["\(field).kind", "\(field).name"], .reading)
      }
    }
  }

  /// G asks for a letter of request; H for a letter with the cause, on paper.
  private static func checkLetter(
    _ event: OrderStepTaken, in order: Order
  ) throws(OrderRefusal) {
    for row in letters where row.step == event.step && row.outcome == event.outcome {
      let isThere = (order.documents + event.documents).contains {
        $0.kind == row.letter && ($0.onPaper || row.letter != .cartaDeRetiro)
      }
      if !isThere { throw .letterMissing(row.letter, step: row.step) }
    }
  }

  /// Only papers that came back after an end taken by another role are left to archive then.
  static func checkArchived(_ order: Order) throws(OrderRefusal) {
    guard order.path.end != nil else { throw .notEnded(order.number) }
    guard order.holder != nil else { throw .nothingToArchive }
  }

  /// Who has the documents after the step; `nil` when there are none or they are archived.
  static func holder(
    after event: OrderStepTaken, holder: OrderRole?, path: OrderPath
  ) -> OrderRole? {
    let holder = self.holder(with: event, holder)
    switch event.documentsMove {
    case .archived: return nil
    case .unspecified, .UNRECOGNIZED: return holder
    case .handedOver:
      guard event.end == .unspecified else { return .ee }
      return path.step(event.next)?.roles.first { $0 != holder } ?? holder
    }
  }

  /// The first documents of a request are with whoever took them in.
  private static func holder(with event: OrderStepTaken, _ holder: OrderRole?) -> OrderRole? {
    holder ?? (event.documents.isEmpty ? nil : event.actor.role)
  }
}
