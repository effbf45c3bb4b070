import Glibc

/// Standard output of a command.
enum Output {
  /// Writes a line. A reader that has gone away (`eventd read | head`) ends the command quietly.
  static func line(_ text: String) {
    var text = text
    text.append("\n")
    let isWritten = text.withUTF8 { fwrite($0.baseAddress, 1, $0.count, stdout) == $0.count }
    if !isWritten { exit(0) }
  }

  /// Lets the reader see what was written so far.
  static func flush() {
    if fflush(stdout) != 0 { exit(0) }
  }

  /// A line for the person that waits, on standard error; overwritten by the next one.
  static func progress(_ text: String) {
    guard isatty(STDERR_FILENO) == 1 else { return }
    fputs("\r\u{1B}[K\(text)", stderr)
  }

  static func endProgress() {
    if isatty(STDERR_FILENO) == 1 { fputs("\r\u{1B}[K", stderr) }
  }

  static var isTerminal: Bool { isatty(STDOUT_FILENO) == 1 }

  /// Columns of the terminal; 120 where there is none.
  static var width: Int {
    var size = winsize()
    guard ioctl(STDOUT_FILENO, UInt(TIOCGWINSZ), &size) == 0, size.ws_col > 0 else { return 120 }
    return Int(size.ws_col)
  }
}
