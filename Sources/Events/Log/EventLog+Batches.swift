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

  /// Of the next `limit` events from `start` on those in streams of these categories, at most about
  /// `Limits.readBatchBytesMax` of them. The others are checked as well, but not copied.
  ///
  /// - Returns: them, and the position behind the last event that was looked at: `start` at the end of
  ///   the log.
  public func events(
    from start: Position, limit: Int, in categories: Set<String>
  ) throws(ReadError) -> (events: [RecordedEvent], next: Position) {
    // What holds a `-` is no category, though a stream may have that name.
    let categories = categories.filter { !$0.contains("-") }.map { Array($0.utf8) }
    var events: [RecordedEvent] = []
    var next = start
    var bytes = 0
    do throws(ScanError<Never>) {
      try scan(from: start) { view throws(Never) in
        if next.rawValue - start.rawValue >= UInt64(limit) || bytes > Limits.readBatchBytesMax {
          return .stop
        }
        next = view.position.next
        if view.stream.isStream(ofAny: categories) {
          let event = view.event
          bytes += event.data.count + event.metadata.count
          events.append(event)
        }
        return .next
      }
    } catch {
      throw error.read
    }
    return (events, next)
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

extension RawSpan {
  /// Whether these bytes are the name of a stream of one of the categories, given as UTF-8.
  fileprivate func isStream(ofAny categories: [[UInt8]]) -> Bool {
    withUnsafeBytes { name in
      categories.contains { category in
        let end = category.count
        return name.count >= end && (name.count == end || name[end] == UInt8(ascii: "-"))
          && name[..<end].elementsEqual(category)
      }
    }
  }
}
