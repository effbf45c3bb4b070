import Events
import Projections
import Schemas

extension OrderRefusal {
  /// What is wrong with a step.
  var stepMessage: String? {
    switch self {
    case .path(let refusal): refusal.message
    case .placeDiffers(let step, let outcome, let next, let end):
      end == .unspecified
        ? "\(step) with the outcome \(outcome) leads to \(next); give next \(next) and no end"
        : "\(step) with the outcome \(outcome) ends the request; give no next, and end"
          + " \(end == .done ? "DONE" : "EARLY")"
    case .detailsMissing(let step, let kind): "\(step) needs \(kind); give it"
    case .detailsNotTaken(let step, let kind, let allowed):
      allowed.isEmpty
        ? "\(step) with this outcome takes no \(kind); leave it out"
        : "\(step) takes \(allowed.joined()), not \(kind)"
    case .factsSayOther(let step, let outcome, let allowed, let fact):
      "\(step) cannot have the outcome “\(outcome)”: \(fact); the outcome is \(allowed)"
    case .interactionMissing(let step):
      "\(step) is recorded as an interaction; give its text (of an end: why or with what)"
    case .wrongAmount(let amount, let expected, let what, _):
      "\(what) comes to \(expected), not to \(amount); give \(expected)"
    case .noDocuments: "the request has no documents; leave documents_move out"
    case .documentsLeftBehind(let holder, let next):
      "\(holder.label) has the documents, and the next step is of"
        + " \(next.map(\.label).joined(separator: " or ")); hand them over with the request"
        + " (documents_move: HANDED_OVER)"
    case .documentsStay(let step):
      "\(step) leaves the documents where they are; leave documents_move out"
    case .documentsArchivedEarly: "documents are archived at the end; leave documents_move out here"
    case .documentsNotArchived: "the EE archives the documents at the end; give ARCHIVED"
    case .documentsNotReturned(let holder):
      "\(holder.label) has the documents and returns them to the EE at the end; give HANDED_OVER"
    case .letterMissing(let letter, let step):
      "\(step): there is no \(letter.label)\(letter == .cartaDeRetiro ? " on paper" : ""); add it to"
        + " documents, or take the other outcome"
    case .workOrderMissing(let step):
      "\(step) issues a work order; give one that is new and ASIGNADO"
    case .workOrderClosed(let number, let state):
      "work order \(number) is \(state.label) already; enter a new one that repeats it"
    case .workOrdersOpen(let numbers, let step):
      "\(step) waits for work orders that are asignado: \(numbers.joined(separator: ", ")); close"
        + " them first, or say here how they were closed"
    case .notClosedAsInfundado(let step):
      "\(step) closes the damage as infundado; give the work order with that state"
    case .repeatMissing(let number, let cause):
      "give a new work order, ASIGNADO, that repeats \(number) with the same cause, “\(cause)”"
    default: nil
    }
  }

  /// What is wrong with what single procedures ask for, and with what comes later.
  var latterMessage: String {
    switch self {
    case .suspendedThisYear(let product, let year, let stream):
      "\(product) was suspended in \(year) already, by \(stream), and may be once a year; take D3"
        + " with the outcome no"
    case .earlierSuspensionUnknown(let number, let year):
      "\(number) is no request that suspended one of these products in \(year); name the one that"
        + " did, or take the outcome yes"
    case .suspensionBackwards(let start, let end):
      "the service cannot come back on \(end) when it is suspended on \(start); correct the dates"
    case .suspensionTooLong(let end, let last, let months):
      "\(end) is more than \(months) months after the start; give \(last) at the latest"
    case .suspensionNotInForce(let number):
      "\(number) is no suspension of this contract that still runs; correct the number"
    case .reconnectionDateDiffers(let date, let entered, let suspension):
      "\(entered.map { "request \(suspension) comes back on \($0)" } ?? "there is no suspension \(suspension)"),"
        + " not on \(date); append order.v1.ReconnectionDateChanged there first"
    case .reconnectionUnknown(let number):
      "\(number) is no request that asks for this reconnection; correct the number"
    case .productUnknown(let product): "the request has no product \(product); correct it"
    case .returnTimeDiffers(let product, let service, let expected):
      "\(service.label) of \(product) returns \(expected.label); tell the client so"
    case .returnTimeMissing(let product, let services):
      services.isEmpty
        ? "say when \(product) returns"
        : "say when \(services.map(\.label).joined(separator: ", ")) of \(product) return"
    case .withdrawalEntered: "the withdrawal was entered before; leave last_invoice out"
    case .invoiceLinesDiffer(let expected):
      "give one line for each product of the request: \(expected.joined(separator: ", "))"
    case .multipackBelowTelephony(let monthly, let telephony):
      "a Multipack of \(monthly) costs less than its basic telephony, \(telephony); correct monthly"
    case .equipmentNotCharged: "no equipment was charged yet; take the outcome yes or no"
    case .equipmentCharged:
      "the equipment was charged in H13 already; take the outcome already-charged"
    case .nothingCharged: "give an amount above zero"
    case .cutStateOther: "the cut state must be inicio de retiro; set it in Smartflex first"
    case .accessoriesUnexplained:
      "equipment was charged; explain in missing_accessories what Almacenes does not get"
    case .acceptanceMissing(let cost):
      "the client accepted \(cost) for the cable; write that into migration_notes"
    case .nothingToArchive: "no documents came back to the EE; nothing is left to do"
    case .notEnded(let number): "request \(number.title) has not ended; go on with its steps"
    case .notDenied(let number):
      "the client of \(number.title) has not said that it does not work; take the quality call first"
    case .damageUnknown(let number):
      "\(number) is no damage opened for this request; receive it with linked_to first"
    case .damageLinkedAlready(let number): "damage \(number) is linked already"
    case .deadlineNotWaitedFor(let rule): "the request does not wait for the rule “\(rule)”"
    case .deadlineDiffers(let rule, let field):
      "the rule “\(rule)” does not pass so: \(field) differs"
    default: code
    }
  }
}
