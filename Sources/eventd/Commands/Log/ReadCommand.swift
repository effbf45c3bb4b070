import ArgumentParser
import EventdClient

/// Which events `read` and `tail` print.
struct SelectionOptions: ParsableArguments {
  @Option(help: "Only this stream. Then --from and --to are revisions.")
  var stream: String?

  @Option(help: "The first position (or revision), included.")
  var from: UInt64?

  @Option(name: .customLong("type"), help: "Only this event type; can be given again.")
  var types: [String] = []

  func matches(_ event: StoredEvent) -> Bool { types.isEmpty || types.contains(event.type) }
}

struct ReadCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "read",
    abstract: "Prints stored events, one CloudEvents 1.0 JSON object a line.",
    discussion: """
      Positions are the "position" of the events printed, also 0 for the start.

      Examples:
        eventd read --stream folio-00399734
        eventd read --type folio.v1.StageChanged --limit 10 --backwards
        eventd read --from 6400 --to 12800
      """)

  @OptionGroup var client: ClientOptions
  @OptionGroup var selection: SelectionOptions

  @Option(help: "The last position (or revision), included.")
  var to: UInt64?

  @Flag(help: "Newest first, from --to down to --from.")
  var backwards = false

  @Option(help: "At most this many events.")
  var limit: Int?

  func run() async throws {
    if let limit, limit < 0 { throw UsageError("--limit cannot be negative") }
    if limit == 0 { return }
    try await client.connect { eventd in
      let printed = Counter()
      try await eventd.read(start) { event in
        let place = selection.stream == nil ? event.position : event.revision
        if backwards ? place < (selection.from ?? 0) : place > (to ?? .max) { return false }
        if backwards, let to, place > to { return true }
        guard selection.matches(event) else { return true }
        Output.line(CloudEvent.line(event))
        return printed.increment() != limit
      }
      Output.flush()
    }
  }

  /// Where the read begins. A backwards read of the whole log leaves its start out, so it begins
  /// at the end and skips.
  private var start: EventdConnection.Selection {
    let isWholeLog = selection.stream == nil
    return EventdConnection.Selection(
      stream: selection.stream, from: backwards ? (isWholeLog ? nil : to) : selection.from,
      isBackwards: backwards)
  }
}
