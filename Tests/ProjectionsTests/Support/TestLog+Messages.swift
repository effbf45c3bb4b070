import Events
import SwiftProtobuf
import TestSupport
import Testing

extension TestLog {
  /// The time of a new log: Monday, 10:00 in Mexico City.
  static let start = Timestamp(rfc3339: "2026-01-05T16:00:00Z")!

  @discardableResult
  func append(
    _ stream: String, _ type: String, _ data: [UInt8] = Array("{}".utf8)
  ) async throws -> Position {
    let event = NewEvent(
      id: EventID(high: log.head.count, low: type.utf8.reduce(0) { $0 &* 31 &+ UInt64($1) }),
      type: try EventType(type), contentType: .json, data: data)
    let receipt = try await log.append(
      Append(stream: try StreamName(stream), expected: .any, events: [event]))
    return try #require(receipt.position)
  }

  /// Appends a message as an event of the type that is its name, as JSON.
  @discardableResult
  func append(_ stream: String, _ message: some Message) async throws -> Position {
    try await append(stream, type(of: message).protoMessageName, message.jsonUTF8Bytes())
  }

  func appendAll(_ stream: String, _ messages: [any Message]) async throws {
    for message in messages { try await append(stream, message) }
  }
}
