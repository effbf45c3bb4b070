import ArgumentParser
import EventdClient
import Projections
import Schemas
import SwiftProtobuf

struct AccessCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "access",
    abstract: "Shows requests of access to the portal, and forgotten passwords.",
    discussion: """
      Kinds: alta-promotor, alta-agente, contrasena.
      States: \(AccessState.all.map(\.code).joined(separator: ", ")).

      Examples:
        eventd access
        eventd access --kind alta-agente --state falta-informacion
        eventd access 2026-0117
        eventd access --folio 399734
        eventd access --email begona@agentes.example
      """)

  @OptionGroup var options: ViewOptions

  @Argument(help: "One of them, by its id: 2026-0117 or access-2026-0117.")
  var id: String?

  @Option(help: "The one that this folio asks for.")
  var folio: String?

  @Option(help: "The one that this address is registered for.")
  var email: String?

  @Option(help: "Only this kind.")
  var kind: String?

  @Option(help: "Only those in this state.")
  var state: String?

  @Option(help: "Start after this position, as the list before said.")
  var after: UInt64 = 0

  @Option(help: "At most this many, up to 1000.")
  var limit: UInt32 = 100

  func run() async throws {
    guard [id, folio, email].compactMap(\.self).count <= 1 else {
      throw UsageError("give one of an id, --folio and --email")
    }
    if let wanted = try wantedPage() {
      try await show(wanted)
    } else {
      try await list()
    }
  }

  private func wantedPage() throws -> AccessPageRequest.OneOf_Access? {
    if let id { return .id(id.hasPrefix("access-") ? String(id.dropFirst(7)) : id) }
    if let email { return .email(email) }
    guard let folio else { return nil }
    guard let number = FolioNumber(search: folio) else {
      throw UsageError("'\(folio)' is no folio number")
    }
    return .folio(number.rawValue)
  }

  private func show(_ wanted: AccessPageRequest.OneOf_Access) async throws {
    let request = try AccessPageRequest.with {
      $0.at = try options.at()
      $0.access = wanted
    }
    let response = try await options.connect { eventd in try await eventd.access(request) }
    try options.show(response) { times in
      AccessPageView(response: response, times: times, screen: Output.screen)
    }
  }

  private func list() async throws {
    let kind = try Choice.of(AccessKind.allCases, kind, code: \.code)
    let request = try AccessesRequest.with {
      $0.at = try options.at()
      $0.kind = kind ?? .unspecified
      $0.passwords = kind == .unspecified
      $0.state = try Choice.of(AccessState.all, state, code: \.code) ?? .unspecified
      $0.after = after
      $0.limit = limit
    }
    let response = try await options.connect { eventd in try await eventd.accesses(request) }
    try options.show(response) { times in
      AccessListView(response: response, times: times, screen: Output.screen)
    }
  }
}
