import FoundationEssentials
import Schemas

/// An event as the daemon gives it.
public struct StoredEvent: Hashable, Sendable {
  public let id: String
  public let stream: String
  public let revision: UInt64
  /// The commit position: ordered over the whole log, not dense.
  public let position: UInt64
  public let type: String
  public let isJSON: Bool
  /// When the daemon wrote it, in microseconds since 1970-01-01T00:00:00Z.
  public let recordedMicroseconds: Int64
  public let data: [UInt8]
  public let metadata: [UInt8]

  init(_ message: EventStore_Client_Streams_ReadResp.ReadEvent.RecordedEvent) {
    id = message.id.string
    stream = String(decoding: message.streamIdentifier.streamName, as: UTF8.self)
    revision = message.streamRevision
    position = message.commitPosition
    type = message.metadata["type"] ?? ""
    isJSON = message.metadata["content-type"] == "application/json"
    // Ticks of 100 ns.
    recordedMicroseconds = (Int64(message.metadata["created"] ?? "") ?? 0) / 10
    data = [UInt8](message.data)
    metadata = [UInt8](message.customMetadata)
  }
}
