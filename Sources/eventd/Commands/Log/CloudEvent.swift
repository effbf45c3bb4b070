import EventdClient
import Events
import FoundationEssentials
import Projections

/// A stored event as one line of JSON.
///
/// Source: CloudEvents 1.0 and its JSON event format. `id` is unique within `source`, the
/// stream; `time` is the effective time. Extension attributes: `revision`, `position` (texts,
/// since integers there have 32 bits), `recordedtime`, `metadata` where there is some, and `peeruid`,
/// `peergid` and `peerpid` where it is known who appended it.
enum CloudEvent {
  static func line(_ event: StoredEvent) -> String {
    let recorded = Timestamp(microseconds: event.recordedMicroseconds)
    let effective = EffectiveTime.find(in: event.metadata[...]) ?? recorded
    var members = [
      ("specversion", "\"1.0\""),
      ("id", JSONText.quoted(event.id)),
      ("source", JSONText.quoted("/streams/" + percentEncoded(event.stream))),
      ("type", JSONText.quoted(event.type)),
      ("subject", JSONText.quoted(event.stream)),
      ("time", "\"\(effective)\""),
      ("recordedtime", "\"\(recorded)\""),
      ("revision", "\"\(event.revision)\""),
      ("position", "\"\(event.position)\""),
    ]
    if let peer = event.peer {
      members += [
        ("peeruid", "\"\(peer.uid)\""), ("peergid", "\"\(peer.gid)\""),
        ("peerpid", "\"\(peer.pid)\""),
      ]
    }
    if let metadata = String(validating: event.metadata, as: UTF8.self) {
      if !metadata.isEmpty { members.append(("metadata", JSONText.quoted(metadata))) }
    } else {
      members.append(("metadatabase64", "\"\(Data(event.metadata).base64EncodedString())\""))
    }
    members.append(
      (
        "datacontenttype",
        event.isJSON ? "\"application/json\"" : "\"application/octet-stream\""
      ))
    // Open streams take any bytes that call themselves JSON.
    if event.isJSON, JSONSyntax.isValid(event.data) {
      members.append(("data", JSONText.oneLine(event.data)))
    } else {
      members.append(("data_base64", "\"\(Data(event.data).base64EncodedString())\""))
    }
    return "{" + members.map { "\"\($0)\":\($1)" }.joined(separator: ",") + "}"
  }

  /// Source: RFC 3986 section 2.3, unreserved characters.
  private static func percentEncoded(_ text: String) -> String {
    let unreserved = Set("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~".utf8)
    return text.utf8.map { byte in
      if unreserved.contains(byte) { return String(UnicodeScalar(byte)) }
      let digits = String(byte, radix: 16, uppercase: true)
      return "%" + (digits.count == 1 ? "0" : "") + digits
    }.joined()
  }
}
