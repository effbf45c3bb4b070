import Events
import Processes
import Projections
import Schemas
import SwiftProtobuf
import Testing

/// Post-sale requests as the log's writer keeps them, with the figures and the monthly round beside
/// them.
struct OrderScenario: Sendable {
  static let number: UInt64 = 147
  /// A Wednesday, 11:00 in Cochabamba.
  static let start = "2026-03-11T15:00:00Z"

  private var scenario: ProcedureScenario
  var now: Timestamp {
    get { scenario.now }
    set { scenario.now = newValue }
  }
  /// What was admitted, as the log would hold it.
  var recorded: [RecordedEvent] { scenario.recorded }

  init(at start: String = Self.start) throws {
    scenario = try ProcedureScenario(
      OrderRules(zone: try Fixture.zone("America/La_Paz")), IndicatorRules(), PolicyRules(),
      at: start)
  }

  /// A request that was received.
  init(_ received: OrderReceived, at start: String = Self.start) throws {
    try self.init(at: start)
    try given(received, in: received.number)
  }

  static func stream(_ number: UInt64) throws -> String {
    try #require(OrderNumber(number)).stream.text
  }

  func order(_ number: UInt64 = Self.number) throws -> Order {
    let stream = try Self.stream(number)
    return try #require(try scenario.state(of: stream, as: OrderState.self)?.order)
  }

  /// Given: an event that must be admitted.
  mutating func given(
    _ event: any Message, in number: UInt64 = Self.number, effective: Timestamp? = nil,
    origin: Origin = .client
  ) throws {
    if let refusal = try when(event, in: number, effective: effective, origin: origin) {
      throw refusal
    }
  }

  /// When: an event that wants to follow. One minute passes with each that is admitted.
  ///
  /// - Returns: the refusal; `nil` when it was admitted.
  mutating func when(
    _ event: any Message, in number: UInt64 = Self.number, effective: Timestamp? = nil,
    origin: Origin = .client, as contentType: ContentType = .json
  ) throws -> Refusal? {
    try scenario.when(
      event, in: try Self.stream(number), effective: effective, origin: origin, as: contentType)
  }

  mutating func when(
    type: EventType, _ contentType: ContentType, _ data: [UInt8]
  ) throws -> Refusal? {
    try scenario.when(type: type, contentType, data, in: try Self.stream(Self.number))
  }

  /// In another stream, e.g. `policy-order`.
  mutating func when(
    _ event: any Message, stream: String, origin: Origin = .client
  ) throws -> Refusal? {
    try scenario.when(event, in: stream, origin: origin)
  }

  /// Given: steps, each `A3 complete` or `A2` for the outcome `done`, by whoever may take it and with
  /// what it needs.
  mutating func given(steps: String..., in number: UInt64 = Self.number) throws {
    for text in steps { try given(step(text, in: number), in: number) }
  }

  /// A step that is as it should be: where the table leads, with what the rules ask for.
  func step(
    _ text: String, in number: UInt64 = Self.number,
    _ change: (inout OrderStepTaken) -> Void = { _ in }
  ) throws -> OrderStepTaken {
    try WellFormedStep.of(text, order(number)).changed(change)
  }
}
