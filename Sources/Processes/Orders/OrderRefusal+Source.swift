import Events
import Projections
import Schemas

extension OrderRefusal {
  /// The section of the page, or the schema.
  public var source: String {
    switch self {
    case .fieldsMissing(_, let source): source.text
    case .wrongAmount(_, _, _, let source): source
    case .channelNotTaken(_, let procedure, _), .askerNotTaken(_, let procedure, _),
      .askedOther(let procedure, _), .technologyMissing(_, let procedure):
      OrderSource.table(procedure).text
    case .path(let refusal): Self.table(of: refusal.step)
    case .placeDiffers(let step, _, _, _), .detailsMissing(let step, _),
      .detailsNotTaken(let step, _, _), .factsSayOther(let step, _, _, _),
      .letterMissing(_, let step), .workOrderMissing(let step), .notClosedAsInfundado(let step):
      Self.table(of: step)
    case .roleNotEntitled, .interactionMissing, .noDocuments, .documentsLeftBehind, .documentsStay,
      .documentsArchivedEarly, .documentsNotArchived, .documentsNotReturned, .nothingToArchive,
      .workOrderClosed, .workOrdersOpen, .notEnded, .notDenied, .damageUnknown,
      .damageLinkedAlready, .linkOnlyForDamages, .linkUnfounded, .productTwice, .slashInProduct:
      OrderSource.reading.text
    case .naturalPerson, .notANIT: OrderSource.introduction.text
    case .categoryNotTaken: OrderSource.table(.serviciosSuplementarios).text
    case .askedTwice, .monthAhead: OrderSource.table(.detalleDeLlamadas).text
    case .repeatMissing: OrderSource.table(.registroDeDanos).text
    case .suspendedThisYear, .earlierSuspensionUnknown, .suspensionBackwards, .suspensionTooLong,
      .suspensionNotInForce, .reconnectionDateDiffers, .reconnectionUnknown, .productUnknown,
      .returnTimeDiffers, .returnTimeMissing:
      OrderSource.table(.suspensionYReconexion).text
    case .withdrawalEntered, .invoiceLinesDiffer, .multipackBelowTelephony, .equipmentNotCharged,
      .equipmentCharged, .nothingCharged, .cutStateOther, .accessoriesUnexplained:
      OrderSource.table(.retiroDeProductos).text
    case .acceptanceMissing: OrderSource.table(.gestionPreventiva).text
    case .daemonOnly, .daemonAsPerson, .daemonWithoutEscalation, .deadlineNotWaitedFor,
      .deadlineDiffers:
      OrderSource.escalations.text
    case .notAnOrderStream, .unreadable, .unknownValue, .notADate, .notAMonth, .notMoney,
      .otherCurrency, .negativeAmount, .textTooLong, .controlCharacter, .roleUnknown, .actorUnnamed,
      .systemRoleReserved, .effectiveAhead, .effectiveBeforeReceipt, .alreadyReceived,
      .notReceived, .otherNumber:
      OrderSource.schema.text
    }
  }

  /// A step's table is its letter's.
  private static func table(of step: String) -> String {
    let procedure = OrderProcedure.all.first { step.hasPrefix($0.letter) }
    return procedure.map { OrderSource.table($0).text } ?? OrderSource.reading.text
  }

  /// What would be allowed instead, where that is a list.
  public var allowed: [String] {
    switch self {
    case .unreadable(.unknownType(_, let known)): known
    case .roleNotEntitled(_, _, let roles): roles.map(\.code)
    case .channelNotTaken(_, _, let channels): channels.map(\.label)
    case .askerNotTaken(_, _, let askers): askers.map(\.label)
    case .askedOther(_, let fields): fields
    case .categoryNotTaken(_, let categories): categories
    case .path(let refusal): refusal.allowed
    case .detailsNotTaken(_, _, let kinds): kinds
    case .factsSayOther(_, _, let outcome, _): [outcome]
    case .wrongAmount(_, let expected, _, _): [expected.description]
    case .suspendedThisYear: ["no"]
    case .suspensionTooLong(_, let last, _): [last.description]
    case .invoiceLinesDiffer(let expected): expected
    default: []
    }
  }
}

extension PathRefusal<OrderRole> {
  var step: String {
    switch self {
    case .unknownStep(let step, _), .ended(let step, _), .takenAlready(let step, _),
      .notOpen(let step, _, _), .otherRole(let step, _, _), .unknownOutcome(let step, _, _):
      step
    }
  }

  fileprivate var allowed: [String] {
    switch self {
    case .unknownStep(_, let open), .takenAlready(_, let open), .notOpen(_, _, let open): open
    case .otherRole(_, _, let roles): roles.map(\.code)
    case .unknownOutcome(_, _, let outcomes): outcomes
    case .ended: []
    }
  }

  /// What is wrong and what to do.
  var message: String {
    switch self {
    case .unknownStep(let step, let open):
      "this procedure has no step “\(step)”; the request waits at \(open.joined(separator: ", "))"
    case .ended(_, let end):
      "the request has ended (\(end == .done ? "done" : "early")); if the client says that it is not"
        + " solved, append order.v1.Reopened"
    case .takenAlready(let step, let open):
      "\(step) was taken before; the request waits at \(open.joined(separator: ", "))"
    case .notOpen(let step, _, let open):
      "\(step) cannot be taken now; the request waits at \(open.joined(separator: ", "))"
    case .otherRole(let step, let role, let allowed):
      "\(step) is taken by \(allowed.map(\.label).joined(separator: " or ")), not by \(role.label);"
        + " hand it to them"
    case .unknownOutcome(let step, let outcome, let allowed):
      "\(step) has no outcome “\(outcome)”; give \(allowed.joined(separator: " or "))"
    }
  }
}
