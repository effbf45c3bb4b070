/// Works out from the events of one category which keys they take and give back.
protocol KeyReplay: AnyObject {
  var category: String { get }
  /// Streams whose state is kept.
  var streamCount: Int { get }

  /// Whether the events of the stream up to now have been told.
  func knows(_ stream: StreamName) -> Bool

  /// To be called with every event of a stream, from its first one on, in order.
  func changes(of event: RecordedEvent) -> KeyChanges

  /// Forgets every stream: each has to be told again from its first event on.
  func forget()
}

/// One for each category.
func keyReplays(_ procedures: [any Procedure]) -> [String: any KeyReplay] {
  func replay(_ procedure: some Procedure) -> any KeyReplay { ProcedureReplay(procedure) }
  return Dictionary(
    procedures.map { ($0.category, replay($0)) }, uniquingKeysWith: { _, last in last })
}

private final class ProcedureReplay<P: Procedure>: KeyReplay {
  private let procedure: P
  /// `nil` for a stream whose name is none of the category: its events have never been under the rules.
  private var states: [StreamName: P.State?] = [:]

  init(_ procedure: P) { self.procedure = procedure }

  var category: String { procedure.category }
  var streamCount: Int { states.count }

  func knows(_ stream: StreamName) -> Bool { states[stream] != nil }

  func changes(of event: RecordedEvent) -> KeyChanges {
    let known = states[event.stream] ?? (try? procedure.initialState(of: event.stream))
    guard var state = known else {
      states[event.stream] = .some(nil)
      return KeyChanges()
    }
    // Taken out while it changes, so that nothing is copied.
    states[event.stream] = nil
    defer { states[event.stream] = .some(state) }
    // As the writer does: what does not decode any more is passed over.
    guard
      let decoded = try? procedure.decode(
        type: event.type, contentType: event.contentType, data: event.data)
    else { return KeyChanges() }
    let changes = procedure.keys(of: decoded, in: state)
    procedure.apply(decoded, EventFacts(event), to: &state)
    return changes
  }

  func forget() { states = [:] }
}
