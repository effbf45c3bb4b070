import Events

/// Everything that a reader can ask of a log.
struct LogContent {
  let events: [RecordedEvent]
  let head: TreeHead?
  /// Coupons that are taken, and where.
  private let taken: [String: StreamName]
  private let returned: Set<String>
  private let streams: [StreamName: [RecordedEvent]]

  init(_ log: EventLog) throws {
    self.init(try Self.events(log), head: try log.treeHead())
  }

  private init(_ events: [RecordedEvent], head: TreeHead?) {
    self.events = events
    self.head = head
    var taken: [String: StreamName] = [:]
    var returned: Set<String> = []
    for event in events where event.stream.category == "voucher" {
      let name = String(decoding: event.data, as: UTF8.self)
      if event.type.text == "Taken" {
        taken[name] = event.stream
        returned.remove(name)
      } else {
        taken[name] = nil
        returned.insert(name)
      }
    }
    self.taken = taken
    self.returned = returned
    streams = Dictionary(grouping: events, by: \.stream)
  }

  /// Before the last event, which was the last commit.
  func beforeLast(_ head: TreeHead?) -> LogContent { LogContent(events.dropLast(), head: head) }

  private static func events(_ log: EventLog) throws(ReadError) -> [RecordedEvent] {
    var events: [RecordedEvent] = []
    while true {
      let batch = try log.events(from: Position(UInt64(events.count)))
      if batch.isEmpty { return events }
      events += batch
    }
  }

  /// Asks the log for everything. Appends to it.
  ///
  /// - Returns: the first answer that is not the right one; `nil`: all are.
  /// - Throws: `ReadError`, `AppendError`: the log refused an answer.
  func difference(_ log: EventLog) async throws -> String? {
    guard try Self.events(log) == events else { return "the events are others" }
    guard log.head.count == UInt64(events.count) else { return "the count is another" }
    if try log.treeHead() != head { return "the root is another" }
    guard try log.streamCount() == UInt64(streams.count) else { return "other streams" }
    for (stream, expected) in streams {
      if try log.events(of: stream) != expected { return "the stream \(stream) is another" }
    }
    if let difference = try await repeats(log) { return difference }
    if let difference = try await takenAgain(log) { return difference }
    return try await grows(log)
  }

  /// Every id of every stream is known, and every revision.
  private func repeats(_ log: EventLog) async throws -> String? {
    let streams = streams.filter { $0.key.text != "$log" }.map(\.value)
    var appends: [Append] = []
    for events in streams {
      // A stream with an id twice repeats only from one of them on.
      for event in events {
        appends.append(
          Append(stream: event.stream, expected: .any, events: [NewEvent(repeating: event)]))
      }
      appends.append(
        Append(
          stream: events[0].stream, expected: .noStream,
          events: events.map { NewEvent(repeating: $0) }))
    }
    let results = await log.append(appends)
    for (append, result) in zip(appends, results) {
      let receipt = try result.get()
      let events = self.streams[append.stream] ?? []
      let first = events.first { $0.id == append.events[0].id }
      let last = append.expected == .any ? first : events.last
      guard receipt.isRepetition, receipt.position == last?.position,
        receipt.revision == last?.revision
      else { return "\(append.stream) does not know what it was given" }
    }
    return nil
  }

  private func takenAgain(_ log: EventLog) async throws -> String? {
    let names = taken.keys.sorted()
    let appends = try names.enumerated().map { index, name in
      try Self.coupon(name, EventID(high: 11, low: UInt64(index)))
    }
    for (name, result) in zip(names, await log.append(appends)) {
      if case .failure(.refused) = result { continue }
      if case .failure(let error) = result { throw error }
      return "\(name) is taken twice"
    }
    return nil
  }

  /// Takes new events, in commits of their own, and has them.
  private func grows(_ log: EventLog) async throws -> String? {
    var count = UInt64(events.count)
    for index in UInt64(0)..<3 {
      var appends = [
        Append(
          stream: try StreamName("thing-\(index)"), expected: .any,
          events: [
            NewEvent(
              id: EventID(high: 12, low: index), type: try EventType("More"),
              contentType: .binary, data: [UInt8](repeating: 1, count: 3000))
          ])
      ]
      if let name = returned.sorted().dropFirst(Int(index)).first {
        appends.append(try Self.coupon(name, EventID(high: 13, low: index)))
      }
      for result in await log.append(appends) {
        let receipt = try result.get()
        guard receipt.position == Position(count), !receipt.isRepetition else {
          return "a new event is not at the end"
        }
        count += 1
      }
    }
    let events = try Self.events(log)
    guard events.count == Int(count), Array(events[..<self.events.count]) == self.events else {
      return "the events changed when more were appended"
    }
    return nil
  }

  private static func coupon(_ name: String, _ id: EventID) throws -> Append {
    Append(
      stream: try StreamName("voucher-again"), expected: .any,
      events: [
        NewEvent(
          id: id, type: try EventType("Taken"), contentType: .binary, data: Array(name.utf8))
      ])
  }
}

extension NewEvent {
  /// As a client sends it once more.
  fileprivate init(repeating event: RecordedEvent) {
    self.init(
      id: event.id, type: event.type, contentType: event.contentType, data: event.data,
      metadata: event.metadata, effective: event.effective)
  }
}
