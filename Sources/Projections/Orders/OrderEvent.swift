public import Schemas

/// An event of a post-sale request. The messages are described in `schemas/order/v1/events.proto`.
public enum OrderEvent: DomainEvent {
  case received(OrderReceived)
  case stepTaken(OrderStepTaken)
  case interactionRecorded(OrderInteractionRecorded)
  case workOrderReported(OrderWorkOrderReported)
  case documentsArchived(OrderDocumentsArchived)
  case damageLinked(OrderDamageLinked)
  case executiveAssigned(OrderExecutiveAssigned)
  case reopened(OrderReopened)
  case reconnectionDateChanged(OrderReconnectionDateChanged)
  case serviceReconnected(OrderServiceReconnected)
  case deadlinePassed(OrderDeadlinePassed)

  /// The category of the streams, `order-00000147`.
  public static let category = "order"

  public static let table = PayloadTable<OrderEvent>(
    .of(OrderReceived.self, OrderEvent.received),
    .of(OrderStepTaken.self, OrderEvent.stepTaken),
    .of(OrderInteractionRecorded.self, OrderEvent.interactionRecorded),
    .of(OrderWorkOrderReported.self, OrderEvent.workOrderReported),
    .of(OrderDocumentsArchived.self, OrderEvent.documentsArchived),
    .of(OrderDamageLinked.self, OrderEvent.damageLinked),
    .of(OrderExecutiveAssigned.self, OrderEvent.executiveAssigned),
    .of(OrderReopened.self, OrderEvent.reopened),
    .of(OrderReconnectionDateChanged.self, OrderEvent.reconnectionDateChanged),
    .of(OrderServiceReconnected.self, OrderEvent.serviceReconnected),
    .of(OrderDeadlinePassed.self, OrderEvent.deadlinePassed))

  /// Who acted.
  public var actor: OrderActor {
    switch self {
    case .received(let event): event.actor
    case .stepTaken(let event): event.actor
    case .interactionRecorded(let event): event.actor
    case .workOrderReported(let event): event.actor
    case .documentsArchived(let event): event.actor
    case .damageLinked(let event): event.actor
    case .executiveAssigned(let event): event.actor
    case .reopened(let event): event.actor
    case .reconnectionDateChanged(let event): event.actor
    case .serviceReconnected(let event): event.actor
    case .deadlinePassed(let event): event.actor
    }
  }
}
