import ArgumentParser
import EventdClient
import Projections
import Schemas
import SwiftProtobuf

struct BoardCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "board",
    abstract: "Shows the board of folios (trámites por tipo y etapa), or the list of a cell.",
    discussion: """
      Without --type, --stage and --area the board, with one of them the folios that match.

      Types: \(FolioProcessType.all.map(\.code).joined(separator: ", ")).
      Stages: \(FolioStage.all.map(\.code).joined(separator: ", ")).

      Examples:
        eventd board
        eventd board --stage confirmacion-cliente
        eventd board --type cotizacion-emision-autos --stage suscripcion --csv
        eventd board --as-of 2026-01-31T18:00:00-06:00
      """)

  @OptionGroup var options: ViewOptions

  @Option(help: "Only this process type.")
  var type: String?

  @Option(help: "Only this stage.")
  var stage: String?

  @Option(help: "Only this area of Suscripción.")
  var area: String?

  @Option(help: "List: start after this folio number.")
  var after: UInt64 = 0

  @Option(help: "List: at most this many rows, up to 1000.")
  var limit: UInt32 = 100

  func run() async throws {
    if type == nil, stage == nil, area == nil { try await board() } else { try await list() }
  }

  private func board() async throws {
    let request = try BoardRequest.with { $0.at = try options.at() }
    let response = try await options.connect { eventd in try await eventd.board(request) }
    try options.show(response) { times in
      BoardView(response: response, times: times, screen: Output.screen)
    }
  }

  private func list() async throws {
    let request = try FoliosRequest.with {
      $0.at = try options.at()
      $0.processType = try wanted(type, among: FolioProcessType.all, code: \.code) ?? .unspecified
      $0.stage = try wanted(stage, among: FolioStage.all, code: \.code) ?? .unspecified
      $0.area = area ?? ""
      $0.after = after
      $0.limit = limit
    }
    let response = try await options.connect { eventd in try await eventd.folios(request) }
    try options.show(response) { times in
      FolioListView(request: request, response: response, times: times, screen: Output.screen)
    }
  }

  private func wanted<Value>(
    _ code: String?, among values: [Value], code key: KeyPath<Value, String>
  ) throws -> Value? {
    guard let code else { return nil }
    guard let value = values.first(where: { $0[keyPath: key] == code }) else {
      throw UsageError(
        "there is no '\(code)'; choose one of \(values.map { $0[keyPath: key] }.joined(separator: ", "))"
      )
    }
    return value
  }
}
