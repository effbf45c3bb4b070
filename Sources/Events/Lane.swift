import Glibc

/// A thread of its own for tasks whose steps can be long, such as building a view from the log:
///
///     await withTaskExecutorPreference(Lane.following) { … }
///
/// The shared pool has a thread a core, and calls are answered on it. A few tasks that compute for
/// tens of milliseconds without a pause would keep them waiting; on a lane they only keep each
/// other waiting, and the system divides the cores fairly between threads. The tasks of a lane take
/// turns in order wherever they yield.
///
/// A lane lives as long as the process.
public final class Lane: TaskExecutor {
  /// For those that keep up with the log.
  public static let following = Lane()
  /// For building anew, and for views of the past: whatever may take minutes.
  public static let building = Lane()

  private let jobs = Locked<[UnownedJob]>([])

  private init() {
    var thread = pthread_t()
    let code = pthread_create(
      &thread, nil,
      { argument in
        Unmanaged<Lane>.fromOpaque(argument!).takeRetainedValue().run()
        return nil
      }, Unmanaged.passRetained(self).toOpaque())
    precondition(code == 0, "pthread_create failed with \(code)")
    pthread_detach(thread)
  }

  public func enqueue(_ job: consuming ExecutorJob) {
    let job = UnownedJob(job)
    jobs.withLock { $0.append(job) }
    jobs.signal()
  }

  private func run() {
    while true {
      let waiting = jobs.wait { (jobs: inout [UnownedJob]) -> [UnownedJob]? in
        if jobs.isEmpty { return nil }
        defer { jobs = [] }
        return jobs
      }
      for job in waiting { job.runSynchronously(on: asUnownedTaskExecutor()) }
    }
  }
}
