public import Events

/// Why a view cannot be read now. All but `failure` can pass.
public enum ViewUnavailable: Error, Equatable, Sendable {
  /// It is built from the log for the first time, or by a new version that cannot read the old rows.
  case beingBuilt(view: String, applied: UInt64, total: UInt64)
  /// It does not come to the event that was asked for.
  case standsStill(view: String, position: Position, FollowerError)
  /// The daemon is stopping, or the caller has gone.
  case stopping(view: String)
  case failure(view: String, FollowerError)
}

extension ViewUnavailable: CustomStringConvertible {
  public var description: String {
    switch self {
    case .beingBuilt(let view, let applied, let total):
      "\(view) is being built, \(applied) of \(total) events; ask again in a moment"
    case .standsStill(let view, let position, let error):
      "\(view) stands still before position \(position): \(error)"
    case .stopping(let view): "\(view) is not read any more, the daemon is stopping"
    case .failure(let view, let error): "\(view) cannot be read: \(error)"
    }
  }
}
