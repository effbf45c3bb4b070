import Events

/// Some encoded events of one snapshot.
struct ReadBatch<Point: Sendable>: Sendable {
  var messages: [[UInt8]] = []
  /// Where the last of them was; `nil` when there are none.
  var last: Point?
  /// The last revision of the stream; `nil` when the stream has no events, and for the whole log.
  var head: Revision?
  /// Whether the read came to the end of the log or stream.
  var isEnd = true
  private var bytes = 0

  /// Adds one event, or says that the batch is full.
  mutating func add(
    _ event: borrowing RecordView, at point: Point, limit: UInt64, _ answer: ReadAnswer
  ) -> ScanStep {
    if messages.count >= Limits.readBatchEventsMax || UInt64(messages.count) >= limit
      || bytes > Limits.readBatchBytesMax
    {
      isEnd = false
      return .stop
    }
    let message = answer.event(event)
    bytes += message.count
    messages.append(message)
    last = point
    return .next
  }
}

extension ReadHandler {
  func batch(
    all start: Position, _ request: ReadRequest, limit: UInt64
  ) throws(RPCStatus) -> ReadBatch<Position> {
    let answer = ReadAnswer(idsAsText: request.idsAsText)
    var batch = ReadBatch<Position>()
    do throws(ScanError<Never>) {
      try log.scan(from: start, request.direction) { event throws(Never) in
        batch.add(event, at: event.position, limit: limit, answer)
      }
    } catch {
      throw RPCStatus(error.read)
    }
    return batch
  }

  func batch(
    _ stream: StreamName, _ start: Revision?, _ request: ReadRequest, limit: UInt64
  ) throws(RPCStatus) -> ReadBatch<Revision> {
    let answer = ReadAnswer(idsAsText: request.idsAsText)
    var batch = ReadBatch<Revision>()
    do throws(ScanError<Never>) {
      batch.head = try log.scan(stream, from: start, request.direction) { event throws(Never) in
        batch.add(event, at: event.revision, limit: limit, answer)
      }
    } catch {
      throw RPCStatus(error.read)
    }
    return batch
  }
}
