import Events
import Processes
import Projections
import Schemas
import SwiftProtobuf
import TestSupport
import Testing

/// Source: receivables page, “Statement of account for brokers”: the broker sees.
@Suite("Actors of premiums") struct PremiumActorsTests {
  @Test(
    arguments: [
      (.cobranzas, nil), (.corredor, "premium.broker-reads-only"),
      (.system, "premium.system-role-reserved"), (.unspecified, "premium.role-unknown"),
      (.UNRECOGNIZED(9), "premium.role-unknown"),
    ] as [(PremiumRole, String?)])
  func `collections write; the broker reads`(role: PremiumRole, code: String?) throws {
    var scenario = try PremiumScenario()
    let event = Premiums.policy().changed { $0.actor.role = role }
    let refusal = try scenario.streams.when(event, in: Premiums.client, as: .binary)
    #expect(refusal?.code == code)
  }

  @Test func `whoever acts has a key or a name`() throws {
    var scenario = try PremiumScenario()
    let event = Premiums.policy().changed {
      $0.actor.key = " "
      $0.actor.name = ""
    }
    #expect(try scenario.when(event) == "premium.actor-unnamed")
    #expect(try scenario.when(event.changed { $0.actor.key = "m" }) == nil)
  }

  @Test func `the daemon says that due dates have passed, and nothing else`() throws {
    var scenario = try PremiumScenario.insured()
    try scenario.given(Premiums.cuota("1"))
    let cuota = Premiums.cuota("2").changed { $0.actor = Premiums.system }
    #expect(try scenario.when(cuota, origin: .process) == "premium.daemon-without-deadline")
    #expect(
      try scenario.when(Premiums.cuota("2"), origin: .process) == "premium.daemon-as-person")
    let passed = PremiumDeadlinePassed.with {
      $0.actor = Premiums.collections
      $0.document = .cuota("1")
    }
    #expect(try scenario.when(passed) == "premium.deadline-from-client")
  }

  @Test func `nothing is true before its time`() throws {
    var scenario = try PremiumScenario()
    let later = scenario.streams.now.adding(seconds: 1)
    #expect(
      try scenario.when(Premiums.policy(), effective: later) == "premium.effective-in-future")
    #expect(try scenario.when(Premiums.policy(), effective: scenario.streams.now) == nil)
    let long = scenario.streams.now.adding(seconds: -86_400 * 365)
    #expect(try scenario.when(Premiums.cuota("1"), effective: long) == nil)
  }

  @Test(arguments: ["premium-", "premium-ñ", "premium-a b", "premium", "premium-" + long])
  func `a stream is named for a client`(stream: String) throws {
    var scenario = try PremiumScenario()
    #expect(try scenario.when(Premiums.policy(), in: stream) == "premium.not-a-client-stream")
  }

  private static let long = String(repeating: "9", count: 41)

  @Test(arguments: ["premium-20512345678", "premium-DNI-45.678", "premium-a"])
  func `a key is up to 40 letters, digits, points and hyphens`(stream: String) throws {
    var scenario = try PremiumScenario()
    #expect(try scenario.when(Premiums.policy(), in: stream) == nil)
  }

  @Test func `an unknown event is refused with those that there are`() throws {
    var scenario = try PremiumScenario()
    let refusal = try scenario.streams.when(
      type: EventType("premium.v1.Nothing"), .json, Array("{}".utf8), in: Premiums.client)
    #expect(refusal?.code == "premium.unreadable")
    #expect(refusal?.allowed.contains("premium.v1.CuotaIssued") == true)
  }
}
