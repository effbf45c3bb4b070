import Events

/// Some encoded events of one snapshot.
struct ReadBatch<Point: Sendable>: Sendable {
  /// After so many it ends; one event more than this still fits.
  let bytesMax: Int
  var messages: [[UInt8]] = []
  /// How many of the messages are events.
  private(set) var eventCount: UInt64 = 0
  /// The last place that was looked at; `nil` when there was none.
  private(set) var last: Point?
  /// The last revision of the stream; `nil` when the stream has no events, and for the whole log.
  var head: Revision?
  /// Whether the read came to the end of the log or stream.
  private(set) var isEnd = true
  private var considered = 0
  private var bytes = 0

  /// A filter can pass over many events before one matches; a snapshot is let go before that
  /// takes long.
  private static var consideredMax: Int { 20_000 }

  /// - Parameter room: for so many bytes; at least one event is taken.
  init(room: Int) { bytesMax = min(room, Limits.readBatchBytesMax) }
  private static var filterStepsMax: Int { 5_000_000 }

  /// Whether the next event still belongs to the batch.
  /// - Parameter filterSteps: what the filter took for the events before it.
  mutating func hasRoom(limit: UInt64, filterSteps: Int = 0) -> Bool {
    if filterSteps > Self.filterStepsMax || eventCount >= Limits.readBatchEventsMax
      || eventCount >= limit
      || bytes > bytesMax || considered >= Self.consideredMax
    {
      isEnd = false
    }
    return isEnd
  }

  /// Adds one event, or passes over it.
  mutating func consider(
    _ event: borrowing RecordView, at point: Point, isWanted: Bool = true, _ answer: ReadAnswer
  ) {
    considered += 1
    last = point
    guard isWanted else { return }
    let message = answer.event(event)
    bytes += message.count
    eventCount += 1
    messages.append(message)
  }
}

extension ReadHandler {
  /// - Parameter meter: for a filtered subscription; its checkpoints stand among the events.
  func batch(
    all start: Position, _ request: ReadRequest, _ filter: ReadFilter?, limit: UInt64, room: Int,
    _ meter: inout CheckpointMeter?
  ) throws(RPCStatus) -> ReadBatch<Position> {
    let answer = ReadAnswer(idsAsText: request.idsAsText)
    var batch = ReadBatch<Position>(room: room)
    let stepsBefore = filter?.stepsSpent ?? 0
    do throws(ScanError<RPCStatus>) {
      try log.scan(from: start, request.direction) { event throws(RPCStatus) in
        let steps = (filter?.stepsSpent ?? 0) - stepsBefore
        guard batch.hasRoom(limit: limit, filterSteps: steps) else { return .stop }
        let isWanted =
          try filter.map { filter throws(RPCStatus) in try filter.matches(event) } ?? true
        batch.consider(event, at: event.position, isWanted: isWanted, answer)
        if let checkpoint = meter?.pass(event.position) {
          batch.messages.append(ReadAnswer.checkpoint(checkpoint, at: now()))
        }
        return .next
      }
    } catch {
      switch error {
      case .read(let error): throw RPCStatus(error)
      case .body(let status): throw status
      }
    }
    return batch
  }

  func batch(
    _ stream: StreamName, _ start: Revision?, _ request: ReadRequest, limit: UInt64, room: Int
  ) throws(RPCStatus) -> ReadBatch<Revision> {
    let answer = ReadAnswer(idsAsText: request.idsAsText)
    var batch = ReadBatch<Revision>(room: room)
    do throws(ScanError<Never>) {
      batch.head = try log.scan(stream, from: start, request.direction) { event throws(Never) in
        guard batch.hasRoom(limit: limit) else { return .stop }
        batch.consider(event, at: event.revision, answer)
        return .next
      }
    } catch {
      throw RPCStatus(error.read)
    }
    return batch
  }
}

/// Counts the events that a filtered subscription has looked at, and says when it is time to tell
/// how far it has come. A checkpoint is the position of an event that was looked at, and each is
/// behind the one before.
struct CheckpointMeter {
  let interval: UInt64
  private var sinceLast: UInt64 = 0
  private var passed: Position?

  init(interval: UInt64) { self.interval = interval }

  /// The event at `position` was looked at. Returns it when a checkpoint is due.
  mutating func pass(_ position: Position) -> Position? {
    sinceLast += 1
    passed = position
    return sinceLast == interval ? take() : nil
  }

  /// The place reached since the last checkpoint, at the end of what is stored; `nil` for none.
  mutating func take() -> Position? {
    defer { sinceLast = 0 }
    return sinceLast == 0 ? nil : passed
  }
}
