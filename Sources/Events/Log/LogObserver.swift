/// Hears what becomes of appends and of commits, in order to measure them. The log has no clock; who
/// observes it has one, and looks at it when it is called.
///
/// `appendCame` is called on the thread of whoever appends, the rest on the writer's, which waits
/// meanwhile: an observer takes microseconds, and never waits for anything that takes longer.
public protocol LogObserver: Sendable {
  /// An append came. What is returned comes back with its answer, e.g. the time.
  func appendCame() -> UInt64
  /// An append was answered, by the writer or at the door.
  /// - Parameter came: what `appendCame` returned for it.
  func appendAnswered(_ result: Result<AppendReceipt, AppendError>, came: UInt64)
  /// The writer has taken appends and begins a transaction.
  func commitBegan()
  /// Everything is in the transaction. What comes now is `mdb_txn_commit`, which writes the pages and
  /// waits for the disk. Not called where every append was refused: then nothing is committed.
  func commitPrepared()
  /// The transaction is over.
  /// - Parameters:
  ///   - events: how many are durable now that were not before.
  ///   - failure: why nothing of it is, or it is not known; `nil` when nothing failed.
  func commitEnded(events: UInt64, failure: AppendError?)
}

/// How much waits for the writer.
public struct WaitingAppends: Equatable, Sendable {
  /// One of the two lines.
  public struct Line: Equatable, Sendable {
    public let appends: Int
    /// Of data and metadata.
    public let bytes: Int

    public init(appends: Int, bytes: Int) {
      self.appends = appends
      self.bytes = bytes
    }
  }

  /// Of clients and of the daemon itself.
  public let others: Line
  /// Of processes, because time has passed.
  public let processes: Line

  public init(others: Line, processes: Line) {
    self.others = others
    self.processes = processes
  }
}
