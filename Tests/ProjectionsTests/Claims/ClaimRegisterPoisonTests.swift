import Events
import Projections
import Schemas
import SwiftProtobuf
import TestSupport
import Testing

@Suite("ClaimRegister, what it cannot apply", .temporaryDirectory)
struct ClaimRegisterPoisonTests {
  private static let detected = ClaimCauseDetected.with {
    $0.actor.role = .adviser
    $0.actor.name = "Yolanda Muñoz"
    $0.number = 7
    $0.client.id = "63502417"
    $0.cause = .death
  }

  /// How the register stands still after these events; `nil` when it follows.
  private static func poison(
    _ messages: [any Message], in stream: String = "claim-00000007"
  ) async throws -> String? {
    let log = try TestLog()
    try await log.appendAll(stream, messages)
    let follower = try Follower(
      ClaimRegister(), path: TemporaryDirectory.path + "/register.mdb", log: log.log)
    do {
      try follower.catchUp()
      return nil
    } catch let FollowerError.poison(_, _, reason) {
      return reason
    }
  }

  @Test func `a stream that is not named for a claim`() async throws {
    let reason = try await Self.poison([Self.detected], in: "claim-7")
    #expect(reason == "its stream is not named for a claim, as claim-00000417 is")
  }

  @Test func `a first event that is no detection`() async throws {
    let reason = try await Self.poison([ClaimNoteAdded()])
    #expect(reason == "the claim was not opened before")
  }

  @Test func `a second detection`() async throws {
    let reason = try await Self.poison([Self.detected, Self.detected])
    #expect(reason == "the claim was opened before")
  }

  @Test func `an event of another procedure`() async throws {
    let reason = try await Self.poison([FolioNoteAdded()])
    #expect(reason?.hasPrefix("no event type folio.v1.NoteAdded is known here") == true)
  }

  @Test(arguments: [("XYZ", Int64(1)), ("PEN", 1), ("COP", .max)])
  func `an amount that is none, or in another currency`(
    currency: String, units: Int64
  ) async throws {
    let submitted = ClaimSubmittedToInsurer.with {
      $0.claimed.currencyCode = currency
      $0.claimed.units = units
    }
    #expect(try await Self.poison([Self.detected, submitted]) != nil)
  }
}
