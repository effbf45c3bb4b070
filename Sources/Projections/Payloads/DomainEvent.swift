public import Events

/// An event of a business procedure, decoded: an enum with a case for each message, or the message
/// itself where there is one only.
///
/// The event type is the full name of the message, as `folio.v1.StageChanged`.
public protocol DomainEvent: Equatable, Sendable {
  /// The category of the streams: `folio` of `folio-00399734`.
  static var category: String { get }
  /// Its messages.
  static var table: PayloadTable<Self> { get }
}

extension DomainEvent {
  /// The event types, in order.
  public static var types: [String] { table.types }

  /// Reads a payload strictly: nothing in it that its message does not know.
  public init(
    type: EventType, contentType: ContentType, data: [UInt8]
  ) throws(PayloadError) {
    self = try Self.table.event(type: type, contentType: contentType, data: data)
  }

  public init(_ event: RecordedEvent) throws(PayloadError) {
    try self.init(type: event.type, contentType: event.contentType, data: event.data)
  }
}
