public import Events

/// A view that the daemon keeps, whichever it is: what operations need of it.
public protocol HostedView: Sendable {
  var name: String { get }

  /// What was wrong with its files when they were opened; what they held is built anew.
  var damaged: [LMDBError] { get }

  func report() -> ViewReport

  /// SHA-256 over everything that is served; `nil` while nothing is. Reads everything.
  func digest() throws(LMDBError) -> String?

  /// Begins to build it anew, beside the one that is served. Nothing happens when that is under way
  /// already.
  func rebuild() throws(FollowerError)

  /// Follows and builds until the task is cancelled or the log closed.
  func run() async
}

/// How a view is.
public struct ViewReport: Equatable, Sendable {
  /// Of what is served; of what is being built while nothing is.
  public let version: UInt32
  /// Grows with each time that the view was built from the log; 0 while nothing is served.
  public let build: UInt64
  /// Events that are applied or were passed over.
  public let applied: UInt64
  /// Events of the log that are not applied; at least 1 while nothing is served.
  public let lag: UInt64
  /// `nil` when nothing is being built.
  public let building: Building?
  /// Why what is served stands still; `nil` while it follows.
  public let incident: FollowerError?

  public struct Building: Equatable, Sendable {
    public let version: UInt32
    public let applied: UInt64
    /// How many there are.
    public let total: UInt64
    /// Why it cannot go on; `nil` while it does.
    public let incident: FollowerError?
  }
}
