public import Events

/// What would happen by itself if nobody did anything: fires the timers of all processes in thought,
/// in order of due time, and with each takes into account what it would append, so that what follows
/// from it is seen too.
///
/// The rules of the procedures are not asked: what they would refuse is in it.
public struct Forecast {
  private let tracks: [any ForecastTrack]
  private var now: Timestamp
  private var next: Position

  /// - Parameters:
  ///   - tracks: one a process, all of the same moment.
  ///   - now: that moment; what is overdue fires then.
  ///   - next: the position that the next event would get.
  public init(_ tracks: [any ForecastTrack], now: Timestamp, next: Position) {
    self.tracks = tracks
    self.now = now
    self.next = next
  }

  /// Fires the timer that is due next, if it is due at `end` or before. Complexity: linear in the
  /// processes.
  public mutating func fire(until end: Timestamp) throws(LMDBError) -> TimerEntry? {
    var first: (entry: TimerEntry, track: any ForecastTrack)?
    for track in tracks {
      guard let entry = try track.first() else { continue }
      if first.map({ entry < $0.entry }) ?? true { first = (entry, track) }
    }
    guard let (entry, track) = first, entry.timer.due <= end else { return nil }
    now = max(now, entry.timer.due)
    for event in try track.fire(entry, now: now, next: next) {
      next = event.position.next
      for track in tracks where track.categories.contains(String(event.stream.category)) {
        try track.apply(event)
      }
    }
    return entry
  }
}

/// One process in a forecast. Lives as long as the snapshot that it reads.
public protocol ForecastTrack: AnyObject {
  /// Of the streams that it watches.
  var categories: Set<String> { get }

  /// The timer that is due first; `nil` when none waits.
  func first() throws(LMDBError) -> TimerEntry?

  /// What the timer, the first one, would append at `now` from position `next` on. It waits no more.
  func fire(
    _ entry: TimerEntry, now: Timestamp, next: Position
  ) throws(LMDBError) -> [RecordedEvent]

  /// Takes an event into account that would be appended.
  func apply(_ event: RecordedEvent) throws(LMDBError)
}
