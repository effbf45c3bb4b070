public import Events

/// A log in the test's own directory, on a clock that the test moves.
public final class TestLog: Sendable {
  public let log: EventLog
  public let clock: ManualClock

  public init(
    procedures: [any Procedure] = [], path: String = TemporaryDirectory.path + "/log.mdb",
    clock: ManualClock = ManualClock()
  ) throws {
    self.clock = clock
    log = try EventLog(
      path: path, newIdentity: EventID(high: 0x1, low: 0x2), procedures: procedures,
      // Many tests have a log open at a time, and a process has 128 TiB of addresses.
      mapBytes: 1 << 32, now: { clock.now })
  }

  /// The writer's thread holds the environment open until it has ended.
  deinit { log.close() }

  /// Appends events of the given ids and type to a stream.
  @discardableResult
  public func append(
    _ stream: String, _ ids: UInt64..., expecting: ExpectedRevision = .any
  ) async throws -> AppendReceipt {
    try await log.append(
      Append(
        stream: try StreamName(stream), expected: expecting,
        events: try ids.map { try NewEvent.numbered($0) }))
  }
}

/// Time as the test says it.
public final class ManualClock: Sendable {
  private let time: Locked<Timestamp>

  /// - Parameter start: RFC 3339.
  public init(_ start: String = "2026-01-05T16:00:00Z") {
    guard let start = Timestamp(rfc3339: start) else { preconditionFailure("not a time: \(start)") }
    time = Locked(start)
  }

  public var now: Timestamp { time.withLock { $0 } }

  public func set(_ now: Timestamp) { time.withLock { $0 = now } }

  public func advance(seconds: Int64) { time.withLock { $0 = $0.adding(seconds: seconds) } }
}

extension NewEvent {
  /// An event whose id, type and data follow from a number.
  public static func numbered(_ number: UInt64, type: String = "Numbered") throws -> NewEvent {
    NewEvent(
      id: EventID(high: 0xe7e7, low: number), type: try EventType(type), contentType: .json,
      data: Array("{\"number\":\(number)}".utf8))
  }
}
