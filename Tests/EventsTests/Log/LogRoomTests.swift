import Events
import TestSupport
import Testing

@Suite("Room in reserve", .temporaryDirectory)
struct LogRoomTests {
  private static let reserve = LogRoom.Reserve(mapBytes: 1 << 16, diskBytes: 1000)

  private func open(
    mapBytes: Int = 1 << 20, disk: Locked<UInt64?> = Locked(nil)
  ) throws -> EventLog {
    try EventLog(
      path: TemporaryDirectory.path + "/log.mdb", newIdentity: EventID(high: 1, low: 2),
      mapBytes: mapBytes, reserve: Self.reserve, diskFreeBytes: { disk.withLock { $0 } },
      now: { Timestamp(microseconds: 0) })
  }

  private func append(
    _ number: UInt64, to log: EventLog, as origin: Origin = .client
  ) async throws -> AppendReceipt {
    let event = NewEvent(
      id: EventID(high: 1, low: number), type: try EventType("T"), contentType: .binary,
      data: [UInt8](repeating: 7, count: 1000))
    return try await log.append(
      Append(stream: try StreamName("a-1"), expected: .any, events: [event], origin: origin))
  }

  /// Appends until there is no more room. Returns how many fitted, and why the next one did not.
  private func fill(_ log: EventLog) async throws -> (count: UInt64, AppendError) {
    for number in 0..<10_000 as Range<UInt64> {
      do {
        _ = try await append(number, to: log)
      } catch let error as AppendError {
        return (number, error)
      }
    }
    Issue.record("a map of 1 MiB took 10 MB")
    return (0, .closed)
  }

  /// Fills a small log and closes it.
  private func fill() async throws -> UInt64 {
    let log = try open()
    defer { log.close() }
    return try await fill(log).count
  }

  @Test func `refuses clients before the map is full, and says how much is kept`() async throws {
    let log = try open()
    defer { log.close() }
    let (count, error) = try await fill(log)
    guard case .noRoom(let shortage) = error else {
      Issue.record("\(error)")
      return
    }
    #expect(shortage.place == .map && shortage.freeBytes < shortage.reserveBytes)
    #expect(shortage.reserveBytes == 1 << 16 && error.code == 13)
    #expect(try log.room().mapFreeBytes == shortage.freeBytes)
    #expect(count > 300)
  }

  @Test func `goes on for processes, for readers and for who asks for a first answer again`()
    async throws
  {
    let log = try open()
    defer { log.close() }
    let (count, _) = try await fill(log)
    #expect(try await append(0, to: log).isRepetition)
    #expect(try await append(count, to: log, as: .process).revision == Revision(count))
    #expect(try await append(count, to: log).isRepetition)
    #expect(try log.events(of: StreamName("a-1")).count == Int(count) + 1)
  }

  @Test func `takes clients again when it is opened with a larger map`() async throws {
    let count = try await fill()
    let log = try open(mapBytes: 1 << 21)
    defer { log.close() }
    #expect(try await append(count, to: log).isRepetition == false)
  }

  @Test func `refuses clients while the disk has less than its reserve, and only then`()
    async throws
  {
    let disk = Locked<UInt64?>(1000)
    let log = try open(disk: disk)
    defer { log.close() }
    _ = try await append(1, to: log)
    disk.withLock { $0 = 999 }
    let shortage = LogRoom.Shortage(place: .disk, freeBytes: 999, reserveBytes: 1000)
    await #expect(throws: AppendError.noRoom(shortage)) { try await append(2, to: log) }
    _ = try await append(3, to: log, as: .process)
    disk.withLock { $0 = 1000 }
    _ = try await append(2, to: log)
    disk.withLock { $0 = nil }
    _ = try await append(4, to: log)
    #expect(try log.events(of: StreamName("a-1")).map(\.id.low) == [1, 3, 2, 4])
  }
}
