import Glibc

/// Reads the files of an import whole. Blocks.
enum ImportFile {
  /// Largest file taken, after decompression.
  static let bytesMax = 512 * 1024 * 1024

  /// - Parameter path: a file whose name ends in `.gz` is decompressed by the program `gzip`.
  /// - Throws: `unreadable`, `tooLarge`, `gzipMissing`, `damaged`.
  static func read(_ path: String, bytesMax: Int = bytesMax) throws(ImportError) -> [UInt8] {
    let file = open(path, O_RDONLY | O_CLOEXEC)
    guard file >= 0 else { throw .unreadable(path: path, errno: errno) }
    defer { close(file) }
    let (bytes, isWhole) =
      path.hasSuffix(".gz")
      ? try decompress(file, path, bytesMax: bytesMax)
      : try contents(of: file, path, bytesMax: bytesMax)
    guard isWhole else { throw .tooLarge(path: path, bytesMax: bytesMax) }
    return bytes
  }

  /// - Returns: what was read, and whether that was all of it.
  private static func contents(
    of file: Int32, _ path: String, bytesMax: Int
  ) throws(ImportError) -> ([UInt8], isWhole: Bool) {
    var bytes: [UInt8] = []
    var chunk = [UInt8](repeating: 0, count: 256 * 1024)
    while true {
      let got = Glibc.read(file, &chunk, chunk.count)
      if got == 0 { return (bytes, true) }
      if got < 0 {
        if errno == EINTR { continue }
        throw .unreadable(path: path, errno: errno)
      }
      if bytes.count + got > bytesMax { return (bytes, false) }
      bytes += chunk[..<got]
    }
  }

  private static func decompress(
    _ file: Int32, _ path: String, bytesMax: Int
  ) throws(ImportError) -> ([UInt8], isWhole: Bool) {
    let output = try pipe(path)
    let messages: Pipe
    do {
      messages = try pipe(path)
    } catch {
      output.closeBoth()
      throw error
    }
    let process = spawnGzip(input: file, output: output.write, messages: messages.write)
    close(output.write)
    close(messages.write)
    defer { close(messages.read) }
    guard let process else {
      close(output.read)
      throw .gzipMissing(path: path)
    }

    let outcome = Result { () throws(ImportError) in
      try contents(of: output.read, path, bytesMax: bytesMax)
    }
    // If more was to come, gzip now ends by itself, with nobody to write to.
    close(output.read)
    let said = try? contents(of: messages.read, path, bytesMax: 4096).0
    var status: Int32 = 0
    while waitpid(process, &status, 0) < 0, errno == EINTR {}

    let (bytes, isWhole) = try outcome.get()
    guard status == 0 || !isWhole else {
      let text = String(decoding: said ?? [], as: UTF8.self)
      let line = text.split(whereSeparator: \.isNewline).first { !$0.allSatisfy(\.isWhitespace) }
      throw .damaged(path: path, message: line.map(String.init) ?? "gzip status \(status)")
    }
    return (bytes, isWhole)
  }

  private struct Pipe {
    let read: Int32
    let write: Int32

    func closeBoth() {
      close(read)
      close(write)
    }
  }

  private static func pipe(_ path: String) throws(ImportError) -> Pipe {
    var ends: [Int32] = [0, 0]
    guard Glibc.pipe(&ends) == 0 else { throw .unreadable(path: path, errno: errno) }
    // gzip must not hold an end of its own pipes open, or their end would never come.
    for end in ends { _ = fcntl(end, F_SETFD, FD_CLOEXEC) }
    return Pipe(read: ends[0], write: ends[1])
  }

  /// Starts `gzip -dc` with an environment of its own, so that its messages are in English.
  ///
  /// - Returns: `nil` when there is no such program.
  private static func spawnGzip(input: Int32, output: Int32, messages: Int32) -> pid_t? {
    var actions = posix_spawn_file_actions_t()
    posix_spawn_file_actions_init(&actions)
    defer { posix_spawn_file_actions_destroy(&actions) }
    posix_spawn_file_actions_adddup2(&actions, input, 0)
    posix_spawn_file_actions_adddup2(&actions, output, 1)
    posix_spawn_file_actions_adddup2(&actions, messages, 2)
    var arguments = [strdup("gzip"), strdup("-dc"), nil]
    var environment = [strdup("LC_ALL=C"), nil]
    defer { for text in arguments + environment { free(text) } }
    var process: pid_t = 0
    let failure = posix_spawnp(&process, "gzip", &actions, nil, &arguments, &environment)
    return failure == 0 ? process : nil
  }
}
