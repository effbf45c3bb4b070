import ArgumentParser
import EventdClient

/// The command line. Errors are one clear line on standard error and an exit code of
/// `sysexits.h`.
@main
struct Eventd: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "eventd",
    abstract: "An event-sourced back office: an append-only log and what is derived from it.",
    discussion: """
      Every command but `serve` talks to a running daemon over its Unix socket:
      --socket PATH, else $EVENTD_SOCKET, else var/eventd.sock.

      Exit codes:
        0   done
        64  wrong usage
        65  refused, or bad data
        66  not found
        69  no daemon answers
        70  unexpected
        73  cannot create
        74  cannot write the output
        75  try again later
        76  what two logs signed does not agree
        77  no permission
        78  wrong configuration of the machine
      """,
    version: eventdVersion,
    subcommands: [ServeCommand.self, StatusCommand.self],
    groupedSubcommands: [
      CommandGroup(
        name: "The log",
        subcommands: [
          AppendCommand.self, ReadCommand.self, TailCommand.self, ImportCommand.self,
          GenerateCommand.self,
        ]),
      CommandGroup(
        name: "Insurance folios (ENLACE)",
        subcommands: [
          BoardCommand.self, FolioCommand.self, CloneCommand.self, AgentsCommand.self,
          DocumentCommand.self, NoticesCommand.self, AccessCommand.self,
        ]),
      CommandGroup(name: "Premiums (Somos Corredores)", subcommands: [StatementCommand.self]),
      CommandGroup(name: "Onboarding (Integral)", subcommands: [AccountsCommand.self]),
      CommandGroup(
        name: "Credits and claims (Rayco)",
        subcommands: [ClaimsCommand.self, CreditsCommand.self]),
      CommandGroup(
        name: "Post-sale and its debts (Comteco)",
        subcommands: [OrdersCommand.self, KpiCommand.self, DebtsCommand.self]),
      CommandGroup(
        name: "All procedures",
        subcommands: [LedgerCommand.self, PoliciesCommand.self, TimersCommand.self]),
      CommandGroup(
        name: "Operation",
        subcommands: [
          ClockCommand.self, AuditCommand.self, VerifyCommand.self, RebuildCommand.self,
          BackupCommand.self, RestoreCommand.self, FollowCommand.self, BenchCommand.self,
        ]),
    ])

  static func main() async {
    do {
      var command = try parseAsRoot()
      if var command = command as? any AsyncParsableCommand {
        try await command.run()
      } else {
        try command.run()
      }
      Output.flush()
    } catch let error as any ExplainedError {
      fail(error)
    } catch {
      Output.flush()
      exit(withError: error)
    }
  }
}

let eventdVersion = "0.1.0"
