public import Events
public import Schemas

/// An event of the monthly round. The messages are described in `schemas/order/v1/indicators.proto`.
public enum IndicatorEvent: Equatable, Sendable {
  case started(OrderIndicatorsStarted)
  case proformasDue(OrderProformasDue)
  case monthClosed(OrderMonthClosed)

  /// The category of the one stream.
  public static let category = "indicators"
  /// The one stream, `indicators-comteco`.
  public static var stream: StreamName {
    do { return try StreamName("indicators-comteco") } catch { preconditionFailure("\(error)") }
  }

  /// Reads a payload strictly. The event type is the full name of the message.
  public init(
    type: EventType, contentType: ContentType, data: [UInt8]
  ) throws(PayloadError) {
    self = try Self.table.event(type: type, contentType: contentType, data: data)
  }

  public init(_ event: RecordedEvent) throws(PayloadError) {
    try self.init(type: event.type, contentType: event.contentType, data: event.data)
  }

  public static let types = table.types

  private static let table = PayloadTable<IndicatorEvent>(
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
