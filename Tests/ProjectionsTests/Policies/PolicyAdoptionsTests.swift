import Events
import Projections
import Schemas
import SwiftProtobuf
import TestSupport
import Testing

@Suite("Adopted figures, as a view", .temporaryDirectory)
struct PolicyAdoptionsTests {
  private func adoption(_ figure: String, days: UInt32) -> PolicyFigureAdopted {
    .with {
      $0.actor.name = "María"
      $0.figure = figure
      $0.businessDays = days
      $0.validFrom = "2026-03-01"
      $0.source = "circular 1-2026"
    }
  }

  @Test func `keeps all of them in order, with their streams and times`() async throws {
    let log = try TestLog()
    let follower = try Follower(
      PolicyAdoptions(), path: TemporaryDirectory.path + "/policies.mdb", log: log.log)
    try await log.append("policy-folio", adoption("a", days: 1))
    log.clock.advance(seconds: 60)
    try await log.append("policy-claim", adoption("a", days: 2))
    try await log.append("folio-00000001", Folios.opened(1))
    let last = try await log.append("policy-folio", adoption("a", days: 3))
    try follower.catchUp()
    let all = try PolicyAdoptionsReader(follower.store).all()
    #expect(all.map(\.stream) == ["policy-folio", "policy-claim", "policy-folio"])
    #expect(all.map(\.adopted.businessDays) == [1, 2, 3])
    #expect(all.last?.position == last.rawValue)
    #expect(Timestamp(all[0].recorded) == TestLog.start)
    #expect(Timestamp(all[1].recorded) == TestLog.start.adding(seconds: 60))
  }

  @Test func `stops at what is no adoption`() async throws {
    let log = try TestLog()
    let follower = try Follower(
      PolicyAdoptions(), path: TemporaryDirectory.path + "/policies.mdb", log: log.log)
    try await log.append("policy-folio", "policy.v1.Other")
    #expect(throws: FollowerError.self) { try follower.catchUp() }
  }
}
