import Events
import Projections
import Schemas
import SwiftProtobuf
import TestSupport
import Testing

@Suite("OrderBoardReader", .temporaryDirectory) struct OrderBoardReaderTests {
  /// 1 to 8: odd ones B, even ones E; 5 has ended; EE-1 has 1 to 4, EE-10 the rest.
  private func fixture() async throws -> OrderFixture {
    let fixture = try OrderFixture()
    for number: UInt64 in [3, 8, 1, 6, 2, 7, 5, 4] {
      try await fixture.append(
        number,
        Orders.received(
          number, number % 2 == 1 ? .cambioDePlan : .registroDeDanos,
          executive: number < 5 ? "EE-1" : "EE-10", client: number == 7 ? "99" : "1023275028",
          contract: number < 3 ? "C-1" : "C-2"), effective: "2026-03-0\(number)T12:00:00Z")
    }
    try await fixture.append(5, Orders.ended("B7"))
    try await fixture.append(6, Orders.step("E1", next: "E2"))
    try fixture.follow()
    return fixture
  }

  @Test(
    arguments: zip(
      [
        OrderBoardReader.Filter(), .init(withEnded: true), .init(procedure: .cambioDePlan),
        .init(procedure: .registroDeDanos, step: "E1"), .init(step: "E2"),
        .init(executive: "EE-1"), .init(executive: "EE-10"),
        .init(executive: "EE-10", withEnded: true), .init(executive: "EE"),
        .init(procedure: .cambioDePlan, executive: "EE-1"), .init(client: "99"),
        .init(executive: String(repeating: "x", count: 200)),
      ],
      [
        [1, 2, 3, 4, 6, 7, 8], [1, 2, 3, 4, 5, 6, 7, 8], [1, 3, 7], [2, 4, 8], [6], [1, 2, 3, 4],
        [6, 7, 8], [5, 6, 7, 8], [], [1, 3], [7], [],
      ] as [[UInt64]]))
  func `lists what passes every filter in order of number`(
    _ filter: OrderBoardReader.Filter, _ expected: [UInt64]
  ) async throws {
    let board = try await fixture().board
    for limit in [1, 2, 3, 8, 100] {
      var numbers: [UInt64] = []
      var after: UInt64 = 0
      repeat {
        let answer = try board.rows(filter, after: after, limit: limit)
        #expect(answer.rows.count <= limit)
        numbers += answer.rows.map(\.number)
        after = answer.after
      } while after != 0
      #expect(numbers == expected, "at most \(limit) at a time")
    }
  }

  @Test func `of no requests there is no highest number`() throws {
    #expect(try OrderFixture().board.highestNumber() == nil)
  }

  @Test func `begins behind any number and knows the highest`() async throws {
    let board = try await self.fixture().board
    #expect(try board.highestNumber()?.rawValue == 8)
    #expect(try board.rows(after: 6, limit: 10).rows.map(\.number) == [7, 8])
    #expect(try board.rows(after: .max, limit: 10).rows.isEmpty)
  }

  @Test func `the portfolio of an executive is by client and contract`() async throws {
    let board = try await fixture().board
    func lines(_ executive: String) throws -> [String] {
      try board.portfolio(of: executive).map {
        "\($0.client.number) \($0.contract) \($0.open)/\($0.total) "
          + Timestamp($0.lastReceived).description.prefix(10)
      }
    }
    #expect(
      try lines("EE-1") == ["1023275028 C-1 2/2 2026-03-02", "1023275028 C-2 2/2 2026-03-04"])
    #expect(try lines("EE-10") == ["1023275028 C-2 2/3 2026-03-08", "99 C-2 1/1 2026-03-07"])
    #expect(try lines("EE-2") == [])
  }

  // Visits.

  private func visits() async throws -> OrderFixture {
    let fixture = try OrderFixture()
    try await fixture.request(1, .visitaDeSoporte, at: "2026-03-10T12:00:00Z")
    try await fixture.request(2, .registroDeDanos, executive: "EE-2", at: "2026-03-10T12:00:00Z")
    try await fixture.append(
      1, try Orders.visit("L5", next: "L6", at: "2026-03-12T14:00:00Z"))
    try await fixture.append(
      2, try Orders.visit("E8", next: "E9", at: "2026-03-12T03:59:00Z"))
    try await fixture.append(
      1, try Orders.visit("L5", next: "L6", at: "2026-03-13T04:00:00Z"))
    try fixture.follow()
    return fixture
  }

  @Test func `an executive's visits stand in order of time, by local days`() async throws {
    let fixture = try await visits()
    func numbers(_ executive: String, _ from: String?, _ to: String?) throws -> [String] {
      try fixture.board.visits(
        of: executive, from: from.flatMap { LocalDate($0) }, to: to.flatMap { LocalDate($0) },
        limit: 10
      ).map { "\($0.number) \($0.step) \(Timestamp($0.visit.at).description.prefix(16))" }
    }
    #expect(
      try numbers("EE-1", nil, nil) == ["1 L5 2026-03-12T14:00", "1 L5 2026-03-13T04:00"])
    #expect(try numbers("EE-1", "2026-03-13", nil) == ["1 L5 2026-03-13T04:00"])
    #expect(try numbers("EE-1", nil, "2026-03-12") == ["1 L5 2026-03-12T14:00"])
    #expect(try numbers("EE-2", "2026-03-11", "2026-03-11") == ["2 E8 2026-03-12T03:59"])
    #expect(try numbers("EE-2", "2026-03-12", nil) == [])
    #expect(try fixture.board.visits(of: "EE-1", from: nil, to: nil, limit: 1).count == 1)
  }

  @Test func `another executive takes the visits over`() async throws {
    let fixture = try await visits()
    try await fixture.append(1, Orders.assigned("EE-2"))
    try fixture.follow()
    #expect(try fixture.board.visits(of: "EE-1", from: nil, to: nil, limit: 9).isEmpty)
    let visits = try fixture.board.visits(of: "EE-2", from: nil, to: nil, limit: 9)
    #expect(visits.map(\.number) == [2, 1, 1])
    #expect(visits.map(\.executive.name) == ["Ximena Peña", "Noé Quispe", "Noé Quispe"])
    #expect(visits[1].company == "Panadería Ñuflo S.R.L.")
    #expect(try fixture.board.rows(.init(executive: "EE-2"), limit: 9).rows.count == 2)
    #expect(try fixture.board.rows(.init(executive: "EE-1"), limit: 9).rows.isEmpty)
  }
}
