/// Copies of events, for those who keep them.
extension EventLog {
  /// The events from `start` on, at most `limit` of them and at most about
  /// `Limits.readBatchBytesMax`; empty at the end of the log.
  public func events(
    from start: Position, limit: Int = Limits.readBatchEventsMax
  ) throws(ReadError) -> [RecordedEvent] {
    var events: [RecordedEvent] = []
    var bytes = 0
    do throws(ScanError<Never>) {
      try scan(from: start) { view throws(Never) in
        if events.count >= limit || bytes > Limits.readBatchBytesMax { return .stop }
        let event = view.event
        bytes += event.data.count + event.metadata.count
        events.append(event)
        return .next
      }
    } catch {
      throw error.read
    }
    return events
  }

  /// All events of a stream, oldest first. For streams that are known to be short.
  public func events(of stream: StreamName) throws(ReadError) -> [RecordedEvent] {
    var events: [RecordedEvent] = []
    do throws(ScanError<Never>) {
      try scan(stream, from: nil) { view throws(Never) in
        events.append(view.event)
        return .next
      }
    } catch {
      throw error.read
    }
    return events
  }
}

extension ScanError<Never> {
  /// The only thing that can go wrong when the body does not throw.
  public var read: ReadError {
    switch self {
    case .read(let error): error
    case .body(let never): never
    }
  }
}
