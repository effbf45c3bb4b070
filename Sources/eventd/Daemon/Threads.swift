import Glibc

/// Whether the system gives the threads that a daemon needs. The libraries below, and the log's writer,
/// start theirs when they are first needed and end the process when they get none; so it is asked for
/// before anything runs, where it can still be said.
enum Threads {
  /// One a core for the shared pool and for the event loops, those of the log and its followers, those
  /// for calls that wait; and some to spare.
  static var needed: Int { 12 + 2 * max(1, sysconf(Int32(_SC_NPROCESSORS_ONLN))) }

  /// Starts so many at once, and ends them.
  /// - Throws: `StartError.threads`.
  static func check() throws(StartError) {
    let needed = Self.needed
    let gate = UnsafeMutablePointer<pthread_mutex_t>.allocate(capacity: 1)
    pthread_mutex_init(gate, nil)
    defer {
      pthread_mutex_destroy(gate)
      gate.deallocate()
    }
    var threads: [pthread_t] = []
    var code: Int32 = 0
    // Each waits at the gate: they have to be there at once.
    pthread_mutex_lock(gate)
    while threads.count < needed, code == 0 {
      var thread = pthread_t()
      code = pthread_create(
        &thread, nil,
        { gate in
          let gate = gate!.assumingMemoryBound(to: pthread_mutex_t.self)
          pthread_mutex_lock(gate)
          pthread_mutex_unlock(gate)
          return nil
        }, gate)
      if code == 0 { threads.append(thread) }
    }
    pthread_mutex_unlock(gate)
    for thread in threads { pthread_join(thread, nil) }
    if code != 0 { throw .threads(made: threads.count, needed: needed, errno: code) }
  }
}
