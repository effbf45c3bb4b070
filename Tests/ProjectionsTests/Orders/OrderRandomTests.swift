import Events
import Foundation
import Projections
import Schemas
import SwiftProtobuf
import TestSupport
import Testing

@Suite("Views of post-sale, random histories", .temporaryDirectory) struct OrderRandomTests {
  /// What the views should say, counted anew from all requests each time.
  private struct Recount {
    struct Request {
      let procedure: OrderProcedure
      let received: Timestamp
      var executive: String
      var step: String
      var end = OrderEnd.unspecified
      var entered: Timestamp
      var concluded: Timestamp?
      var isReopened = false
      var lastStep = ""
    }

    var requests: [UInt64: Request] = [:]

    var cells: [String] {
      Set(requests.values.map { "\($0.procedure.letter) \($0.end) \($0.step)" }).sorted().map {
        place in
        let own = requests.values.filter { "\($0.procedure.letter) \($0.end) \($0.step)" == place }
        let oldest = own.filter { $0.end == .unspecified }.map(\.entered).min()
        return "\(place) \(own.count) \(oldest?.description ?? "")"
      }
    }

    var figures: [String] {
      var counts: [String: (requests: Int, effective: Int, timely: Int)] = [:]
      for request in requests.values where request.procedure.countsInIndicators {
        let month = BolivianTime.month(at: request.received)
        let isEffective = request.concluded != nil && !request.isReopened
        let hours24: Int64 = 86_400_000_000
        let isTimely =
          request.concluded.map {
            $0.microseconds - request.received.microseconds < hours24
          } ?? false
        for key in ["\(month) total", "\(month) \(request.executive)"] {
          counts[key, default: (0, 0, 0)].requests += 1
          if isEffective { counts[key, default: (0, 0, 0)].effective += 1 }
          if isTimely { counts[key, default: (0, 0, 0)].timely += 1 }
        }
      }
      return counts.map {
        "\($0.key) \($0.value.requests) \($0.value.effective) \($0.value.timely)"
      }
      .sorted()
    }
  }

  @Test func `agree with a recount after every event, and with views built anew`() async throws {
    let seed =
      ProcessInfo.processInfo.environment["SEED"].flatMap(UInt64.init)
      ?? UInt64.random(in: 0 ... .max)
    print("seed \(seed); run it again with SEED=\(seed)")
    var random = SeededRandom(seed: seed)
    let fixture = try OrderFixture()
    var recount = Recount()
    var isClosed = false
    for step in 0..<500 {
      try await appendOne(fixture, &recount, &random)
      if step == 250 {
        _ = try await fixture.close("2026-02")
        isClosed = true
      }
      try fixture.follow()
      let cells = try fixture.board.board().map { cell in
        "\(cell.procedure.letter) \(cell.end) \(cell.step) \(cell.count) "
          + (cell.hasOldest ? Timestamp(cell.oldest).description : "")
      }
      try #require(cells.sorted() == recount.cells, "seed \(seed), step \(step)")
      try #require(
        try fixture.figures(.init(executive: nil)).sorted() == recount.figures,
        "seed \(seed), step \(step)")
    }
    #expect(isClosed)
    try checkAudit(fixture, seed)
    for executive in ["EE-1", "EE-2", "EE-3"] {
      let rows = try fixture.board.rows(.init(executive: executive, withEnded: true), limit: 1000)
      let own = recount.requests.filter { $0.value.executive == executive }.keys.sorted()
      #expect(rows.rows.map(\.number) == own, "seed \(seed)")
    }
    let path = TemporaryDirectory.path
    let board = try Follower(OrderBoard(), path: path + "/board2.mdb", log: fixture.log.log)
    let kpi = try Follower(OrderKpi(), path: path + "/kpi2.mdb", log: fixture.log.log)
    try board.catchUp()
    try kpi.catchUp()
    #expect(try board.store.digest() == fixture.boardFollower.store.digest(), "seed \(seed)")
    #expect(try kpi.store.digest() == fixture.kpiFollower.store.digest(), "seed \(seed)")
  }

  /// What was reported and all changes since come to what there is now.
  private func checkAudit(_ fixture: OrderFixture, _ seed: UInt64) throws {
    let all = OrderKpiReader.Filter(month: YearMonth("2026-02"), executive: nil)
    var figures: [String: String] = [:]
    for figure in try fixture.kpi.closings(all)[0].reported {
      figures[figure.executive.key] = figure.line
    }
    for change in try fixture.kpi.changes(all, limit: 100_000).changes {
      let key = change.after.executive.key
      if let before = figures[key] { #expect(before == change.before.line, "seed \(seed)") }
      figures[key] = change.after.requests == 0 ? nil : change.after.line
    }
    #expect(try figures.values.sorted() == fixture.figures(all).sorted(), "seed \(seed)")
  }

  private func appendOne(
    _ fixture: OrderFixture, _ recount: inout Recount, _ random: inout SeededRandom
  ) async throws {
    fixture.log.clock.advance(seconds: Int64.random(in: 0...9_000, using: &random))
    let now = fixture.log.clock.now
    guard let number = recount.requests.keys.sorted().randomElement(using: &random),
      Int.random(in: 0..<4, using: &random) > 0
    else { return try await receive(fixture, &recount, &random) }
    var request = recount.requests[number]!
    let at = Timestamp(
      microseconds: Int64.random(
        in: request.received.microseconds...now.microseconds, using: &random))
    let effective = at.description
    switch Int.random(in: 0..<6, using: &random) {
    case 0:
      let executive = ["EE-1", "EE-2", "EE-3"].randomElement(using: &random)!
      try await fixture.append(number, Orders.assigned(executive), effective: effective)
      request.executive = executive
    case 1 where request.end != .unspecified:
      try await fixture.append(number, Orders.reopened(), effective: effective)
      request.step = request.lastStep
      request.end = .unspecified
      request.concluded = nil
      request.isReopened = true
      request.entered = at
    case 2, 3:
      guard request.end == .unspecified else { return }
      let end = [OrderEnd.done, .early].randomElement(using: &random)!
      try await fixture.append(number, Orders.ended("X7", end), effective: effective)
      request.lastStep = "X7"
      request.step = ""
      request.end = end
      request.concluded = at
    default:
      guard request.end == .unspecified else { return }
      let next = ["X2", "X3", "X10"].randomElement(using: &random)!
      try await fixture.append(number, Orders.step("X1", next: next), effective: effective)
      request.lastStep = "X1"
      if next != request.step { request.entered = at }
      request.step = next
    }
    recount.requests[number] = request
  }

  private func receive(
    _ fixture: OrderFixture, _ recount: inout Recount, _ random: inout SeededRandom
  ) async throws {
    let number = (recount.requests.keys.max() ?? 0) + UInt64.random(in: 1...3, using: &random)
    let procedure = OrderProcedure.all.randomElement(using: &random)!
    let executive = ["EE-1", "EE-2", "EE-3"].randomElement(using: &random)!
    let now = fixture.log.clock.now.microseconds
    // Up to seventy days late.
    let received = Timestamp(
      microseconds: Int64.random(in: now - 6_048_000_000_000...now, using: &random))
    try await fixture.append(
      number, Orders.received(number, procedure, executive: executive),
      effective: received.description)
    recount.requests[number] = Recount.Request(
      procedure: procedure, received: received, executive: executive,
      step: procedure.firstStep, entered: received)
  }
}
