import Events
import Processes
import Projections
import Schemas
import SwiftProtobuf
import TestSupport
import Testing

@Suite("Random histories on the board of accounts", .temporaryDirectory)
struct AccountBoardRandomTests {
  private static let acts: [any AccountMessage] =
    [
      Act.opened, Act.contact, Act.visitRequested, Act.visit, Act.requirements, Act.able,
      Act.differences, Act.notAble, Act.contract, Act.communication, Act.satisfaction,
      Act.property, Act.quoteRequested("COT-1"), Act.quote("COT-1"),
      Act.refusal("COT-1", then: "COT-2"), Act.quote("COT-2"), Act.amendment(),
      Act.signature(.client), Act.signature(.company), Act.attachment(), Act.testFailed,
      Act.tooFewProviders, Act.chased(), Act.returned(), Act.resolved(), Act.paid(),
    ] + Act.beforeContract + Act.afterContract + Act.serviceStart + Act.issue()

  @Test func `agree with a recount of the pages, and with a view built anew`() async throws {
    var random = SeededRandom.printed()
    let fixture = try AccountBoardFixture(governed: false)
    var standings: [UInt64: AccountStanding] = [:]
    for _ in 0..<8 {
      for event in Self.acts.shuffled(using: &random) {
        let number = UInt64.random(in: 1...4, using: &random)
        // What the rules would refuse is left out, but for what they cannot tell apart here.
        let isOpening = event is AccountProspectOpened
        guard (standings[number] == nil) == isOpening else { continue }
        try await fixture.given([event], in: number)
        standings[number] = try fixture.page(number).standing
      }
    }
    try check(fixture, standings)

    let anew = try Follower(
      AccountBoard(), path: TemporaryDirectory.path + "/anew.mdb", log: fixture.log.log)
    try anew.catchUp()
    #expect(try anew.store.digest() == fixture.follower.store.digest())
  }

  private func check(
    _ fixture: AccountBoardFixture, _ standings: [UInt64: AccountStanding]
  ) throws {
    let situations = standings.mapValues(\.situation)
    for situation in AccountSituation.allCases.dropFirst() {
      let rows = try fixture.board.rows(.accounts(situation), limit: 1000).rows
      #expect(rows.map(\.number) == situations.filter { $0.value == situation }.keys.sorted())
    }
    var counted = 0
    for area in AccountArea.all {
      let rows = try fixture.board.rows(.tasks(area), limit: 1000).rows
      counted += rows.count
      let times = rows.map { Timestamp($0.task.since) }
      #expect(times == times.sorted())
      let count = try fixture.board.counts().first { $0.bucket == .area(area) }?.count ?? 0
      #expect(Int(count) == rows.count)
    }
    #expect(try fixture.board.rows(.tasks(nil), limit: 1000).rows.count == counted)
    let quotes = standings.values.map { standing in
      standing.quotes.count { $0.hasSent || standing.situation != .closed }
    }.reduce(0, +)
    #expect(try fixture.board.rows(.quotes(nil), limit: 1000).rows.count == quotes)
    let invoices = standings.values.map(\.invoices.count).reduce(0, +)
    #expect(try fixture.board.rows(.invoices(nil), limit: 1000).rows.count == invoices)
    let amendments = standings.values.map(\.amendments.count).reduce(0, +)
    #expect(try fixture.board.rows(.amendments(nil), limit: 1000).rows.count == amendments)
  }
}
