import ArgumentParser
import EventdClient
import Projections
import Schemas
import SwiftProtobuf

/// The options of every command that shows a view: from which daemon, which state of the view, and
/// how it is shown.
struct ViewOptions: ParsableArguments {
  @OptionGroup var client: ClientOptions

  @Flag(help: "For programs: the answer as proto3 JSON.")
  var json = false

  @Flag(help: "For spreadsheets: the table as CSV (RFC 4180) in UTF-8, its titles first.")
  var csv = false

  @Option(
    help: """
      As it was: when the event at this position had been applied, at this RFC 3339 time, or at \
      the end of this date. The first look at a moment takes as long as building the view up to \
      it.
      """)
  var asOf: String?

  @Option(help: "Wait for the event at this position; 'head' for the last one, 'none' not to wait.")
  var waitFor = "head"

  /// Which state of the view to ask for.
  /// - Parameter zone: of a date in `--as-of`; that in which the view is shown.
  func at(in zone: String = MexicoTimes.zone) throws -> ReadAt {
    if json, csv { throw UsageError("give either --json or --csv") }
    var at = ReadAt()
    switch (waitFor, UInt64(waitFor)) {
    case ("head", _): at.waitFor = .max
    case ("none", _): at.waitFor = 0
    case (_, let position?): at.waitFor = position
    default: throw UsageError("--wait-for '\(waitFor)' is not a position, 'head' or 'none'")
    }
    guard let asOf else { return at }
    if let position = UInt64(asOf) {
      at.position = position
    } else {
      at.recorded = Google_Protobuf_Timestamp(try MomentArgument.time(asOf, "--as-of", in: zone))
    }
    return at
  }

  func connect<Result: Sendable>(
    _ body: @Sendable (EventdConnection) async throws -> Result
  ) async throws -> Result {
    try await client.connect(body)
  }

  /// Shows the answer as it was asked for.
  /// - Parameter zone: whose times it shows.
  func show(
    _ response: some Message, in zone: String = MexicoTimes.zone,
    _ view: (LocalTimes) -> some TableView
  ) throws {
    if json { return Output.line(try JSONAnswer.text(response)) }
    let view = view(try LocalTimes.load(zone))
    if csv {
      for line in view.table.csv { Output.line(line) }
    } else {
      Output.text(view.text)
    }
  }
}
