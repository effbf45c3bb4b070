import ArgumentParser
import Logging

/// How the daemon logs.
struct LogOptions: ParsableArguments {
  @Option(help: "How lines are written to standard error: text, or json (one object a line).")
  var logFormat = LogLine.Style.text

  @Option(
    help: "The least level: trace, debug, info, notice, warning, error, critical. Default: info.",
    transform: level)
  var logLevel = Logger.Level.info

  /// Once in a process.
  func bootstrap() {
    LoggingSystem.bootstrap { [logFormat, logLevel] label in
      LineLogHandler(label: label, style: logFormat, logLevel: logLevel)
    }
  }
}

extension LogLine.Style: ExpressibleByArgument {}

private func level(_ name: String) throws -> Logger.Level {
  guard let level = Logger.Level(rawValue: name) else {
    throw ValidationError(
      "choose one of " + Logger.Level.allCases.map(\.rawValue).joined(separator: ", "))
  }
  return level
}
