/// Works out from the events of one category which keys they take and give back.
protocol KeyReplay: AnyObject {
  var category: String { get }

  /// To be called with every event of the category, in order.
  func changes(of event: RecordedEvent) -> KeyChanges
}

func keyReplay(_ procedure: some Procedure) -> any KeyReplay { ProcedureReplay(procedure) }

private final class ProcedureReplay<P: Procedure>: KeyReplay {
  private let procedure: P
  private var states: [StreamName: P.State] = [:]

  init(_ procedure: P) { self.procedure = procedure }

  var category: String { procedure.category }

  func changes(of event: RecordedEvent) -> KeyChanges {
    // As the writer does: what does not decode any more is passed over.
    guard
      var state = try? states[event.stream] ?? procedure.initialState(of: event.stream),
      let decoded = try? procedure.decode(
        type: event.type, contentType: event.contentType, data: event.data)
    else { return KeyChanges() }
    let changes = procedure.keys(of: decoded, in: state)
    // Taken out while it changes, so that nothing is copied.
    states[event.stream] = nil
    procedure.apply(decoded, EventFacts(event), to: &state)
    states[event.stream] = state
    return changes
  }
}
