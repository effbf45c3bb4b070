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
  /// Who appended it; `nil` where nobody could know, as for what the daemon itself appended.
  public let peer: Peer?

  /// A process at the other end of the daemon's socket, as the kernel of its machine said it.
  public struct Peer: Hashable, Sendable {
    public let uid: UInt32
    public let gid: UInt32
    /// A number that is given out again after the process has ended.
    public let pid: UInt32

    /// `uid=1001 gid=1001 pid=4242`; `nil` for anything else.
    init?(_ text: String) {
      let fields = text.split(separator: " ")
      let numbers = zip(fields, ["uid=", "gid=", "pid="]).compactMap { field, name in
        field.hasPrefix(name) ? UInt32(field.dropFirst(name.count)) : nil
      }
      guard fields.count == 3, numbers.count == 3 else { return nil }
      (uid, gid, pid) = (numbers[0], numbers[1], numbers[2])
    }
  }

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
    peer = message.metadata["peer"].flatMap(Peer.init)
  }
}
