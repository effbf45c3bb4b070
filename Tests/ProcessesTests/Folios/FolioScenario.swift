import Events
import Processes
import Projections
import Schemas
import SwiftProtobuf
import Testing

/// Folios as the log's writer keeps them: each event is decoded, checked and applied in order, and
/// a refused one leaves nothing behind.
struct FolioScenario {
  static let number: UInt64 = 399_734
  /// A Monday, 10:00 in Mexico City.
  static let start = Timestamp(rfc3339: "2026-03-02T16:00:00Z")!

  let rules: FolioRules
  var now = Self.start
  private var folded: [StreamName: (state: FolioState, next: Revision)] = [:]
  /// What was admitted, as the log would hold it.
  private(set) var recorded: [RecordedEvent] = []

  init() throws {
    rules = FolioRules(zone: try SystemTimeZones.load("America/Mexico_City"))
  }

  /// A folio that was opened with this form.
  init(_ form: FolioForm, by role: FolioRole = .agente) throws {
    try self.init()
    try given(.opening(form, by: role))
  }

  func folio(_ number: UInt64 = Self.number) throws -> Folio {
    let stream = try #require(FolioNumber(number)).stream
    return try #require(folded[stream]?.state.folio)
  }

  /// Given: an event that must be admitted.
  mutating func given(
    _ event: any Message, in number: UInt64 = Self.number, origin: Origin = .client
  ) throws {
    if let refusal = try when(event, in: number, origin: origin) { throw refusal }
  }

  /// When: an event that wants to follow. One minute passes with each.
  ///
  /// - Returns: the refusal; `nil` when it was admitted.
  mutating func when(
    _ event: any Message, in number: UInt64 = Self.number, origin: Origin = .client,
    as contentType: ContentType = .json
  ) throws -> Refusal? {
    let data: [UInt8] =
      switch contentType {
      case .json: Array(try event.jsonString().utf8)
      case .binary: try event.serializedBytes()
      }
    return try when(
      type: EventType(type(of: event).protoMessageName), contentType, data, in: number,
      origin: origin)
  }

  mutating func when(
    type: EventType, _ contentType: ContentType, _ data: [UInt8],
    in number: UInt64 = Self.number, origin: Origin = .client
  ) throws -> Refusal? {
    let stream = try #require(FolioNumber(number)).stream
    var (state, next) = try folded[stream] ?? (rules.initialState(of: stream), Revision(0))
    let facts = EventFacts(revision: next, recorded: now, effective: now, origin: origin)
    do {
      let event = try rules.decode(type: type, contentType: contentType, data: data)
      try rules.check(event, facts, in: state, of: stream) { folded[$0]?.state }
      rules.apply(event, facts, to: &state)
    } catch {
      return error
    }
    folded[stream] = (state, next.next)
    recorded.append(
      RecordedEvent(
        position: Position(UInt64(recorded.count)), stream: stream, revision: next,
        id: EventID(high: 0, low: UInt64(recorded.count)), type: type, contentType: contentType,
        origin: origin, recorded: now, effective: now, data: data, metadata: []))
    now = now.adding(seconds: 60)
    return nil
  }
}
