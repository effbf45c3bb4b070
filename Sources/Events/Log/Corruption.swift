/// Something in the log that cannot be: never guessed around, always reported with its position.
public struct Corruption: Error, Equatable, Sendable {
  public let position: Position
  public let finding: Finding

  public init(position: Position, finding: Finding) {
    self.position = position
    self.finding = finding
  }

  public enum Finding: Equatable, Sendable {
    case hole
    case recordTooShort(bytes: Int)
    case unknownFormat(UInt8)
    case lengthsDisagree
    case checksum
    case indexDisagrees(stream: String, revision: Revision)
  }
}

extension Corruption: CustomStringConvertible {
  public var description: String {
    let what =
      switch finding {
      case .hole: "there is no event here, although later ones exist"
      case .recordTooShort(let bytes): "the record has only \(bytes) bytes"
      case .unknownFormat(let format): "the record has format \(format), which is not known"
      case .lengthsDisagree: "the lengths in the record do not add up to its size"
      case .checksum: "the checksum of the record is wrong"
      case .indexDisagrees(let stream, let revision):
        "the index of \(stream) leads here for revision \(revision), but another event is here"
      }
    return "the log is damaged at position \(position): \(what); restore it from a backup"
  }
}
