import Events
import Processes
import Projections
import Schemas
import SwiftProtobuf
import Testing

@Suite("Quality calls, reopening and linked damages") struct OrderReopeningTests {
  private func atQualityCall() throws -> OrderScenario {
    var scenario = try OrderScenario(.of(.cambioDePlan))
    try scenario.given(steps: "B1", "B2 complete", "B5", "B6")
    return scenario
  }

  private func linked(_ number: UInt64 = 148) -> OrderReceived {
    .of(.registroDeDanos, number: number) { $0.linkedTo = OrderScenario.number }
  }

  @Test(arguments: ["A6", "B7", "C11", "D9", "E12", "J11", "K17", "L8"])
  func `a call that is not confirmed leaves the request open at its step`(_ id: String) throws {
    var scenario = try #require(try OrderWalks.all.get().waiting[id])
    try scenario.given(steps: "\(id) not-confirmed")
    #expect(try scenario.order().step == id)
    #expect(try scenario.order().isDenied)
    #expect(try scenario.order().path.end == nil)
  }

  @Test func `a damage may be opened for it, and is linked`() throws {
    var scenario = try atQualityCall()
    #expect(try scenario.when(linked(), in: 148)?.code == "order.link-unfounded")
    #expect(try scenario.when(.link(148))?.code == "order.not-denied")
    try scenario.given(steps: "B7 not-confirmed")
    #expect(try scenario.when(.link(148))?.code == "order.damage-unknown")
    try scenario.given(linked())
    try scenario.given(.link(148))
    #expect(try scenario.order().damages == [148])
    #expect(try scenario.when(.link(148))?.code == "order.damage-linked-already")
    try scenario.given(steps: "B7 confirmed")
    #expect(try scenario.when(.link(149))?.code == "order.not-denied")
  }

  @Test func `only a damage is linked, of the same client, and names the request`() throws {
    var scenario = try atQualityCall()
    try scenario.given(steps: "B7 not-confirmed")
    let claim = OrderReceived.of(.registroDeReclamos, number: 148) { $0.linkedTo = 147 }
    #expect(try scenario.when(claim, in: 148)?.code == "order.link-only-for-damages")
    let other = linked().changed { $0.client.number = "99" }
    #expect(try scenario.when(other, in: 148)?.code == "order.link-unfounded")
    try scenario.given(.of(.registroDeDanos, number: 150))
    #expect(try scenario.when(.link(150))?.code == "order.damage-unknown")
  }

  @Test func `after the end the client may say that it is not solved`() throws {
    var scenario = try atQualityCall()
    #expect(try scenario.when(.reopening())?.code == "order.not-ended")
    try scenario.given(steps: "B7 confirmed")
    #expect(
      try scenario.when(OrderReopened.reopening().changed { $0.interaction.text = "" })?.code
        == "order.fields-missing")
    try scenario.given(.reopening())
    #expect(try scenario.order().step == "B7")
    try scenario.given(linked())
    try scenario.given(.link(148))
    try scenario.given(steps: "B7 confirmed")
    #expect(try scenario.order().path.end == .done)
    #expect(try !scenario.order().isDenied)
  }

  @Test func `an early end that is reopened can still be completed`() throws {
    var scenario = try OrderScenario(.of(.serviciosSuplementarios))
    try scenario.given(steps: "A2", "A3 missing", "A4 not-completed")
    try scenario.given(.reopening())
    try scenario.given(steps: "A4 completed", "A5", "A6 confirmed")
    #expect(try scenario.order().path.end == .done)
  }

  @Test func `the executive may change at any time`() throws {
    var scenario = try atQualityCall()
    try scenario.given(.assigning("EE-2"))
    #expect(try scenario.order().executive.key == "EE-2")
    #expect(try scenario.when(.assigning(" "))?.code == "order.fields-missing")
  }

  @Test func `an interaction has a text`() throws {
    var scenario = try atQualityCall()
    let empty = OrderInteractionRecorded.interaction().changed { $0.interaction.text = " " }
    #expect(try scenario.when(empty)?.code == "order.fields-missing")
  }
}
