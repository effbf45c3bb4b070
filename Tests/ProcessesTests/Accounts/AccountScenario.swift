import Events
import Processes
import Projections
import Schemas
import SwiftProtobuf
import Testing

/// Accounts as the log's writer keeps them.
struct AccountScenario {
  static let number: UInt64 = 42
  static let stream = "account-00000042"
  /// A Monday, 10:00 in Bogotá.
  static let start = "2026-03-02T15:00:00Z"

  private var scenario: ProcedureScenario
  var now: Timestamp {
    get { scenario.now }
    set { scenario.now = newValue }
  }
  /// What was admitted, as the log would hold it.
  var recorded: [RecordedEvent] { scenario.recorded }

  init(at start: String = Self.start) throws {
    scenario = try ProcedureScenario(
      AccountRules(zone: try SystemTimeZones.load("America/Bogota")), PolicyRules(), at: start)
  }

  /// An account to which this has happened.
  init(_ events: [any AccountMessage]) throws {
    try self.init()
    for event in events { try given(event) }
  }

  func standing(_ stream: String = Self.stream) throws -> AccountStanding {
    try #require(try scenario.state(of: stream, as: AccountState.self)?.standing)
  }

  mutating func given(
    _ events: any AccountMessage..., in stream: String = Self.stream,
    effective: Timestamp? = nil, origin: Origin = .client
  ) throws {
    for event in events {
      try scenario.given(event, in: stream, effective: effective, origin: origin)
    }
  }

  /// When: an event that wants to follow. One minute passes with each.
  ///
  /// - Returns: the refusal; `nil` when it was admitted.
  mutating func when(
    _ event: any AccountMessage, in stream: String = Self.stream, effective: Timestamp? = nil,
    origin: Origin = .client, as contentType: ContentType = .json
  ) throws -> Refusal? {
    try scenario.when(
      event, in: stream, effective: effective, origin: origin, as: contentType)
  }

  /// The code of the refusal; `nil` when it would be admitted. Nothing happens.
  func code(_ event: any AccountMessage, effective: Timestamp? = nil) throws -> String? {
    var copy = self
    return try copy.when(event, effective: effective)?.code
  }

  mutating func adopt(_ figure: PolicyFigureAdopted) throws {
    try scenario.given(figure, in: "policy-account")
  }
}

/// Accounts that have come some way, by the way the page tells it.
extension Act {
  static let openedAndContacted: [any AccountMessage] = [opened, contact]
  static let untilRequirements: [any AccountMessage] = openedAndContacted + [requirements]
  static let untilAble: [any AccountMessage] = untilRequirements + [able]
  /// Without a quote, since none was asked for.
  static let untilContract: [any AccountMessage] = untilAble + [contract]
  static let untilCommunication: [any AccountMessage] = untilContract + [communication]
  static let untilQuote: [any AccountMessage] =
    untilRequirements + [quoteRequested(), able, quote()]

  /// Activities 1 to 5.
  static let beforeContract: [any AccountMessage] = [
    profiled, consolidated, coveragesSent, nothingObserved, fixed,
  ]
  /// S1 and S2, with their answers.
  static let line: [any AccountMessage] = [headerAsked, headerAssigned, lineAsked, lineLinked]
  /// S3 to S4, sold otherwise than by telemarketing.
  static let planSent: [any AccountMessage] = [toSystems, pbx, toOperations]
  static let serviceStart: [any AccountMessage] =
    line + planSent + [planConfigured, enoughProviders, launched]
  /// Activities 6 to 10.
  static let afterContract: [any AccountMessage] = [
    loaded, archived, configured, tested, released,
  ]
}
