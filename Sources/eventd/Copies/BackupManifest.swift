import Events
import FoundationEssentials

/// What a backup says of itself: `manifest.json`. All that can be proven is proven by the checkpoint
/// beside it; `made` and `eventd` are only said.
struct BackupManifest: Codable, Equatable {
  static let version = 1

  let version: Int
  /// Of the log, with its identity.
  let origin: String
  /// How many events come before the first of its records: 0 for a full backup.
  let from: UInt64
  /// How many events the log had at its last record.
  let size: UInt64
  /// Of the tree over the first `size` events, in Base64.
  let root: String
  /// Of the tree over the first `from` events; only of an increment.
  let previousRoot: String?
  /// RFC 3339.
  let made: String
  /// The version that made it.
  let eventd: String

  /// Of the log at the end of the backup.
  func describes(_ head: TreeHead) -> Bool {
    origin == head.origin && size == head.size && root == "\(head.root)" && from <= size
      && (previousRoot == nil) == (from == 0)
  }

  /// Whether the backup goes on from the log that `previous` is the end of.
  func continues(_ previous: TreeHead) -> Bool {
    origin == previous.origin && from == previous.size && previousRoot == "\(previous.root)"
  }

  var json: String {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
    guard let bytes = try? encoder.encode(self) else {
      preconditionFailure("a manifest without a text")
    }
    return String(decoding: bytes, as: UTF8.self) + "\n"
  }

  /// - Parameter path: for errors.
  init(json: [UInt8], path: String) throws(BackupError) {
    struct Versioned: Decodable { let version: Int }
    guard let found = try? JSONDecoder().decode(Versioned.self, from: Data(json)).version else {
      throw .malformed(path: path, what: "it has no version")
    }
    guard found == Self.version else { throw .unknownVersion(path: path, found: found) }
    do {
      self = try JSONDecoder().decode(Self.self, from: Data(json))
    } catch {
      throw .malformed(path: path, what: "a setting is missing or wrong")
    }
  }

  init(
    origin: String, from: UInt64, size: UInt64, root: TreeHash, previousRoot: TreeHash?,
    made: String, eventd: String
  ) {
    version = Self.version
    self.origin = origin
    self.from = from
    self.size = size
    self.root = "\(root)"
    self.previousRoot = previousRoot.map { "\($0)" }
    self.made = made
    self.eventd = eventd
  }
}
