import TestSupport
import Testing

@testable import Events

@Suite("What an observer of the log hears", .temporaryDirectory, .timeLimit(.minutes(1)))
struct LogObserverTests {
  private final class Witness: LogObserver {
    enum Heard: Equatable {
      case answered(String, came: UInt64)
      case began
      case prepared
      case ended(UInt64, String?)
    }

    private let state = Locked((heard: [Heard](), came: UInt64(0)))
    var heard: [Heard] { state.withLock { $0.heard } }

    private func hear(_ what: Heard) { state.withLock { $0.heard.append(what) } }

    func appendCame() -> UInt64 {
      state.withLock {
        $0.came += 1
        return $0.came
      }
    }
    func appendAnswered(_ result: Result<AppendReceipt, AppendError>, came: UInt64) {
      switch result {
      case .success(let receipt): hear(.answered(receipt.isRepetition ? "again" : "ok", came: came))
      case .failure(let error): hear(.answered(error.name, came: came))
      }
    }
    func commitBegan() { hear(.began) }
    func commitPrepared() { hear(.prepared) }
    func commitEnded(events: UInt64, failure: AppendError?) { hear(.ended(events, failure?.name)) }
  }

  private func open(_ witness: Witness) throws -> EventLog {
    try EventLog(
      path: TemporaryDirectory.path + "/log.mdb", newIdentity: EventID(high: 1, low: 2),
      mapBytes: 1 << 32, now: { Timestamp(seconds: 0) }, observer: witness)
  }

  private func append(_ ids: ClosedRange<UInt64>, _ expected: ExpectedRevision) throws -> Append {
    Append(
      stream: try StreamName("a-1"), expected: expected,
      events: try ids.map { try NewEvent.numbered($0) })
  }

  @Test func `hears a commit begin, wait for the disk and end, and then the answer`() async throws {
    let witness = Witness()
    let log = try open(witness)
    defer { log.close() }
    _ = try await log.append(append(1...3, .noStream))
    #expect(witness.heard == [.began, .prepared, .ended(3, nil), .answered("ok", came: 1)])
  }

  @Test func `hears of no disk where everything was refused or repeated`() async throws {
    let witness = Witness()
    let log = try open(witness)
    defer { log.close() }
    _ = try await log.append(append(1...1, .noStream))
    _ = try await log.append(append(1...1, .noStream))
    _ = try? await log.append(append(2...2, .noStream))
    #expect(
      witness.heard.dropFirst(4) == [
        .began, .ended(0, nil), .answered("again", came: 2),
        .began, .ended(0, nil), .answered("revision_mismatch", came: 3),
      ])
  }

  @Test func `hears what was refused at the door, before and after the log was closed`()
    async throws
  {
    let witness = Witness()
    let log = try open(witness)
    let reserved = Append(
      stream: try StreamName("$log"), expected: .any, events: [try .numbered(1)])
    _ = try? await log.append(reserved)
    #expect(log.takesAppends)
    log.close()
    #expect(!log.takesAppends)
    _ = try? await log.append(append(1...1, .any))
    #expect(
      witness.heard == [.answered("reserved_stream", came: 1), .answered("closed", came: 2)])
  }

  @Test func `tells how much waits in each line`() throws {
    var queue = WriterQueue()
    let append = try append(1...2, .any)
    let process = Append(
      stream: append.stream, expected: .any, events: append.events, origin: .process)
    for waiting in [append, append, process] {
      #expect(queue.add(WriterQueue.Waiting(waiting) { _ in }) == nil)
    }
    #expect(
      queue.waiting
        == WaitingAppends(
          others: .init(appends: 2, bytes: 2 * append.bytes),
          processes: .init(appends: 1, bytes: append.bytes)))
    var share = WriterQueue.Share()
    _ = queue.begin(&share)
    #expect(queue.waiting.others == .init(appends: 0, bytes: 0))
    #expect(queue.waiting.processes.appends == 1)
  }
}
