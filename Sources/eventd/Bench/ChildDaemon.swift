import Glibc

/// A daemon of this same binary in a directory of its own.
struct ChildDaemon {
  let socket: String
  private let process: pid_t

  /// Starts it and waits until it answers, at most ten seconds.
  init(directory: String) async throws {
    socket = "\(directory)/s"
    let arguments = ["eventd", "serve", "--data", "\(directory)/data", "--socket", socket]
    var process = pid_t()
    var pointers = arguments.map { strdup($0) } + [nil]
    defer { for pointer in pointers { free(pointer) } }
    var actions = posix_spawn_file_actions_t()
    posix_spawn_file_actions_init(&actions)
    defer { posix_spawn_file_actions_destroy(&actions) }
    posix_spawn_file_actions_addopen(
      &actions, STDERR_FILENO, "\(directory)/log", O_WRONLY | O_CREAT, 0o600)
    let code = posix_spawn(&process, "/proc/self/exe", &actions, nil, &pointers, environ)
    guard code == 0 else {
      throw InputError("cannot start the daemon: \(String(cString: strerror(code)))")
    }
    self.process = process
    for _ in 0..<1000 {
      if SocketPath.isAnswered(socket) { return }
      try await Task.sleep(for: .milliseconds(10))
    }
    throw InputError("the daemon does not answer; see \(directory)/log")
  }

  /// Stops it and waits for its end.
  func stop() {
    kill(process, SIGTERM)
    var status: Int32 = 0
    waitpid(process, &status, 0)
  }
}
