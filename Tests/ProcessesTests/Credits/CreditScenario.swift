import Events
import Processes
import Projections
import Schemas
import SwiftProtobuf
import Testing

/// One client's stream as the log's writer keeps it, with the policies, the claims and the report.
struct CreditScenario {
  static let cedula = "1098765432"
  static let stream = "credit-\(cedula)"

  private var scenario: ProcedureScenario

  /// - Parameter date: 10:00 in Bogota of this day.
  init(at date: String = "2018-07-15") throws {
    let zone = try SystemTimeZones.load("America/Bogota")
    scenario = try ProcedureScenario(
      CreditRules(zone: zone), ClaimRules(zone: zone), PolicyRules(), at: "\(date)T15:00:00Z")
  }

  /// A client with the obligation F-1, disbursed on 2018-07-15.
  static func withCredit() throws -> CreditScenario {
    var scenario = try CreditScenario()
    try scenario.given(.registration())
    try scenario.given(.credit())
    return scenario
  }

  /// What was admitted, as the log would hold it.
  var recorded: [RecordedEvent] { scenario.recorded }
  var now: Timestamp { scenario.now }

  mutating func at(_ date: String, _ time: String = "15:00:00") throws {
    scenario.now = try #require(Timestamp(rfc3339: "\(date)T\(time)Z"))
  }

  mutating func at(_ moment: Timestamp) throws { scenario.now = moment }

  mutating func given(
    _ event: any Message, in stream: String = Self.stream, origin: Origin = .client
  ) throws {
    try scenario.given(event, in: stream, origin: origin)
  }

  /// The refusal; `nil` when the event was admitted.
  mutating func when(
    _ event: any Message, in stream: String = Self.stream, effective: Timestamp? = nil,
    origin: Origin = .client
  ) throws -> Refusal? {
    try scenario.when(event, in: stream, effective: effective, origin: origin)
  }

  mutating func whenRaw(_ type: EventType, _ data: [UInt8]) throws -> Refusal? {
    try scenario.when(type: type, .json, data, in: Self.stream)
  }

  /// Of an event that wants to follow now, and does not.
  func code(
    _ event: any Message, in stream: String = Self.stream, origin: Origin = .client
  ) throws -> String? {
    var copy = self
    return try copy.when(event, in: stream, origin: origin)?.code
  }

  func state(_ stream: String = Self.stream) throws -> CreditState {
    try #require(try scenario.state(of: stream, as: CreditState.self))
  }

  /// With what claims have paid.
  func accounts() throws -> CreditAccounts {
    try state().accounts { stream in
      try? scenario.state(of: stream.text, as: (any Sendable).self)
    }
  }

  /// Of an obligation, in pesos: capital, interest, default interest, charges.
  func owed(on date: String, of invoice: String = "F-1") throws -> [Int64] {
    let obligation = try #require(try accounts().obligation(invoice))
    let balance = obligation.balance(on: day(date))
    return CreditConcept.all.map { balance[$0].minorUnits / 100 }
  }
}
