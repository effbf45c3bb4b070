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
      Without --type, --stage, --area and --all the board (Tablero), with one of them the folios \
      that match (Tipo/Etapa; with --all, Todos). --ramo, --agente, --promotor and --oficina \
      narrow either one; letters and accents are not told apart.

      Types: \(FolioProcessType.all.map(\.code).joined(separator: ", ")).
      Ramos: \(FolioRamo.all.map(\.code).joined(separator: ", ")).
      Stages: \(FolioStage.all.map(\.code).joined(separator: ", ")).

      Examples:
        eventd board
        eventd board --promotor 'Begoña Núñez Peña'
        eventd board --stage confirmacion-cliente --oficina leon
        eventd board --ramo personas --all
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

  @Option(help: "Only this ramo.")
  var ramo: String?

  @Option(help: "Only the folios of this agente, by key or name.")
  var agente: String?

  @Option(help: "Only the folios of this promotor.")
  var promotor: String?

  @Option(help: "Only the folios of this oficina.")
  var oficina: String?

  @Flag(help: "The list of all folios that the other options leave.")
  var all = false

  @Option(help: "List: start after this folio number.")
  var after: UInt64 = 0

  @Option(help: "List: at most this many rows, up to 1000.")
  var limit: UInt32 = 100

  func run() async throws {
    if type == nil, stage == nil, area == nil, !all { try await board() } else { try await list() }
  }

  private func board() async throws {
    let request = try BoardRequest.with {
      $0.at = try options.at()
      $0.ramo = try wantedRamo()
      $0.agente = agente ?? ""
      $0.promotor = promotor ?? ""
      $0.oficina = oficina ?? ""
    }
    let response = try await options.connect { eventd in try await eventd.board(request) }
    try options.show(response) { times in
      BoardView(request: request, response: response, times: times, screen: Output.screen)
    }
  }

  private func list() async throws {
    let request = try FoliosRequest.with {
      $0.at = try options.at()
      $0.processType = try Choice.of(FolioProcessType.all, type, code: \.code) ?? .unspecified
      $0.stage = try Choice.of(FolioStage.all, stage, code: \.code) ?? .unspecified
      $0.area = area ?? ""
      $0.ramo = try wantedRamo()
      $0.agente = agente ?? ""
      $0.promotor = promotor ?? ""
      $0.oficina = oficina ?? ""
      $0.after = after
      $0.limit = limit
    }
    let response = try await options.connect { eventd in try await eventd.folios(request) }
    try options.show(response) { times in
      FolioListView(request: request, response: response, times: times, screen: Output.screen)
    }
  }

  private func wantedRamo() throws -> FolioRamo {
    try Choice.of(FolioRamo.all, ramo, code: \.code) ?? .unspecified
  }
}
