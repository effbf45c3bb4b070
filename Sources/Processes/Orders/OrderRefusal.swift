public import Events
public import Projections
public import Schemas

/// Why an event may not follow in a request's stream. Nothing was written.
///
/// The same event may be accepted later where a step, a work order or another request was missing; the
/// other refusals stay.
public enum OrderRefusal: Error, Equatable, Sendable {
  // The stream and the payload.

  case notAnOrderStream(StreamName)
  case unreadable(PayloadError)
  /// A number that its closed list does not have.
  case unknownValue(field: String, number: Int)
  /// All of them at once, by the names of the schema.
  case fieldsMissing([String], OrderSource)
  case notADate(String, field: String)
  case notAMonth(String, field: String)
  case notMoney(MoneyError, _ field: String)
  case otherCurrency(Currency, _ field: String)
  case negativeAmount(Money, _ field: String)
  case textTooLong(field: String, bytes: Int)
  case controlCharacter(field: String)

  // Who acts, and when it was true.

  case roleUnknown(number: Int)
  case actorUnnamed
  case systemRoleReserved
  case daemonOnly
  case daemonAsPerson(OrderRole)
  case daemonWithoutEscalation
  case roleNotEntitled(OrderRole, to: String, allowed: [OrderRole])
  case effectiveAhead(Timestamp, recorded: Timestamp)
  case effectiveBeforeReceipt(Timestamp, received: Timestamp)

  // The receipt.

  case alreadyReceived(OrderNumber)
  case notReceived(OrderNumber)
  case otherNumber(UInt64, of: OrderNumber)
  case naturalPerson
  case notANIT(String)
  case productTwice(String)
  case slashInProduct(String)
  case technologyMissing(String, OrderProcedure)
  case channelNotTaken(OrderChannel, OrderProcedure, allowed: [OrderChannel])
  case askerNotTaken(OrderAsker, OrderProcedure, allowed: [OrderAsker])
  case askedOther(OrderProcedure, allowed: [String])
  case askedTwice(String)
  case categoryNotTaken(String, allowed: [String])
  case monthAhead(YearMonth, received: YearMonth)
  case linkOnlyForDamages
  case linkUnfounded(UInt64)

  // Steps.

  case path(PathRefusal<OrderRole>)
  /// What the table says.
  case placeDiffers(step: String, outcome: String, next: String, end: OrderEnd)
  case detailsMissing(_ step: String, _ kind: String)
  case detailsNotTaken(_ step: String, _ kind: String, allowed: [String])
  case factsSayOther(_ step: String, _ outcome: String, allowed: String, because: String)
  case interactionMissing(_ step: String)
  case wrongAmount(Money, expected: Money, what: String, source: String)

  // Documents.

  case noDocuments
  case documentsLeftBehind(with: OrderRole, next: [OrderRole])
  case documentsStay(_ step: String)
  case documentsArchivedEarly
  case documentsNotArchived
  case documentsNotReturned(OrderRole)
  case nothingToArchive
  case letterMissing(OrderDocumentKind, step: String)

  // Work orders.

  case workOrderMissing(_ step: String)
  case workOrderClosed(String, OrderWorkOrderState)
  case workOrdersOpen([String], step: String)
  case notClosedAsInfundado(_ step: String)
  case repeatMissing(of: String, cause: String)

  // Suspensions.

  case suspendedThisYear(product: String, year: String, StreamName)
  case earlierSuspensionUnknown(UInt64, year: Int)
  case suspensionBackwards(start: LocalDate, end: LocalDate)
  case suspensionTooLong(end: LocalDate, last: LocalDate, months: Int)
  case suspensionNotInForce(UInt64)
  case reconnectionDateDiffers(LocalDate, entered: LocalDate?, suspension: UInt64)
  case reconnectionUnknown(UInt64)
  case productUnknown(String)
  case returnTimeDiffers(String, OrderService, expected: OrderWithin)
  case returnTimeMissing(String, [OrderService])

  // Withdrawals and migrations.

  case withdrawalEntered
  case invoiceLinesDiffer(expected: [String])
  case multipackBelowTelephony(Money, Money)
  case equipmentNotCharged
  case equipmentCharged
  case nothingCharged
  case cutStateOther
  case accessoriesUnexplained
  case acceptanceMissing(Money)

  // After the end, and beside the steps.

  case notEnded(OrderNumber)
  case notDenied(OrderNumber)
  case damageUnknown(UInt64)
  case damageLinkedAlready(UInt64)
  case deadlineNotWaitedFor(_ rule: String)
  case deadlineDiffers(_ rule: String, field: String)
}
