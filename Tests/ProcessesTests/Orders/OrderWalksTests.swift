import Events
import Processes
import Projections
import Schemas
import SwiftProtobuf
import Testing

@Suite("Ways through the procedures") struct OrderWalksTests {
  static let outcomes = OrderProcedures.all.flatMap { _, path in
    path.steps.flatMap { step in step.outcomes.map { "\(step.id) \($0.name)" } }
  }

  @Test(arguments: outcomes)
  func `every condition of every step can hold`(_ outcome: String) throws {
    #expect(try OrderWalks.all.get().admitted.contains(outcome))
  }

  @Test func `nothing else is refused on the way than what the facts contradict`() throws {
    #expect(
      try OrderWalks.all.get().refused == [
        "order.facts-say-other", "order.equipment-not-charged", "order.equipment-charged",
        "order.earlier-suspension-unknown", "order.suspended-this-year",
      ])
  }

  @Test func `every way ends with an interaction, no open work order, and its papers back`() throws
  {
    let ended = try OrderWalks.all.get().ended
    #expect(ended.count > 100)
    for scenario in ended {
      let order = try scenario.order()
      let last = try #require(scenario.recorded.last)
      guard case .stepTaken(let step) = try OrderEvent(last) else {
        Issue.record("\(last.type) is no step")
        continue
      }
      #expect(step.end != .unspecified)
      #expect(!step.interaction.text.isEmpty)
      #expect(order.openWorkOrders == [])
      #expect(
        order.holder == nil
          || (order.holder == .ejecutivoEmpresas && step.actor.role != .ejecutivoEmpresas))
      #expect(order.step == nil)
    }
  }

  @Test func `ends without the service where the page says early, and done elsewhere`() throws {
    let early: Set = [
      "A4", "B3", "C10", "D7", "D9", "G10", "H3", "H5", "H15", "K12",
    ]
    let done: Set = [
      "A6", "B7", "C11", "D9", "E12", "F4", "F6", "G3", "G9", "H14", "I7", "J3", "J8", "J11", "K5",
      "K7", "K11", "K17", "L4", "L8",
    ]
    var seen: [PathEnd: Set<String>] = [:]
    for scenario in try OrderWalks.all.get().ended {
      let order = try scenario.order()
      seen[try #require(order.path.end), default: []].insert(order.lastStep)
    }
    #expect(seen[.early] == early)
    #expect(seen[.done] == done)
  }

  // What a step is refused for, at each step of each table.

  static let steps = OrderProcedures.all.flatMap { $0.path.steps.map(\.id) }

  @Test(arguments: steps)
  func `a step by another role is refused with those who may take it`(_ id: String) throws {
    var scenario = try #require(try OrderWalks.all.get().waiting[id])
    let order = try scenario.order()
    let row = try #require(OrderProcedures.path(order.procedure)?.step(id))
    let outcome = row.outcomes[0].name
    for role in OrderRole.allCases where role != .unspecified && role != .system {
      let event = try scenario.step("\(id) \(outcome)") { $0.actor = .person(role) }
      if row.roles.contains(role) { continue }
      let refusal = try #require(try scenario.when(event))
      #expect(refusal.code == "order.other-role")
      #expect(refusal.allowed == row.roles.map(\.code))
      #expect(refusal.source == "postsale: \(id.prefix(1))")
    }
  }

  @Test(arguments: steps)
  func `a step that the path does not allow now is refused with the one that it does`(
    _ id: String
  ) throws {
    var scenario = try #require(try OrderWalks.all.get().waiting[id])
    let path = try #require(OrderProcedures.path(try scenario.order().procedure))
    for step in path.steps where step.id != id {
      let event = try scenario.step("\(step.id) \(step.outcomes[0].name)")
      let refusal = try #require(try scenario.when(event))
      #expect(["order.step-not-open", "order.step-taken-already"].contains(refusal.code))
      #expect(refusal.allowed == [id])
    }
    let unknown = try scenario.when(
      try scenario.step("\(id) \(path.step(id)!.outcomes[0].name)") { $0.step = "Z1" })
    #expect(unknown?.code == "order.step-unknown")
    #expect(unknown?.allowed == [id])
  }

  @Test(arguments: steps)
  func `an outcome that the table has not, or that leads elsewhere, is refused`(
    _ id: String
  ) throws {
    var scenario = try #require(try OrderWalks.all.get().waiting[id])
    let row = try #require(
      OrderProcedures.path(try scenario.order().procedure)?.step(id))
    let event = try scenario.step("\(id) \(row.outcomes[0].name)")
    let unknown = try scenario.when(event.changed { $0.outcome = "maybe" })
    #expect(unknown?.code == "order.outcome-unknown")
    #expect(unknown?.allowed == row.outcomes.map(\.name))
    let elsewhere = try scenario.when(event.changed { $0.next = "A1" })
    #expect(elsewhere?.code == "order.place-differs")
    let otherEnd = try scenario.when(
      event.changed { $0.end = $0.end == .early ? .done : .early })
    #expect(otherEnd?.code == "order.place-differs")
  }

  @Test func `an end, and what the source asks for, needs an interaction`() throws {
    let needed: Set = ["C9", "E8", "I2", "K14"]
    for (id, scenario) in try OrderWalks.all.get().waiting {
      let path = try #require(OrderProcedures.path(try scenario.order().procedure))
      for outcome in try #require(path.step(id)).outcomes {
        let event = try scenario.step("\(id) \(outcome.name)")
        var without = scenario
        var with = scenario
        guard try with.when(event) == nil else { continue }
        let refusal = try without.when(event.changed { $0.interaction.text = " " })
        let isNeeded = needed.contains(id) || [.done, .early].contains(outcome.next)
        #expect(refusal?.code == (isNeeded ? "order.interaction-missing" : nil), "\(id)")
      }
    }
  }

  @Test func `nothing follows the end but what the page lets follow`() throws {
    for scenario in try OrderWalks.all.get().ended.prefix(40) {
      var scenario = scenario
      let order = try scenario.order()
      let path = try #require(OrderProcedures.path(order.procedure))
      let step = path.steps[0]
      let event = try scenario.step("\(step.id) \(step.outcomes[0].name)")
      #expect(try scenario.when(event)?.code == "order.ended")
      #expect(
        try scenario.when(.report(.of("OT-9", .asignado)))?.code == "order.ended")
      try scenario.given(.interaction())
      try scenario.given(.assigning("EE-2"))
      try scenario.given(.reopening())
      #expect(try scenario.order().step == order.lastStep)
    }
  }
}
