/// One walk through a log: reads each record, and compares every other table with what follows from
/// the records.
struct LogVerification {
  let tables: LogTables
  private let sizes: Set<UInt64>
  /// By category; `nil`: unique keys are not compared.
  let keys: [String: any KeyReplay]?
  let comparesDigests: Bool
  var report = VerificationReport()

  struct Stream {
    let number: UInt64
    /// The revision that the next event has.
    var next: UInt64
  }

  var streams: [String: Stream] = [:]
  /// The position of the next event.
  var next: UInt64 = 0
  private var lastRecorded: Timestamp?
  /// `nil` when a leaf is not known.
  private var edge: TreeEdge? = TreeEdge()
  /// Events whose id had not occurred in their stream.
  var firstIDs: UInt64 = 0
  var holders: [[UInt8]: Position] = [:]

  /// The tables of which a row is a finding.
  var damagedTables: Set<String> = []

  private static let progressEvents: UInt64 = 1000

  /// - Parameter comparesDigests: `false` for a log that has none yet.
  init(
    tables: LogTables, procedures: [any Procedure]?, sizes: Set<UInt64>,
    comparesDigests: Bool = true
  ) {
    self.tables = tables
    self.sizes = sizes
    self.comparesDigests = comparesDigests
    keys = procedures.map { keyReplays($0) }
  }

  mutating func run(
    _ transaction: borrowing ReadTransaction, _ progress: (UInt64, UInt64) -> Void
  ) throws(ReadError) {
    let total = try tables.count(transaction, as: ReadError.self)
    noteRoot()
    try transaction.scan(tables.events) { key, value throws(ReadError) in
      guard let position = key.bigEndian, position >= next else {
        found(row: tables.events, "a key of \(key.byteCount) bytes", nil, .surplus)
        return .next
      }
      try skip(to: position, transaction)
      try read(value, at: Position(position), transaction)
      next = position + 1
      noteRoot()
      if next % Self.progressEvents == 0 || next == total { progress(next, total) }
      return .next
    }
    if next == 0 { found(.record(Corruption(position: Position(0), finding: .hole))) }
    report.events = next
    report.streams = UInt64(streams.count)
    report.root = edge?.root
    try checkMeta(transaction)
    try checkStreams(transaction)
    try checkCounts(transaction)
    try checkKeys(transaction)
    if comparesDigests { try checkDigests(transaction) }
  }

  // MARK: - Findings

  private mutating func found(_ finding: LogFinding) {
    report.findingCount += 1
    if report.findings.count < Limits.findingsMax { report.findings.append(finding) }
  }

  mutating func found(
    row table: Table, _ key: String, _ position: Position?, _ problem: LogFinding.Problem
  ) {
    damagedTables.insert(table.name)
    found(.row(table: table.name, key: key, position: position, problem))
  }

  private mutating func noteRoot() {
    if let edge, sizes.contains(edge.size) { report.roots[edge.size] = edge.root }
  }

  // MARK: - Records

  /// Everything before `position` is missing.
  private mutating func skip(
    to position: UInt64, _ transaction: borrowing ReadTransaction
  ) throws(ReadError) {
    guard next < position else { return }
    found(.record(Corruption(position: Position(next), finding: .hole)))
    edge = nil
  }

  private mutating func read(
    _ value: RawSpan, at position: Position, _ transaction: borrowing ReadTransaction
  ) throws(ReadError) {
    let event: RecordedEvent
    let leaf: TreeHash
    do throws(Corruption) {
      let view = try RecordView(value, at: position)
      event = view.event
      leaf = view.leafHash
    } catch {
      found(.record(error))
      edge = nil
      return
    }
    if position.rawValue == 0 { report.identity = event.id }
    try checkTree(leaf, at: position, transaction)
    if let lastRecorded, event.recorded < lastRecorded { found(.recordedEarlier(position)) }
    lastRecorded = event.recorded
    try checkIndexes(event, transaction)
    replayKeys(event)
  }

  private mutating func checkTree(
    _ leaf: TreeHash, at position: Position, _ transaction: borrowing ReadTransaction
  ) throws(ReadError) {
    let stored = try bytes(tables.tree, Key(position.rawValue), transaction)
    let isRight: Bool
    if let expected = edge?.append(leaf) {
      isRight = stored == TreeRow(expected).bytes
    } else {
      // Behind a record that cannot be read, only the leaf itself is known.
      isRight = stored?.prefix(TreeHash.byteCount).elementsEqual(leaf.bytes) ?? false
    }
    if !isRight {
      found(row: tables.tree, "\(position)", position, stored == nil ? .missing : .wrong)
    }
  }

  private mutating func checkIndexes(
    _ event: RecordedEvent, _ transaction: borrowing ReadTransaction
  ) throws(ReadError) {
    let name = event.stream.text
    let stream = streams[name] ?? Stream(number: UInt64(streams.count), next: 0)
    if event.revision.rawValue != stream.next {
      found(
        .revision(
          event.position, stream: name, expected: Revision(stream.next), found: event.revision))
    }
    streams[name] = Stream(number: stream.number, next: event.revision.rawValue + 1)
    let place = "\(name), revision \(event.revision)"
    try compare(
      tables.streamEvents, Key(stream.number, event.revision.rawValue), place, event.position,
      Key(event.position.rawValue).bytes, transaction)
    try checkID(event, stream.number, transaction)
  }

  /// The index names the first event of the stream that has the id.
  private mutating func checkID(
    _ event: RecordedEvent, _ number: UInt64, _ transaction: borrowing ReadTransaction
  ) throws(ReadError) {
    let key = Key(number, event.id.high, event.id.low)
    let place = "\(event.stream), id \(event.id)"
    guard let bytes = try bytes(tables.streamIDs, key, transaction) else {
      return found(row: tables.streamIDs, place, event.position, .missing)
    }
    let revision = bytes.reduce(0) { $0 << 8 | UInt64($1) }
    if bytes.count == 8, revision == event.revision.rawValue {
      firstIDs += 1
      return
    }
    // An earlier one, which has to be there and to have the same id.
    guard bytes.count == 8, revision < event.revision.rawValue,
      let position = try self.bytes(tables.streamEvents, Key(number, revision), transaction),
      let record = try self.bytes(tables.events, Key(position), transaction),
      record.count >= 48,
      record[32..<48].elementsEqual(Record.encode(event)[32..<48])
    else { return found(row: tables.streamIDs, place, event.position, .wrong) }
  }

  private mutating func replayKeys(_ event: RecordedEvent) {
    guard let replay = keys?[String(event.stream.category)] else { return }
    let changes = replay.changes(of: event)
    for key in changes.released { holders[UniqueKeys.key(replay.category, key)] = nil }
    for key in changes.taken { holders[UniqueKeys.key(replay.category, key)] = event.position }
  }

  mutating func compare(
    _ table: Table, _ key: Key, _ place: String, _ position: Position?, _ expected: [UInt8],
    _ transaction: borrowing ReadTransaction
  ) throws(ReadError) {
    let stored = try bytes(table, key, transaction)
    if stored == expected { return }
    found(row: table, place, position, stored == nil ? .missing : .wrong)
  }

  func bytes(
    _ table: Table, _ key: Key, _ transaction: borrowing ReadTransaction
  ) throws(ReadError) -> [UInt8]? {
    try ReadError.lift { () throws(LMDBError) in try transaction.get(table, key) }
  }
}
