import Events

/// `Streams.Read`: a stream or the whole log, either way, counted or followed for ever.
///
/// Every batch is one short snapshot, encoded and closed before it is sent: a caller that does
/// not read pins nothing, and no batch is made before there is room for it. A subscription is the same loop without an end: it reads what there
/// is, waits for the log to grow, and reads on from where it was. There is no hand-over between
/// "catching up" and "live" in which an event could be lost or doubled.
struct ReadHandler: Sendable {
  let log: EventLog
  let now: @Sendable () -> Timestamp
  /// Makes the id of a subscription.
  let newID: @Sendable () -> EventID

  func handle(_ call: RPCCall) async throws {
    let request = try ReadRequest(try await call.first())
    switch (request.source, request.extent) {
    case (.all(let place), .count(let count)):
      try await readAll(call, request, place, count)
    case (.stream(let stream, let place), .count(let count)):
      try await readStream(call, request, stream, place, count)
    case (.all(let place), .subscription): try await followAll(call, request, place)
    case (.stream(let stream, let place), .subscription):
      try await followStream(call, request, stream, place)
    }
  }

  // MARK: - Counted reads

  private func readAll(
    _ call: RPCCall, _ request: ReadRequest, _ place: ReadRequest.Place<Position>, _ count: UInt64
  ) async throws {
    guard var next = try start(place, request) else { return }
    let filter = try request.filter.map(ReadFilter.init)
    var noMeter: CheckpointMeter?
    var left = count
    while left > 0 {
      let room = await call.room()
      try Task.checkCancellation()
      let batch = try self.batch(all: next, request, filter, limit: left, room: room, &noMeter)
      try await call.send(batch.messages)
      left -= batch.eventCount
      guard let last = batch.last, !batch.isEnd else { return }
      switch request.direction {
      case .forwards: next = last.next
      case .backwards:
        if last.rawValue == 0 { return }
        next = Position(last.rawValue - 1)
      }
    }
  }

  /// Forwards a position is included, backwards it is not; `nil`: there is nothing to read.
  private func start(
    _ place: ReadRequest.Place<Position>, _ request: ReadRequest
  ) throws(RPCStatus) -> Position? {
    let count = try self.count()
    switch (place, request.direction) {
    case (.start, .forwards): return Position(0)
    case (.start, .backwards), (.end, .forwards): return nil
    case (.end, .backwards): return Position(count - 1)
    case (.at(let position), let direction):
      guard position.rawValue < count else { throw request.invalidPosition }
      if direction == .forwards { return position }
      return position.rawValue == 0 ? nil : Position(position.rawValue - 1)
    }
  }

  private func count() throws(RPCStatus) -> UInt64 {
    do throws(ReadError) { return try log.count() } catch { throw RPCStatus(error) }
  }

  private func readStream(
    _ call: RPCCall, _ request: ReadRequest, _ stream: StreamName,
    _ place: ReadRequest.Place<Revision>, _ count: UInt64
  ) async throws {
    var from: Revision? =
      switch (place, request.direction) {
      case (.at(let revision), _): revision
      case (.start, _): Revision(0)
      case (.end, .backwards): nil
      // Nothing lies behind the end; the read still says whether the stream exists.
      case (.end, .forwards): Revision(.max)
      }
    var left = count
    while true {
      let room = await call.room()
      try Task.checkCancellation()
      let batch = try self.batch(stream, from, request, limit: left, room: room)
      guard let head = batch.head else {
        return try await call.send([ReadAnswer.streamNotFound(stream)])
      }
      try await call.send(batch.messages)
      left -= batch.eventCount
      guard left > 0, let last = batch.last, !batch.isEnd,
        let next = request.direction == .forwards ? last.next : last.previous
      else {
        if request.tellsLastRevision {
          try await call.send([ReadAnswer.lastStreamRevision(head)])
        }
        return
      }
      from = next
    }
  }

  // MARK: - Subscriptions

  private func followAll(
    _ call: RPCCall, _ request: ReadRequest, _ place: ReadRequest.Place<Position>
  ) async throws {
    var next: Position
    switch place {
    case .start: next = Position(0)
    case .end: next = Position(log.head.count)
    case .at(let position):
      guard position.rawValue < (try count()) else {
        throw request.invalidPosition
      }
      next = position.next
    }
    let filter = try request.filter.map(ReadFilter.init)
    var meter = request.filter.map { CheckpointMeter(interval: $0.checkpointInterval) }
    try await call.send([ReadAnswer.confirmation(newID().description)])
    var isBehind = true
    while !Task.isCancelled {
      let room = await call.room()
      try Task.checkCancellation()
      let batch = try self.batch(all: next, request, filter, limit: .max, room: room, &meter)
      if let last = batch.last {
        next = last.next
        try await call.send(batch.messages)
        isBehind = true
        continue
      }
      if isBehind {
        if let checkpoint = meter?.take() {
          try await call.send([ReadAnswer.checkpoint(checkpoint, at: now())])
        }
        let last = next.rawValue == 0 ? nil : Position(next.rawValue - 1)
        try await call.send([ReadAnswer.caughtUp(at: now(), (last, nil))])
        isBehind = false
      }
      if try await !waitForMore(past: next.rawValue) { return }
    }
  }

  private func followStream(
    _ call: RPCCall, _ request: ReadRequest, _ stream: StreamName,
    _ place: ReadRequest.Place<Revision>
  ) async throws {
    var next: Revision
    switch place {
    case .start: next = Revision(0)
    case .at(let revision): next = revision.next
    case .end:
      let end = try batch(stream, Revision(.max), request, limit: 1, room: 0)
      next = end.head?.next ?? Revision(0)
    }
    try await call.send([ReadAnswer.confirmation(newID().description)])
    var isBehind = true
    while !Task.isCancelled {
      // Taken before the read: what is appended after it ends the wait below.
      let seen = log.head.count
      let room = await call.room()
      try Task.checkCancellation()
      let batch = try self.batch(stream, next, request, limit: .max, room: room)
      if let last = batch.last {
        next = last.next
        try await call.send(batch.messages)
        isBehind = true
        continue
      }
      if isBehind {
        try await call.send([ReadAnswer.caughtUp(at: now(), (nil, next.previous))])
        isBehind = false
      }
      if try await !waitForMore(past: seen) { return }
    }
  }

  /// `false` when the caller is gone.
  /// - Throws: `unavailable` when the log was closed, so that a client connects again.
  private func waitForMore(past count: UInt64) async throws(RPCStatus) -> Bool {
    await log.head.wait(past: count)
    if Task.isCancelled { return false }
    if log.head.count <= count {
      throw RPCStatus(.unavailable, "the daemon is stopping; connect again and read on")
    }
    return true
  }
}

extension Revision {
  /// `nil` before the first.
  fileprivate var previous: Revision? { rawValue == 0 ? nil : Revision(rawValue - 1) }
}
