import ArgumentParser

/// Faults below the log, one after the other. What each shows: docs/RELIABILITY.md.
@main
struct Faults: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "faults",
    abstract: "Does to a log what disks and power cuts do, and looks at what is left.",
    subcommands: [DamageCommand.self, OpenCommand.self, TraceCommand.self, PowerCommand.self])
}
