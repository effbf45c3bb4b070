import ArgumentParser
import Events
import Glibc

/// The run whose writes the shim writes down.
struct TraceCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "trace",
    abstract: "Fills a new log and notes what is acknowledged, for the shim to trace.",
    discussion: """
      SHIM_TRACE=run.trace SHIM_UNDER=DIR LD_PRELOAD=shim.so faults trace DIR --seed 1
      """)

  @Argument(help: "An empty directory.") var directory: String
  @Option(help: "Appends.") var appends = 150
  @Option(help: "Of the appends.") var seed: UInt64 = 1

  func run() throws {
    var load = TraceLoad(seed: seed)
    let notes = open("\(directory)/acknowledged", O_WRONLY | O_CREAT | O_CLOEXEC, 0o600)
    guard notes >= 0 else { throw FaultsError.file(path: directory, errno: errno) }
    var left = appends
    // Opened more than once, as a log is.
    for part in [appends / 3, appends - appends / 3] {
      try fill(&load, part, notes)
      left -= part
    }
    precondition(left == 0)
    close(notes)
  }

  private func fill(_ load: inout TraceLoad, _ appends: Int, _ notes: Int32) throws {
    let log = try EventLog(
      path: "\(directory)/log.mdb", newIdentity: EventID(high: 7, low: 0),
      now: { TraceLoad.time })
    defer { log.close() }
    let answered = ProgressSignal(count: 0)
    let failed = Locked<AppendError?>(nil)
    var sent: UInt64 = 0
    while sent < appends {
      let depth = UInt64(load.depth())
      for _ in 0..<min(depth, UInt64(appends) - sent) {
        sent += 1
        log.append(try load.next()) { result in
          switch result {
          case .success(let receipt):
            // The number of events that are there now, in one write.
            var count = (receipt.position?.rawValue ?? 0) + 1
            if write(notes, &count, 8) != 8 { failed.withLock { $0 = .closed } }
          case .failure(let error): failed.withLock { $0 = error }
          }
          answered.advance(to: answered.count + 1)
        }
      }
      while answered.count < sent { sched_yield() }
      if let error = failed.withLock({ $0 }) { throw error }
    }
  }
}
