import Events
import Processes
import Projections
import Schemas
import SwiftProtobuf
import Testing

/// Folios as the log's writer keeps them.
struct FolioScenario {
  static let number: UInt64 = 399_734
  /// A Monday, 10:00 in Mexico City.
  static let start = Timestamp(rfc3339: "2026-03-02T16:00:00Z")!

  let rules: FolioRules
  private var scenario: ProcedureScenario
  var now: Timestamp {
    get { scenario.now }
    set { scenario.now = newValue }
  }
  /// What was admitted, as the log would hold it.
  var recorded: [RecordedEvent] { scenario.recorded }

  init() throws {
    rules = FolioRules(zone: try SystemTimeZones.load("America/Mexico_City"))
    scenario = try ProcedureScenario(rules, at: "2026-03-02T16:00:00Z")
  }

  /// A folio that was opened with this form.
  init(_ form: FolioForm, by role: FolioRole = .agente) throws {
    try self.init()
    try given(.opening(form, by: role))
  }

  func folio(_ number: UInt64 = Self.number) throws -> Folio {
    let stream = try #require(FolioNumber(number)).stream
    return try #require(try scenario.state(of: stream.text, as: FolioState.self)?.folio)
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
    let stream = try #require(FolioNumber(number)).stream
    return try scenario.when(event, in: stream.text, origin: origin, as: contentType)
  }

  mutating func when(
    type: EventType, _ contentType: ContentType, _ data: [UInt8]
  ) throws -> Refusal? {
    let stream = try #require(FolioNumber(Self.number)).stream
    return try scenario.when(type: type, contentType, data, in: stream.text)
  }
}
