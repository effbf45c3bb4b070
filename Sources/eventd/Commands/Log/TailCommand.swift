import ArgumentParser
import EventdClient
import Events

struct TailCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "tail",
    abstract: "Prints events as they are appended, one CloudEvents 1.0 JSON object a line.",
    discussion: """
      Without --from, begins with the next event; with it, prints what is stored from there on and \
      goes on. Ends with Ctrl-C.

      Examples:
        eventd tail
        eventd tail --stream folio-00399734 --from 0
        eventd tail --type folio.v1.StageChanged
      """)

  @OptionGroup var client: ClientOptions
  @OptionGroup var selection: SelectionOptions

  func run() async throws {
    try await client.connect { eventd in
      if let from = selection.from {
        // A subscription leaves its start out, so what is stored is read first, up to a place
        // that the subscription then begins behind.
        try await follow(eventd, after: try await showStored(eventd, from: from))
      } else {
        try await follow(eventd, after: .max)
      }
    }
  }

  /// Returns the place of the last event, printed or not; `nil` when there is none.
  private func showStored(_ eventd: EventdConnection, from: UInt64) async throws -> UInt64? {
    let last = Locked<UInt64?>(nil)
    do {
      try await eventd.read(EventdConnection.Selection(stream: selection.stream, from: from)) {
        event in
        show(event)
        last.withLock { $0 = selection.stream == nil ? event.position : event.revision }
        return true
      }
    } catch EventdError.notFound where selection.stream != nil {
      // A stream can be followed before its first event.
    }
    // Nothing is there yet: what comes is followed from the revision that was asked for.
    return last.withLock { $0 } ?? (selection.stream != nil && from > 0 ? from - 1 : nil)
  }

  private func follow(_ eventd: EventdConnection, after place: UInt64?) async throws {
    try await eventd.follow(
      EventdConnection.Selection(stream: selection.stream, from: place),
      caughtUp: { Output.flush() },
      { event in
        show(event)
        Output.flush()
        return true
      })
  }

  @Sendable private func show(_ event: StoredEvent) {
    if selection.matches(event) { Output.line(CloudEvent.line(event)) }
  }
}
