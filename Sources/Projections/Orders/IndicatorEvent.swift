public import Events
public import Schemas

/// An event of the monthly round. The messages are described in `schemas/order/v1/indicators.proto`.
public enum IndicatorEvent: DomainEvent {
  case started(OrderIndicatorsStarted)
  case proformasDue(OrderProformasDue)
  case monthClosed(OrderMonthClosed)

  /// The category of the one stream.
  public static let category = "indicators"
  /// The one stream, `indicators-comteco`.
  public static var stream: StreamName {
    do { return try StreamName("indicators-comteco") } catch { preconditionFailure("\(error)") }
  }

  public static let table = PayloadTable<IndicatorEvent>(
    .of(OrderIndicatorsStarted.self, IndicatorEvent.started),
    .of(OrderProformasDue.self, IndicatorEvent.proformasDue),
    .of(OrderMonthClosed.self, IndicatorEvent.monthClosed))

  /// Who acted.
  public var actor: OrderActor {
    switch self {
    case .started(let event): event.actor
    case .proformasDue(let event): event.actor
    case .monthClosed(let event): event.actor
    }
  }
}
