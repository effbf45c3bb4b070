import Events
import Processes
import Projections
import Schemas
import SwiftProtobuf
import Testing

/// One folio and the process that watches it, event by event in the order of the log.
struct EscalationScenario {
  /// A Friday, 18:00 in Mexico City.
  static let friday = Timestamp(rfc3339: "2026-03-07T00:00:00Z")!

  let process: FolioEscalations
  var folios: FolioScenario
  private(set) var wait: FolioWait?
  private(set) var policies = PolicyBook()

  init(at start: Timestamp = Self.friday) throws {
    let zone = try SystemTimeZones.load("America/Mexico_City")
    process = FolioEscalations(calendar: try .mexico(zone: zone))
    folios = try FolioScenario()
    folios.now = start
  }

  /// A folio that was opened and then moved; all of it at `start`.
  init(
    at start: Timestamp = Self.friday, medicalInformation: Bool = false,
    moved stages: [FolioStage]
  ) throws {
    try self.init(at: start)
    try given(.opening(.individual.changed { $0.medicalInformation = medicalInformation }))
    for stage in stages {
      if stage == .cotizacionEntregada { try given(.document("c-1", .quote)) }
      let seen = folios.recorded.count
      folios.now = start
      try folios.given(movedTo: stage)
      try follow(from: seen)
    }
  }

  mutating func given(_ event: any Message, origin: Origin = .client) throws {
    let seen = folios.recorded.count
    try folios.given(event, origin: origin)
    try follow(from: seen)
  }

  private mutating func follow(from seen: Int) throws {
    for event in folios.recorded[seen...] {
      wait = try process.apply(event, to: wait, policies: policies)
    }
  }

  mutating func save(medicalInformation: Bool) throws {
    let form = try folios.folio().form.changed { $0.medicalInformation = medicalInformation }
    try given(.saving(form))
  }

  /// An event of `policy-folio`, which must be admitted.
  mutating func adopt(_ adoption: PolicyFigureAdopted) throws {
    let stream = try StreamName("policy-folio")
    if let refusal = try PolicyScenario.refusal(of: adoption, in: stream) { throw refusal }
    policies.adopt(
      RecordedEvent(
        position: Position(0), stream: stream, revision: Revision(0),
        id: EventID(high: 1, low: 0), type: try EventType("policy.v1.FigureAdopted"),
        contentType: .json, origin: .client, recorded: folios.now, effective: folios.now,
        data: Array(try adoption.jsonString().utf8), metadata: []))
  }

  /// The rule and the time of the one deadline; `nil` when it waits for none.
  func deadline() throws -> String? {
    guard let wait else { return nil }
    let timers = try process.timers(of: wait)
    #expect(timers.count <= 1)
    return timers.first.map { "\($0.rule) \($0.due)" }
  }

  /// What the daemon appends when the deadline is met at `now`.
  func fired(at now: Timestamp) throws -> FolioStageChanged {
    let wait = try #require(wait)
    let timer = try #require(try process.timers(of: wait).first)
    let events = process.fire(timer, of: wait, now: now)
    let event = try #require(events.first)
    #expect(events.count == 1)
    #expect(event.type.text == "folio.v1.StageChanged")
    #expect(event.contentType == .json)
    #expect(events == process.fire(timer, of: wait, now: now))
    return try FolioStageChanged(jsonString: String(decoding: event.data, as: UTF8.self))
  }
}
