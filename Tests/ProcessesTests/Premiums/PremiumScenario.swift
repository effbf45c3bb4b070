import Events
import Processes
import Projections
import Schemas
import SwiftProtobuf
import TestSupport
import Testing

/// Streams of premiums as the log's writer keeps them. It is Monday, 2 March 2026, 10:00 in Lima.
struct PremiumScenario {
  var streams: ProcedureScenario

  init(at now: String = "2026-03-02T15:00:00Z") throws {
    let zone = try Fixture.zone("America/Lima")
    streams = try ProcedureScenario(PremiumRules(zone: zone), PolicyRules(), at: now)
  }

  /// With policies of all lines.
  static func insured(at now: String = "2026-03-02T15:00:00Z") throws -> PremiumScenario {
    var scenario = try PremiumScenario(at: now)
    try scenario.given(
      Premiums.policy(), Premiums.policy("G-1", .segurosGenerales),
      Premiums.policy("S-1", .epsSalud))
    return scenario
  }

  mutating func given(_ events: any Message..., in stream: String = Premiums.client) throws {
    for event in events { try streams.given(event, in: stream) }
  }

  /// The code of the refusal; `nil` when it was admitted.
  mutating func when(
    _ event: any Message, in stream: String = Premiums.client, effective: Timestamp? = nil,
    origin: Origin = .client
  ) throws -> String? {
    try refusal(event, in: stream, effective: effective, origin: origin)?.code
  }

  mutating func refusal(
    _ event: any Message, in stream: String = Premiums.client, effective: Timestamp? = nil,
    origin: Origin = .client
  ) throws -> Refusal? {
    try streams.when(event, in: stream, effective: effective, origin: origin)
  }

  func state(_ stream: String = Premiums.client) throws -> PremiumState {
    try #require(try streams.state(of: stream))
  }
}
