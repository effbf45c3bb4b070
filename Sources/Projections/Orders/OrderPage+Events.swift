import Events
import Schemas
import SwiftProtobuf

/// How the page of a request follows from its events.
extension OrderPage {
  /// The page after the first event. It waits at the first step of its procedure.
  init(_ received: OrderReceived, _ event: RecordedEvent) {
    self = .with { page in
      page.received = received
      page.documents = received.documents
      page.row = .with {
        $0.number = received.number
        $0.procedure = received.procedure
        $0.step = received.procedure.firstStep
        $0.client = received.client
        $0.contract = received.contract
        $0.products = received.products
        $0.executive = received.executive
        $0.received = .init(event.effective)
        $0.recorded = .init(event.recorded)
        $0.entered = .init(event.effective)
      }
      page.revision = event.revision.rawValue
    }
  }

  /// Never fails: what is stored has happened.
  mutating func apply(_ change: OrderEvent, _ event: RecordedEvent) {
    switch change {
    case .received: preconditionFailure("a page begins with Received only once")
    case .stepTaken(let step): take(step, event)
    case .workOrderReported(let report): note(report.workOrder)
    case .documentsArchived: archive()
    case .damageLinked(let link): damages.append(link.damage)
    case .executiveAssigned(let assignment):
      row.executive = assignment.executive
      for index in visits.indices { visits[index].executive = assignment.executive }
    case .reopened:
      row.step = lastStep
      row.end = .unspecified
      row.reopened = true
      row.entered = .init(event.effective)
      row.clearConcluded()
    case .reconnectionDateChanged(let change): suspension.end = change.date
    case .serviceReconnected: suspension.reconnected = true
    case .interactionRecorded, .deadlinePassed: break
    }
    if let entry = OrderEntry(change, event) { history.append(entry) }
    revision = event.revision.rawValue
  }

  private mutating func take(_ step: OrderStepTaken, _ event: RecordedEvent) {
    if step.next != row.step { row.entered = .init(event.effective) }
    row.step = step.next
    row.end = step.end
    if step.end != .unspecified { row.concluded = .init(event.effective) }
    documents += step.documents
    for order in step.workOrders { note(order) }
    switch step.documentsMove {
    case .archived: archive()
    case .handedOver: documentsWith = step.end == .unspecified ? .unspecified : .ejecutivoEmpresas
    case .unspecified, .UNRECOGNIZED:
      if !documents.isEmpty, !archived, documentsWith == .unspecified {
        documentsWith = step.actor.role
      }
    }
    switch step.details {
    case .lastDamage(let damage) where !damage.workOrder.isEmpty:
      note(
        .with {
          $0.number = damage.workOrder
          $0.state = damage.state
          $0.cause = damage.cause
        })
    case .suspensionTerm(let term):
      suspension = .with {
        $0.start = term.start
        $0.end = term.end
      }
    case .visit(let visit):
      visits.append(
        .with {
          $0.number = row.number
          $0.procedure = row.procedure
          $0.step = step.step
          $0.company = row.client.name
          $0.executive = row.executive
          $0.visit = visit
        })
    default: break
    }
  }

  /// Of the step that ended it.
  private var lastStep: String {
    for entry in history.reversed() {
      if case .stepTaken(let step) = entry.event { return step.step }
    }
    return ""
  }

  private mutating func archive() {
    archived = true
    documentsWith = .unspecified
  }

  private mutating func note(_ order: OrderWorkOrder) {
    guard let index = workOrders.firstIndex(where: { $0.number == order.number }) else {
      workOrders.append(order)
      return
    }
    workOrders[index].state = order.state
    if !order.cause.isEmpty { workOrders[index].cause = order.cause }
  }
}

extension OrderEntry {
  /// `nil` for the first event, which is on the page as it is.
  init?(_ change: OrderEvent, _ event: RecordedEvent) {
    self.init()
    recorded = .init(event.recorded)
    effective = .init(event.effective)
    switch change {
    case .received: return nil
    case .stepTaken(let change): stepTaken = change
    case .interactionRecorded(let change): interactionRecorded = change
    case .workOrderReported(let change): workOrderReported = change
    case .documentsArchived(let change): documentsArchived = change
    case .damageLinked(let change): damageLinked = change
    case .executiveAssigned(let change): executiveAssigned = change
    case .reopened(let change): reopened = change
    case .reconnectionDateChanged(let change): reconnectionDateChanged = change
    case .serviceReconnected(let change): serviceReconnected = change
    case .deadlinePassed(let change): deadlinePassed = change
    }
  }
}
