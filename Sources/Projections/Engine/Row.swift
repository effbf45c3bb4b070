import FoundationEssentials
import SwiftProtobuf

/// Rows of a view as protobuf messages.
///
/// They were written by this same version of the code (another one empties them first), so one that
/// cannot be read is our own mistake. No message of a view has a map, so equal messages give equal
/// bytes.
enum Row {
  static func message<M: Message>(_ bytes: [UInt8]) -> M {
    do { return try M(serializedBytes: bytes) } catch { preconditionFailure("\(M.self): \(error)") }
  }

  static func bytes(_ message: some Message) -> [UInt8] {
    do { return try message.serializedBytes() } catch { preconditionFailure("\(error)") }
  }
}
