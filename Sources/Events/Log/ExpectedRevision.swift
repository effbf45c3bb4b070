/// What an append requires of its stream.
public enum ExpectedRevision: Hashable, Sendable {
  /// Nothing.
  case any
  /// It has no events.
  case noStream
  /// It has events.
  case exists
  /// Its last event has this revision.
  case exact(Revision)
}

extension ExpectedRevision: CustomStringConvertible {
  public var description: String {
    switch self {
    case .any: "any"
    case .noStream: "no stream"
    case .exists: "an existing stream"
    case .exact(let revision): "revision \(revision)"
    }
  }
}
