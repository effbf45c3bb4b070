import Events
import Processes
import Projections
import Schemas
import SwiftProtobuf
import Testing

/// One request and the process that watches it, event by event in the order of the log.
struct OrderEscalationsScenario {
  let process: OrderEscalations
  private(set) var orders: OrderScenario
  private(set) var wait: OrderWait?
  private(set) var policies = PolicyBook()
  private var seen = 0

  init(at start: String = OrderScenario.start) throws {
    process = OrderEscalations(calendar: try Fixture.calendar("BO"))
    orders = try OrderScenario(at: start)
  }

  init(
    _ received: OrderReceived, at start: String = OrderScenario.start
  ) throws {
    try self.init(at: start)
    try given(received)
  }

  /// The time at which the next event is recorded.
  mutating func at(_ time: String) { orders.now = Timestamp.at(time) }

  mutating func given(
    _ event: any Message, in number: UInt64 = OrderScenario.number, origin: Origin = .client
  ) throws {
    try orders.given(event, in: number, origin: origin)
    try follow()
  }

  mutating func given(steps: String..., in number: UInt64 = OrderScenario.number) throws {
    for step in steps { try given(try orders.step(step, in: number), in: number) }
  }

  mutating func adopt(_ adoption: PolicyFigureAdopted) throws {
    if let refusal = try orders.when(adoption, stream: "policy-order") { throw refusal }
    try follow()
  }

  mutating func given(_ received: OrderReceived) throws {
    try given(received, in: received.number)
  }

  /// Only the request of `OrderScenario.number` is watched.
  private mutating func follow() throws {
    let own = try OrderScenario.stream(OrderScenario.number)
    for event in orders.recorded[seen...] {
      if event.stream.text == "policy-order" { policies.adopt(event) }
      if event.stream.text == own {
        wait = try process.apply(event, to: wait, policies: policies)
      }
    }
    seen = orders.recorded.count
  }

  /// The limits that run: rule and due time, in order of due time.
  func deadlines() throws -> [String] {
    guard let wait else { return [] }
    return try process.timers(of: wait).sorted { $0.due < $1.due }
      .map { "\($0.rule) \($0.due.description.prefix(16))" }
  }

  /// What they will do.
  func outlook() throws -> [String] {
    guard let wait else { return [] }
    let stream = try StreamName(OrderScenario.stream(OrderScenario.number))
    return try process.timers(of: wait).sorted { $0.due < $1.due }.map {
      let outlook = process.describe($0, of: wait, in: stream)
      return "\(outlook.subject) \(outlook.action) (\(outlook.source))"
    }
  }

  /// What the daemon appends when the first limit is met at `now`.
  func fired(at now: String) throws -> ProcessEvent {
    let wait = try #require(wait)
    let timer = try #require(try process.timers(of: wait).min { $0.due < $1.due })
    let events = process.fire(timer, of: wait, now: Timestamp.at(now))
    #expect(events.count == 1)
    #expect(events == process.fire(timer, of: wait, now: Timestamp.at(now)))
    return try #require(events.first)
  }

  /// The daemon meets the first limit, and its event is admitted.
  mutating func fire(at now: String) throws {
    let event = try fired(at: now)
    let json = String(decoding: event.data, as: UTF8.self)
    at(now)
    switch event.type.text {
    case "order.v1.DeadlinePassed":
      try given(try OrderDeadlinePassed(jsonString: json), origin: .process)
    default: try given(try OrderServiceReconnected(jsonString: json), origin: .process)
    }
  }
}
