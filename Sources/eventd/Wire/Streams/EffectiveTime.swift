import Events
import FoundationEssentials

/// The effective time of an event, where its writer states one: the member `time` of custom
/// metadata that is a JSON object, as RFC 3339. The name is that of the CloudEvents attribute
/// "timestamp of when the occurrence happened".
///
/// Metadata belongs to the caller: anything else in it is stored and not looked at, and a `time`
/// that is no RFC 3339 text says nothing.
enum EffectiveTime {
  private struct Attributes: Decodable {
    let time: String?
  }

  static func find(in metadata: ArraySlice<UInt8>) -> Timestamp? {
    // The parser is only asked when the name occurs at all.
    guard metadata.first == UInt8(ascii: "{"), metadata.contains(name) else { return nil }
    guard let time = try? JSONDecoder().decode(Attributes.self, from: Data(metadata)).time
    else { return nil }
    return Timestamp(rfc3339: time)
  }

  private static let name = Array("\"time\"".utf8)
}

extension ArraySlice<UInt8> {
  fileprivate func contains(_ part: [UInt8]) -> Bool {
    guard count >= part.count else { return false }
    return indices.dropLast(part.count - 1).contains { self[$0...].starts(with: part) }
  }
}
