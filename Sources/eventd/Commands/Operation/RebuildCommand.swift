import ArgumentParser
import EventdClient
import Schemas
import SwiftProtobuf

struct RebuildCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "rebuild",
    abstract: "Builds views and processes anew from the log.",
    discussion: """
      What is served goes on being served, and is replaced when the new one has come as far. A \
      build goes on where it was after any stop of the daemon.

      Examples:
        eventd rebuild folio-board
        eventd rebuild --all
        eventd rebuild --all --no-wait; eventd status
      """)

  @OptionGroup var client: ClientOptions

  @Argument(help: "Views and processes, as 'eventd status' names them.")
  var names: [String] = []

  @Flag(help: "All of them.")
  var all = false

  @Flag(help: "Do not wait until they are built.")
  var noWait = false

  func run() async throws {
    guard all != !names.isEmpty else {
      throw UsageError("give the names of views or processes, or --all")
    }
    let request = RebuildRequest.with {
      $0.names = names
      $0.all = all
    }
    try await client.connect { eventd in
      let before = try await eventd.rebuild(request).followers
      if noWait { return }
      var left = before
      while !left.isEmpty {
        let status = try await eventd.status()
        left = try left.filter { old in
          guard let new = status.followers.first(where: { $0.name == old.name }) else {
            return false
          }
          return try !isDone(new, since: old)
        }
        try await Task.sleep(for: .milliseconds(100))
      }
      Output.endProgress()
    }
  }

  /// Says so when it is, and how far it is when not.
  private func isDone(_ new: FollowerReport, since old: FollowerReport) throws -> Bool {
    if new.build > old.build {
      Output.endProgress()
      Output.line("\(new.name): construcción \(new.build), posición \(new.position)")
      return true
    }
    if !new.building.incident.isEmpty {
      Output.endProgress()
      throw InputError(
        "\(new.name) cannot be built anew, and is served as it was: \(new.building.incident)")
    }
    Output.progress(
      "\(new.name): \(new.building.events) de \(new.building.total) eventos")
    return false
  }
}
