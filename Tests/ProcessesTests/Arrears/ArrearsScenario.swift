import Events
import Processes
import Projections
import Schemas
import SwiftProtobuf
import TestSupport
import Testing

/// Streams of arrears as the log's writer keeps them, and the process that watches one of them. It is
/// Monday, 2 March 2026, 10:00 in La Paz.
struct ArrearsScenario {
  let process: ArrearsDeadlines
  var streams: ProcedureScenario
  private(set) var wait: ArrearsWait?
  private var policies = PolicyBook()
  private var seen = 0

  init(at now: String = "2026-03-02T14:00:00Z") throws {
    process = ArrearsDeadlines(calendar: try Fixture.calendar("BO"))
    let zone = try Fixture.zone("America/La_Paz")
    streams = try ProcedureScenario(ArrearsRules(zone: zone), PolicyRules(), at: now)
  }

  /// A client with a contract, and a public institution with another.
  static func clients() throws -> ArrearsScenario {
    var scenario = try ArrearsScenario()
    try scenario.given(Arrears.recorded(), Arrears.contract())
    try scenario.given(
      Arrears.recorded("Gobierno Autónomo Municipal de Quillacollo", isPublic: true),
      Arrears.contract("P-1"), in: Arrears.alcaldia)
    return scenario
  }

  mutating func given(_ events: any Message..., in stream: String = Arrears.client) throws {
    for event in events { try streams.given(event, in: stream) }
    try follow()
  }

  /// The code of the refusal; `nil` when it was admitted.
  mutating func when(
    _ event: any Message, in stream: String = Arrears.client, effective: Timestamp? = nil,
    origin: Origin = .client
  ) throws -> String? {
    try refusal(event, in: stream, effective: effective, origin: origin)?.code
  }

  mutating func refusal(
    _ event: any Message, in stream: String = Arrears.client, effective: Timestamp? = nil,
    origin: Origin = .client
  ) throws -> Refusal? {
    let refusal = try streams.when(event, in: stream, effective: effective, origin: origin)
    try follow()
    return refusal
  }

  private mutating func follow() throws {
    for event in streams.recorded[seen...] {
      policies.adopt(event)
      if event.stream.text == Arrears.client {
        wait = try process.apply(event, to: wait, policies: policies)
      }
    }
    seen = streams.recorded.count
  }

  func state(_ stream: String = Arrears.client) throws -> ArrearsState {
    try #require(try streams.state(of: stream))
  }

  /// The deadlines that wait, without their fractions of a second.
  func timers() throws -> [String] {
    guard let wait else { return [] }
    return try process.timers(of: wait).map {
      "\($0.rule) \($0.due)".replacing(".000000Z", with: "Z")
    }
  }

  /// What the daemon appends at a time.
  func fired(at now: Timestamp) throws -> [ArrearsDeadlinePassed] {
    guard let wait else { return [] }
    return try process.timers(of: wait).filter { $0.due <= now }
      .flatMap { process.fire($0, of: wait, now: now) }
      .map { try ArrearsDeadlinePassed(jsonString: String(decoding: $0.data, as: UTF8.self)) }
  }
}
