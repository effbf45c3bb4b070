/// Checks records that come from a log, batch by batch, with no log at hand: only the tree so far, of
/// which a few hashes are enough.
public struct RecordChain: Sendable {
  private var edge: TreeEdge
  private var lastRecorded: Timestamp?

  /// From the first event on.
  public init() { edge = TreeEdge() }

  /// From the end of a tree whose head is known on.
  ///
  /// - Parameter peaks: as `EventLog.peaks` gives them. They need not be believed: only the right ones
  ///   lead to the root.
  /// - Throws: `ReplicaError.differs` when they do not.
  public init(continuing head: TreeHead, peaks: [TreeHash]) throws(ReplicaError) {
    guard peaks.count == head.size.nonzeroBitCount else {
      throw .differs(size: head.size, own: .empty, signed: head.root)
    }
    edge = TreeEdge(size: head.size, peaks: peaks)
    guard edge.root == head.root else {
      throw .differs(size: head.size, own: edge.root, signed: head.root)
    }
  }

  /// The number of events up to here.
  public var size: UInt64 { edge.size }

  /// Takes the next batch when every record is sound and they lead to the head. When it throws, the
  /// chain is as before.
  public mutating func append(
    _ batch: RecordBatch, provenBy head: TreeHead
  ) throws(ReplicaError) {
    guard batch.first.rawValue == edge.size else {
      throw .notNext(expected: Position(edge.size), found: batch.first)
    }
    guard batch.end.rawValue == head.size else {
      throw .otherSize(end: batch.end.rawValue, head: head.size)
    }
    var chain = self
    for record in batch.records { try chain.append(record) }
    guard chain.edge.root == head.root else {
      throw .differs(size: head.size, own: chain.edge.root, signed: head.root)
    }
    self = chain
  }

  private mutating func append(_ record: [UInt8]) throws(ReplicaError) {
    let position = Position(edge.size)
    let recorded: Timestamp
    let leaf: TreeHash
    do throws(Corruption) {
      let view = try RecordView(record.span.bytes, at: position)
      recorded = view.recorded
      leaf = view.leafHash
    } catch {
      throw .record(error)
    }
    if let lastRecorded, recorded < lastRecorded { throw .recordedEarlier(position) }
    lastRecorded = recorded
    _ = edge.append(leaf)
  }
}
