import Events
import Glibc
import Logging

/// Writes what is logged to standard error, a line each, in one write.
///
/// The time is that of the system also where the daemon's own clock is simulated: a log line says when
/// something happened to the process. Where standard error is the journal, lines of text leave the time
/// to it, and every line begins with its level as the journal takes it. Source: sd-daemon(3), `<N>`.
struct LineLogHandler: LogHandler {
  let label: String
  let style: LogLine.Style
  var logLevel: Logger.Level
  var metadata: Logger.Metadata = [:]
  var metadataProvider: Logger.MetadataProvider?
  var isForJournal = LineLogHandler.isStandardErrorTheJournal
  var now: @Sendable () -> Timestamp = { DaemonClock.system.now }
  /// A line that cannot be written is lost; the daemon goes on.
  var write: @Sendable (String) -> Void = { Output.error($0) }

  init(label: String, style: LogLine.Style, logLevel: Logger.Level) {
    self.label = label
    self.style = style
    self.logLevel = logLevel
  }

  subscript(metadataKey key: String) -> Logger.MetadataValue? {
    get { metadata[key] }
    set { metadata[key] = newValue }
  }

  func log(event: LogEvent) {
    let all = metadata.merging(metadataProvider?.get() ?? [:]) { $1 }
      .merging(event.metadata ?? [:]) { $1 }
    let (message, error) = ("\(event.message)", event.error.map { "\($0)" })
    // One at a time, so that the lines stand in the order of their times.
    Self.turn.withLock { _ in
      let line = LogLine(
        time: now(), level: event.level, label: label, message: message, metadata: all,
        error: error)
      let text =
        switch style {
        case .text: line.text(hasTime: !isForJournal)
        case .json: line.json
        }
      write((isForJournal ? "<\(event.level.syslogPriority)>" : "") + text + "\n")
    }
  }

  private static let turn = Locked(())

  /// Source: systemd.exec(5), `$JOURNAL_STREAM`: device and inode of the journal's stream.
  private static let isStandardErrorTheJournal: Bool = {
    var status = stat()
    guard let stream = getenv("JOURNAL_STREAM"), fstat(STDERR_FILENO, &status) == 0 else {
      return false
    }
    return String(cString: stream) == "\(status.st_dev):\(status.st_ino)"
  }()
}
