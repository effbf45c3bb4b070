import Events

/// Measures the writer of the log.
///
/// A commit has two parts: its transaction is prepared (ids, revisions and rules are checked, records
/// are put into LMDB's pages), and LMDB commits it. The second part is the disk: `mdb_txn_commit` hands
/// the pages to the kernel, waits for `fdatasync`, and writes the meta page to a descriptor that is
/// synchronous by itself (`O_DSYNC`). LMDB has no way to be told between those, so what is measured is
/// the call as a whole. Source: `mdb.c` of LMDB 0.9, `mdb_txn_commit`, `mdb_env_write_meta`.
final class WriterMeter: LogObserver {
  /// What was measured since the start.
  struct Reading: Equatable, Sendable {
    /// Answers to appends by what they say: `accepted`, `repeated`, or the name of the error.
    var answers: [String: UInt64] = [:]
    /// From the arrival of an append to its answer.
    var append = Histogram()
    var prepare = Histogram()
    var commit = Histogram()
    var commitsFailed: UInt64 = 0
    var events: UInt64 = 0
    /// How long the transaction of this moment is under way, in nanoseconds; 0 when there is none.
    var underWay: UInt64 = 0

    /// Appends whose answer says that the log itself could not take them.
    static let failures = ["busy", "no_room", "full", "outcome_unknown", "failure", "corrupt"]
  }

  /// A commit that took long.
  struct SlowCommit: Equatable, Sendable {
    let prepareNanoseconds: UInt64
    let commitNanoseconds: UInt64
    let events: UInt64

    var nanoseconds: UInt64 { prepareNanoseconds + commitNanoseconds }
  }

  static let slowNanoseconds: UInt64 = 1_000_000_000

  private struct State {
    var reading = Reading()
    /// When the transaction of this moment began, and when its commit did; 0: not yet.
    var began: UInt64 = 0
    var prepared: UInt64 = 0
    var slowest: SlowCommit?
  }

  private let state = Locked(State())
  /// Monotonic nanoseconds, never 0.
  private let now: @Sendable () -> UInt64

  init(now: @escaping @Sendable () -> UInt64 = { DaemonClock.monotonic }) { self.now = now }

  var reading: Reading {
    let now = now()
    return state.withLock { state in
      var reading = state.reading
      reading.underWay = state.began == 0 ? 0 : now - min(now, state.began)
      return reading
    }
  }

  /// The slowest commit since this was asked last; `nil` when none took `slowNanoseconds`.
  func takeSlowest() -> SlowCommit? {
    state.withLock { state in
      defer { state.slowest = nil }
      return state.slowest
    }
  }

  func appendCame() -> UInt64 { now() }

  func appendAnswered(_ result: Result<AppendReceipt, AppendError>, came: UInt64) {
    let now = now()
    let name =
      switch result {
      case .success(let receipt): receipt.isRepetition ? "repeated" : "accepted"
      case .failure(let error): error.name
      }
    state.withLock { state in
      state.reading.answers[name, default: 0] += 1
      state.reading.append.observe(nanoseconds: now - min(now, came))
    }
  }

  func commitBegan() {
    let now = now()
    state.withLock {
      $0.began = now
      $0.prepared = 0
    }
  }

  func commitPrepared() {
    let now = now()
    state.withLock { $0.prepared = now }
  }

  func commitEnded(events: UInt64, failure: AppendError?) {
    let now = now()
    state.withLock { state in
      defer { state.began = 0 }
      state.reading.events += events
      if failure != nil { state.reading.commitsFailed += 1 }
      guard state.prepared != 0 else { return }
      let commit = SlowCommit(
        prepareNanoseconds: state.prepared - min(state.prepared, state.began),
        commitNanoseconds: now - min(now, state.prepared), events: events)
      state.reading.prepare.observe(nanoseconds: commit.prepareNanoseconds)
      state.reading.commit.observe(nanoseconds: commit.commitNanoseconds)
      if commit.nanoseconds >= max(Self.slowNanoseconds, state.slowest?.nanoseconds ?? 0) {
        state.slowest = commit
      }
    }
  }
}
