public import Events
public import SwiftProtobuf

/// The event types of one category, and how each payload is read.
public struct PayloadTable<Event>: Sendable {
  public typealias Read = @Sendable ([UInt8], ContentType) throws(PayloadError) -> Event

  /// One row: a message and the case of the event that it becomes.
  public struct Row: Sendable {
    let name: String
    let read: Read

    /// `.of(FolioOpened.self, FolioEvent.opened)`
    public static func of<M: Message>(
      _ message: M.Type, _ event: @escaping @Sendable (M) -> Event
    ) -> Row {
      Row(name: M.protoMessageName) { data, contentType throws(PayloadError) in
        event(try StrictPayload.decode(data, contentType, as: M.self))
      }
    }
  }

  /// The full names of the messages, which are the event types, in order.
  public let types: [String]
  private let reads: [String: Read]

  public init(_ rows: Row...) {
    types = rows.map(\.name)
    reads = Dictionary(uniqueKeysWithValues: rows.map { ($0.name, $0.read) })
  }

  /// Reads a payload strictly: nothing in it that its message does not know.
  public func event(
    type: EventType, contentType: ContentType, data: [UInt8]
  ) throws(PayloadError) -> Event {
    guard let read = reads[type.text] else { throw .unknownType(type, known: types) }
    return try read(data, contentType)
  }
}
