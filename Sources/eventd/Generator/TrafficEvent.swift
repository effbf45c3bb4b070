import EventdClient
import Events
import SwiftProtobuf

extension ProposedEvent {
  /// A message as an event: its type is the message's name, and its metadata say when it happened.
  init<M: Message>(_ message: M, id: EventID, at moment: Timestamp, isJSON: Bool = true) {
    let data: [UInt8]
    do {
      data = isJSON ? try message.jsonUTF8Bytes() : try message.serializedBytes()
    } catch {
      preconditionFailure("\(M.protoMessageName) cannot be written: \(error)")
    }
    self.init(
      id: id.description, type: M.protoMessageName, isJSON: isJSON, data: data,
      metadata: Array(#"{"time":"\#(moment)"}"#.utf8))
  }
}
