import Glibc

/// The one writer of the log: a thread that drains the waiting appends into one transaction,
/// commits once, and then answers all of them (group commit). Who goes first: `WriterQueue`.
///
/// A thread of its own, because a commit waits for the disk, and because LMDB wants a write
/// transaction to begin and end on one thread (Source: `lmdb.h`, `MDB_NOTLS`).
final class LogWriter: @unchecked Sendable {
  // Sendable: everything mutable is behind `queue` or touched by the writer's thread alone.
  typealias Completion = @Sendable (Result<AppendReceipt, AppendError>) -> Void

  private let queue = Locked(WriterQueue())
  private let thread = Locked<pthread_t?>(nil)
  private let environment: Environment
  private let head: ProgressSignal
  private let room: @Sendable () -> LogRoom?
  private let reserve: LogRoom.Reserve
  private let now: @Sendable () -> Timestamp
  private let observer: (any LogObserver)?
  // Of the thread alone.
  private var state: AppendTransaction

  init(
    environment: Environment, state: AppendTransaction, head: ProgressSignal,
    room: @escaping @Sendable () -> LogRoom?, reserve: LogRoom.Reserve,
    now: @escaping @Sendable () -> Timestamp, observer: (any LogObserver)? = nil
  ) {
    self.environment = environment
    self.state = state
    self.head = head
    self.room = room
    self.reserve = reserve
    self.now = now
    self.observer = observer
  }

  var waiting: WaitingAppends { queue.withLock { $0.waiting } }

  var isClosed: Bool { queue.withLock { $0.isClosed } }

  func start() {
    var thread = pthread_t()
    let code = pthread_create(
      &thread, nil,
      { argument in
        Unmanaged<LogWriter>.fromOpaque(argument!).takeRetainedValue().run()
        return nil
      }, Unmanaged.passRetained(self).toOpaque())
    precondition(code == 0, "pthread_create failed with \(code)")
    self.thread.withLock { $0 = thread }
  }

  /// Queues the append. `completion` is called once, on the writer's thread or, when the append
  /// is refused at the door, on the caller's.
  func enqueue(_ append: Append, _ completion: @escaping Completion) {
    let refusal = queue.withLock { $0.add(WriterQueue.Waiting(append, completion)) }
    if let refusal { completion(.failure(refusal)) } else { queue.signal() }
  }

  /// Takes no more appends, writes those that wait, and returns when the thread has ended and
  /// holds the environment no longer.
  func close() {
    queue.withLock { $0.isClosed = true }
    queue.signal()
    let thread = self.thread.withLock { thread in
      defer { thread = nil }
      return thread
    }
    if let thread { pthread_join(thread, nil) }
  }

  private func run() {
    while waitForAppends() { commit() }
  }

  /// Returns `false` when closed and empty.
  private func waitForAppends() -> Bool {
    queue.wait { queue in
      if !queue.isEmpty { return true }
      return queue.isClosed ? false : nil
    }
  }

  /// Writes what waits, as much as goes into one transaction, and answers all of it.
  private func commit() {
    var share = WriterQueue.Share()
    var batch = queue.withLock { $0.begin(&share) }
    var results: [Result<AppendReceipt, AppendError>] = []
    let before = state
    let shortage = room()?.shortage(reserve)
    observer?.commitBegan()
    do throws(AppendError) {
      try environment.write { transaction throws(AppendError) in
        for waiting in batch {
          results.append(try run(waiting.append, shortage, &transaction))
        }
        while let waiting = queue.withLock({ $0.takeOfProcesses(&share) }) {
          batch.append(waiting)
          results.append(try run(waiting.append, shortage, &transaction))
        }
        // Nothing to commit: leave without waiting for the disk.
        if state.next == before.next { throw .closed }
        try state.finish(&transaction)
        observer?.commitPrepared()
      }
      observer?.commitEnded(events: state.next.rawValue - before.next.rawValue, failure: nil)
      for governor in state.governors.values { governor.commit() }
      head.advance(to: state.next.rawValue)
    } catch {
      for governor in state.governors.values { governor.rollback() }
      let wroteNothing = results.count == batch.count && state.next == before.next
      observer?.commitEnded(events: 0, failure: wroteNothing ? nil : error)
      if !wroteNothing { results = fail(batch, with: error, restoring: before) }
    }
    for (waiting, result) in zip(batch, results) { waiting.completion(result) }
  }

  /// One append of a batch: a refusal is its own answer, a failure ends the whole batch.
  private func run(
    _ append: Append, _ shortage: LogRoom.Shortage?, _ transaction: inout WriteTransaction
  ) throws(AppendError) -> Result<AppendReceipt, AppendError> {
    do throws(AppendError) {
      return .success(try state.run(append, now: now(), shortage, &transaction))
    } catch {
      if case .failure = error { throw error }
      return .failure(error)
    }
  }

  private func fail(
    _ batch: [WriterQueue.Waiting], with error: AppendError, restoring before: AppendTransaction
  ) -> [Result<AppendReceipt, AppendError>] {
    state = before
    var answer = error
    if case .failure(let cause) = error {
      if cause.call == "mdb_txn_commit", !cause.isFull || environment.hasPanicked {
        // The environment may hold the transaction or not, and LMDB itself no longer knows.
        answer = .outcomeUnknown(cause)
        queue.withLock { $0.isClosed = true }
      } else if cause.isFull {
        answer = .full(cause)
      }
    }
    return batch.map { _ in .failure(answer) }
  }
}
