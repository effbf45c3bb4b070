import Events
import Projections
import Schemas
import SwiftProtobuf
import TestSupport
import Testing

@Suite("Indicators of post-sale", .temporaryDirectory) struct OrderKpiTests {
  // What counts.

  @Test(arguments: OrderProcedure.all)
  func `requests of clients count, our own initiative does not`(
    _ procedure: OrderProcedure
  ) async throws {
    let fixture = try OrderFixture()
    try await fixture.request(
      1, procedure, at: "2026-03-10T12:00:00Z", done: "2026-03-10T13:00:00Z")
    try await fixture.append(1, Orders.reopened())
    try fixture.follow()
    let counts = !["I", "J", "K"].contains(procedure.letter)
    #expect(
      try fixture.figures(.init(executive: nil))
        == (counts ? ["2026-03 total 1 0 0", "2026-03 EE-1 1 0 0"] : []))
  }

  @Test(arguments: [OrderEnd.done, .early])
  func `an end is attended effectively, with the service or early`(_ end: OrderEnd) async throws {
    let fixture = try OrderFixture()
    try await fixture.request(1, at: "2026-03-10T12:00:00Z")
    try fixture.follow()
    #expect(try fixture.figures() == ["2026-03 total 1 0 0"])
    try await fixture.append(1, Orders.ended("B7", end), effective: "2026-03-10T13:00:00Z")
    try fixture.follow()
    #expect(try fixture.figures() == ["2026-03 total 1 1 1"])
  }

  @Test func `a call that is not confirmed is no end`() async throws {
    let fixture = try OrderFixture()
    try await fixture.request(1, at: "2026-03-10T12:00:00Z")
    try await fixture.append(1, Orders.step("B7", next: "B7"))
    try fixture.follow()
    #expect(try fixture.figures() == ["2026-03 total 1 0 0"])
  }

  // Under 24 hours, strictly, by effective times.

  @Test(arguments: [
    ("2026-03-11T11:59:59.999999Z", 1), ("2026-03-11T12:00:00Z", 0), ("2026-03-10T12:00:00Z", 1),
    ("2026-03-11T12:00:00.000001Z", 0),
  ])
  func `under 24 hours is strictly under`(_ done: String, _ timely: Int) async throws {
    let fixture = try OrderFixture()
    try await fixture.request(1, at: "2026-03-10T12:00:00Z", done: done)
    try fixture.follow()
    #expect(try fixture.figures() == ["2026-03 total 1 1 \(timely)"])
  }

  @Test func `the recording does not matter`() async throws {
    let fixture = try OrderFixture()
    try await fixture.append(1, Orders.received(1), effective: "2026-02-01T12:00:00Z")
    fixture.log.clock.set(Timestamp(rfc3339: "2026-03-20T12:00:00Z")!)
    try await fixture.append(1, Orders.ended("B7"), effective: "2026-02-01T20:00:00Z")
    try fixture.follow()
    #expect(try fixture.figures() == ["2026-02 total 1 1 1"])
  }

  // Months.

  @Test(arguments: [
    ("2026-03-01T03:59:59Z", "2026-02"), ("2026-03-01T04:00:00Z", "2026-03"),
    ("2026-01-01T00:00:00Z", "2025-12"),
  ])
  func `a request counts in the month of its receipt, in Bolivia`(
    _ received: String, _ month: String
  ) async throws {
    let fixture = try OrderFixture()
    try await fixture.request(1, at: received, done: "2026-03-10T00:00:00Z")
    try fixture.follow()
    #expect(try fixture.figures() == ["\(month) total 1 1 0"])
  }

  @Test func `a month without requests has no figure`() async throws {
    let fixture = try OrderFixture()
    try await fixture.request(1, at: "2026-01-10T12:00:00Z")
    try await fixture.request(2, at: "2026-03-10T12:00:00Z")
    try fixture.follow()
    #expect(try fixture.figures() == ["2026-01 total 1 0 0", "2026-03 total 1 0 0"])
    #expect(try fixture.figures(.init(month: YearMonth("2026-02"))) == [])
  }

  // Executives.

  @Test func `each executive has figures of its own`() async throws {
    let fixture = try OrderFixture()
    try await fixture.request(1, at: "2026-03-01T12:00:00Z", done: "2026-03-01T13:00:00Z")
    try await fixture.request(2, executive: "EE-2", at: "2026-03-02T12:00:00Z")
    try await fixture.request(
      3, executive: "EE-2", at: "2026-03-02T12:00:00Z", done: "2026-03-04T12:00:00Z")
    try fixture.follow()
    #expect(
      try fixture.figures(.init(executive: nil)) == [
        "2026-03 total 3 2 1", "2026-03 EE-1 1 1 1", "2026-03 EE-2 2 1 0",
      ])
    #expect(try fixture.figures(.init(executive: "EE-2")) == ["2026-03 EE-2 2 1 0"])
    #expect(try fixture.figures(.init(month: YearMonth("2026-03"), executive: "EE-1")).count == 1)
  }

  @Test func `a request goes with its executive`() async throws {
    let fixture = try OrderFixture()
    try await fixture.request(1, at: "2026-03-01T12:00:00Z", done: "2026-03-01T13:00:00Z")
    try await fixture.append(1, Orders.assigned("EE-2"))
    try fixture.follow()
    #expect(
      try fixture.figures(.init(executive: nil)) == ["2026-03 total 1 1 1", "2026-03 EE-2 1 1 1"])
    #expect(try fixture.kpi.figures(.init(executive: "EE-2"))[0].executive.name == "Noé Quispe")
  }

  // Reopening.

  @Test func `what the client says is not solved was not attended effectively`() async throws {
    let fixture = try OrderFixture()
    try await fixture.request(1, at: "2026-03-10T12:00:00Z", done: "2026-03-10T13:00:00Z")
    try await fixture.append(1, Orders.reopened(), effective: "2026-03-10T14:00:00Z")
    try fixture.follow()
    #expect(try fixture.figures() == ["2026-03 total 1 0 0"])
    // Solved after all, the same day: in time, but not effectively.
    try await fixture.append(1, Orders.ended("B7"), effective: "2026-03-10T20:00:00Z")
    try fixture.follow()
    #expect(try fixture.figures() == ["2026-03 total 1 0 1"])
  }

  // Closing and correcting.

  @Test func `what was reported stays, and each later change is kept with its position`()
    async throws
  {
    let fixture = try OrderFixture()
    try await fixture.request(1, at: "2026-02-27T12:00:00Z", done: "2026-02-27T13:00:00Z")
    try await fixture.request(2, at: "2026-02-28T12:00:00Z")
    let closed = try await fixture.close("2026-02")
    try fixture.follow()
    #expect(try fixture.changes() == [])
    // A late fact: attended in time, recorded after the closing.
    let late = try await fixture.append(
      2, Orders.ended("B7"), effective: "2026-03-01T11:00:00Z")
    try fixture.follow()
    let closing = try #require(try fixture.kpi.closings(.init(executive: nil)).first)
    #expect(closing.month == "2026-02")
    #expect(closing.position == closed.rawValue)
    #expect(closing.reported.map(\.line) == ["2026-02 total 2 1 1", "2026-02 EE-1 2 1 1"])
    #expect(try fixture.figures() == ["2026-02 total 2 2 2"])
    #expect(
      try fixture.changes()
        == ["@\(late.rawValue) #2 2026-02 total 2 1 1 -> 2026-02 total 2 2 2"])
    #expect(try fixture.changes(.init(executive: "EE-1")).count == 1)
    #expect(try fixture.changes(.init(executive: nil)).count == 2)
    #expect(try fixture.changes(.init(month: YearMonth("2026-03"))) == [])
  }

  @Test func `a request that is recorded late corrects its month`() async throws {
    let fixture = try OrderFixture()
    let closed = try await fixture.close("2026-02")
    let late = try await fixture.append(9, Orders.received(9), effective: "2026-02-10T12:00:00Z")
    try fixture.follow()
    #expect(try fixture.kpi.closings()[0].reported == [])
    #expect(try fixture.kpi.closings()[0].position == closed.rawValue)
    #expect(
      try fixture.changes()
        == ["@\(late.rawValue) #9 2026-02 total 0 0 0 -> 2026-02 total 1 0 0"])
  }

  @Test func `another executive after the closing changes two figures, not the total`()
    async throws
  {
    let fixture = try OrderFixture()
    try await fixture.request(1, at: "2026-02-27T12:00:00Z", done: "2026-02-27T13:00:00Z")
    _ = try await fixture.close("2026-02")
    let at = try await fixture.append(1, Orders.assigned("EE-2")).rawValue
    try fixture.follow()
    #expect(
      try fixture.changes(.init(executive: nil)) == [
        "@\(at) #1 2026-02 EE-2 0 0 0 -> 2026-02 EE-2 1 1 1",
        "@\(at) #1 2026-02 EE-1 1 1 1 -> 2026-02 EE-1 0 0 0",
      ])
  }

  @Test func `a fact that changes no figure is no change`() async throws {
    let fixture = try OrderFixture()
    try await fixture.request(1, at: "2026-02-01T12:00:00Z")
    _ = try await fixture.close("2026-02")
    try await fixture.append(1, OrderInteractionRecorded())
    try await fixture.append(1, Orders.step("B1", next: "B2"))
    try fixture.follow()
    #expect(try fixture.changes(.init(executive: nil)) == [])
  }

  @Test func `a month that is closed twice keeps what was reported first`() async throws {
    let fixture = try OrderFixture()
    let first = try await fixture.close("2026-02")
    try await fixture.request(1, at: "2026-02-01T12:00:00Z")
    _ = try await fixture.close("2026-02")
    try fixture.follow()
    #expect(try fixture.kpi.closings().map(\.position) == [first.rawValue])
  }

  @Test func `changes are read on behind a position, those of one event together`() async throws {
    let fixture = try OrderFixture()
    _ = try await fixture.close("2026-02")
    for number: UInt64 in 1...3 { try await fixture.request(number, at: "2026-02-01T12:00:00Z") }
    try fixture.follow()
    var numbers: [UInt64] = []
    var after: Position?
    repeat {
      let answer = try fixture.kpi.changes(.init(executive: nil), after: after, limit: 1)
      #expect(answer.changes.count == 2)
      numbers += answer.changes.map(\.number)
      after = answer.last
    } while after != nil
    #expect(numbers == [1, 1, 2, 2, 3, 3])
  }
}
