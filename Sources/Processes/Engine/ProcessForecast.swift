public import Events
public import Projections
internal import Schemas

/// A process in a forecast: its stored timers, and over them what changed in thought.
public final class ProcessForecast<P: ProcessManager>: ForecastTrack {
  private let reader: ProcessReader<P>
  private let policies: PolicyBook
  private let isStuck: (TimerEntry) -> Bool
  /// Instances that changed, by stream; `nil`: not watched any more. Their stored timers do not count.
  private var changed: [String: StoredInstance?] = [:]
  /// The timers of those, in order of their keys.
  private var set: [TimerEntry] = []
  /// Stored timers that were read ahead, in order.
  private var stored: ArraySlice<TimerEntry> = []
  private var lastRead: [UInt8] = []
  private var isAtEnd = false

  private static var readAheadMax: Int { 256 }

  /// - Parameters:
  ///   - store: that of a `ProcessState` of this manager, frozen for as long as this lives.
  ///   - isStuck: whether a timer does not fire although it is due.
  public init(
    _ manager: P, _ store: FollowerStore, isStuck: @escaping (TimerEntry) -> Bool = { _ in false }
  ) throws(LMDBError) {
    self.isStuck = isStuck
    let reader = ProcessReader(manager, store)
    self.reader = reader
    policies = try store.environment.read { transaction throws(LMDBError) in
      try reader.tables.adopted(transaction)
    }
  }

  public var categories: Set<String> { reader.tables.manager.categories }

  public func first() throws(LMDBError) -> TimerEntry? {
    while true {
      stored = stored.drop { changed[$0.stream] != nil || isStuck($0) }
      if !stored.isEmpty || isAtEnd { break }
      stored = try reader.timers(after: lastRead, limit: Self.readAheadMax)[...]
      lastRead = stored.last?.key ?? lastRead
      isAtEnd = stored.isEmpty
    }
    guard let one = stored.first else { return set.first }
    guard let other = set.first else { return one }
    return min(one, other)
  }

  public func fire(
    _ entry: TimerEntry, now: Timestamp, next: Position
  ) throws(LMDBError) -> [RecordedEvent] {
    // Also when nothing comes of it, it is not due a second time.
    if set.first == entry { set.removeFirst() } else { stored = stored.dropFirst() }
    guard let instance = try instance(entry.stream), let stream = try? StreamName(entry.stream)
    else { return [] }
    let manager = reader.tables.manager
    let events = manager.fire(
      entry.timer, of: ProcessTables<P>.message([UInt8](instance.state)), now: now)
    return events.enumerated().map { index, event in
      let offset = UInt64(index)
      return RecordedEvent(
        position: Position(next.rawValue + offset), stream: event.stream ?? stream,
        revision: Revision(instance.revision + 1 + offset),
        id: EventID(high: 0, low: next.rawValue + offset), type: event.type,
        contentType: event.contentType, origin: .process, recorded: now, effective: now,
        data: event.data, metadata: [])
    }
  }

  public func apply(_ event: RecordedEvent) throws(LMDBError) {
    let own = reader.tables.manager.instance(of: event)
    let stream = own.text
    let before = try instance(stream)
    if before == nil, own != event.stream { return }
    if changed[stream] != nil, let before {
      for timer in before.timers {
        let index = index(in: set, of: reader.tables.entry(timer, of: before))
        if index < set.count, set[index].key == [UInt8](timer.key) { set.remove(at: index) }
      }
    }
    let (after, _) = reader.tables.after(event, before, policies)
    changed[stream] = .some(after)
    guard let after else { return }
    for timer in after.timers {
      let entry = reader.tables.entry(timer, of: after)
      set.insert(entry, at: index(in: set, of: entry))
    }
  }

  /// Where the entry stands, or belongs. Complexity: logarithmic.
  private func index(in entries: [TimerEntry], of entry: TimerEntry) -> Int {
    var range = entries.startIndex..<entries.endIndex
    while !range.isEmpty {
      let middle = range.lowerBound + range.count / 2
      range = entries[middle] < entry ? middle + 1..<range.upperBound : range.lowerBound..<middle
    }
    return range.lowerBound
  }

  private func instance(_ stream: String) throws(LMDBError) -> StoredInstance? {
    if let changed = changed[stream] { return changed }
    return try reader.instance(of: stream)
  }
}
