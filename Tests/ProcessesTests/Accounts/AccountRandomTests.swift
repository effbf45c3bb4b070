import Events
import Processes
import Projections
import Schemas
import SwiftProtobuf
import TestSupport
import Testing

/// Random histories: whatever is tried, in whatever order, an account never comes to a point from
/// which it cannot go on, and never goes live before its time.
@Suite("Random histories of accounts") struct AccountRandomTests {
  /// Every kind of event there is, most of them out of order at any moment.
  private static let acts: [any AccountMessage] =
    [
      Act.contact, Act.visitRequested, Act.visit, Act.presentationRequested, Act.presentation,
      Act.presentationArrived, Act.requirements, Act.able, Act.differences, Act.contract,
      Act.communication, Act.satisfaction, Act.property, Act.quoteRequested("COT-1"),
      Act.quoteRequested("COT-2"), Act.quote("COT-1"), Act.quote("COT-2"), Act.followUp("COT-1"),
      Act.refusal("COT-1", then: "COT-3"), Act.quote("COT-3"), Act.amendment(),
      Act.signature(.client), Act.signature(.company), Act.attachment(), Act.observed,
      Act.adjusted, Act.testFailed, Act.releaseFailed, Act.tooFewProviders, Act.toOperationsForTMK,
      Act.trained, Act.chased(), Act.returned(), Act.resolved(), Act.paid(), Act.paid("FV-2"),
    ] + Act.beforeContract + Act.afterContract + Act.serviceStart + Act.issue()
    + Act.issue("FV-2")

  private func isAllDone(_ standing: AccountStanding) -> Bool {
    standing.hasLive && standing.commercial.end == .done
      && standing.amendments.allSatisfy { $0.path.end == .done }
      && standing.invoices.allSatisfy(\.hasPaid)
  }

  @Test func `always find a way to the end`() throws {
    var random = SeededRandom.printed()
    for _ in 0..<12 {
      var account = try AccountScenario([Act.opened])
      var liveBefore = false
      // Every event is tried again and again; what fits is admitted, the rest refused. Setbacks are
      // drawn by chance: most accounts end within 20 rounds, a few needed more than 40.
      for _ in 0..<1000 {
        if isAllDone(try account.standing()) { break }
        for event in Self.acts.shuffled(using: &random) {
          // Tests fail now and then, not for ever.
          let isSetback = event is AccountNumberTested || event is AccountNumberReleased
          if isSetback && Int.random(in: 0..<3, using: &random) == 0 { continue }
          _ = try account.when(event)
          let standing = try account.standing()
          try check(standing)
          #expect(!liveBefore || standing.hasLive)
          liveBefore = standing.hasLive
        }
      }
      #expect(isAllDone(try account.standing()))
    }
  }

  private func check(_ standing: AccountStanding) throws {
    let isReady = standing.incorporation.end == .done && standing.service.end == .done
    #expect(standing.hasLive == isReady)
    for route in standing.routes {
      let path = try #require(standing.path(route))
      // Nothing hangs: something is open, or the table has ended.
      #expect(!path.open.isEmpty || path.end != .unspecified)
      #expect(Set(path.open.map(\.step)).isDisjoint(with: path.waiting))
      // A step is open and taken at once only while it is not closed; and has its time if it is free.
      #expect(path.open.allSatisfy { !path.taken.contains($0.step) })
    }
    // The ties between the tables.
    let activities = Set(standing.incorporation.taken)
    if activities.contains("6") { #expect(standing.isContracted) }
    if activities.contains("8") {
      #expect(Set(standing.service.taken).isSuperset(of: ["S1", "S1R", "S2", "S2R"]))
    }
    if !standing.service.taken.isEmpty { #expect(standing.isContracted) }
  }
}
