import Events
import Glibc

/// What a command writes: lines on standard output, gathered until there are enough of them or
/// somebody flushes, and words for the person that waits on standard error.
enum Output {
  private static let gathered = Locked<[UInt8]>([])
  private static let gatheredBytesMax = 65_536

  /// Writes a line.
  static func line(_ text: String) {
    let isFull = gathered.withLock { bytes in
      bytes += text.utf8
      bytes.append(UInt8(ascii: "\n"))
      return bytes.count >= gatheredBytesMax
    }
    if isFull { flush() }
  }

  /// Writes lines that end with a line break already, or one that does not.
  static func text(_ text: String) {
    line(text.hasSuffix("\n") ? String(text.dropLast()) : text)
  }

  /// Writes bytes as they are, after what was gathered.
  static func bytes(_ bytes: [UInt8]) {
    gathered.withLock { $0 += bytes }
    flush()
  }

  /// Lets the reader see what was written so far. A reader that has gone away
  /// (`eventd read | head`) ends the command quietly; anything else that prevents it, a full disk for
  /// one, with an error.
  static func flush() {
    gathered.withLock { bytes in
      if !write(bytes, to: STDOUT_FILENO) {
        let cause = errno
        if cause == EPIPE { exit(0) }
        error("eventd: cannot write the output: \(String(cString: strerror(cause)))\n")
        exit(EX_IOERR)
      }
      bytes.removeAll(keepingCapacity: true)
    }
  }

  static func error(_ text: String) { _ = write(Array(text.utf8), to: STDERR_FILENO) }

  /// A line on a terminal's standard error, written over by the next one.
  static func progress(_ text: String) {
    if isatty(STDERR_FILENO) == 1 { error("\r\u{1B}[K\(text)") }
  }

  static func endProgress() { progress("") }

  /// Where standard output goes: a terminal with its columns, or a file without any.
  static var screen: Screen {
    var size = winsize()
    let isTerminal = isatty(STDOUT_FILENO) == 1
    let hasSize = isTerminal && ioctl(STDOUT_FILENO, UInt(TIOCGWINSZ), &size) == 0
    return Screen(
      width: hasSize && size.ws_col > 0 ? Int(size.ws_col) : nil, isTerminal: isTerminal)
  }

  /// Returns whether all of it was written; else `errno` says why not.
  static func write(_ bytes: [UInt8], to descriptor: Int32) -> Bool {
    bytes.withUnsafeBytes { buffer in
      var rest = buffer[...]
      while !rest.isEmpty {
        let count = Glibc.write(
          descriptor, UnsafeRawBufferPointer(rebasing: rest).baseAddress, rest.count)
        if count < 0 && errno != EINTR { return false }
        rest = rest.dropFirst(max(0, count))
      }
      return true
    }
  }
}
