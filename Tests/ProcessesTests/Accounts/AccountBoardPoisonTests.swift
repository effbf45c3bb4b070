import Events
import Processes
import Projections
import Schemas
import SwiftProtobuf
import TestSupport
import Testing

/// What admission refuses and an ungoverned log may hold.
@Suite("What the board of accounts cannot apply", .temporaryDirectory)
struct AccountBoardPoisonTests {
  private func reason(
    _ stream: String, _ events: [any Message], line: Int = #line
  ) async throws -> String? {
    let fixture = try AccountBoardFixture(
      governed: false, name: "\(line)-\(type(of: events.last!))-")
    for (index, event) in events.enumerated() {
      let new = NewEvent(
        id: EventID(high: 1, low: UInt64(index)),
        type: try EventType(type(of: event).protoMessageName), contentType: .json,
        data: Array(try event.jsonString().utf8))
      _ = try await fixture.log.log.append(
        Append(stream: try StreamName(stream), expected: .any, events: [new]))
    }
    do throws(FollowerError) {
      try fixture.follower.catchUp()
      return nil
    } catch {
      guard case .poison(_, _, let reason) = error else { return "\(error)" }
      return reason
    }
  }

  @Test func `stops before it and says why`() async throws {
    let stream = AccountScenario.stream
    #expect(try await reason(stream, [Act.opened, Act.contact]) == nil)
    #expect(try await reason("account-1", [Act.opened])?.contains("not named") == true)
    #expect(try await reason("account-00000043", [Act.opened])?.contains("42") == true)
    #expect(try await reason(stream, [Act.contact])?.contains("not opened") == true)
    #expect(
      try await reason(stream, [Act.opened, Act.opened])?.contains("opened before") == true)
    #expect(
      try await reason(stream, [FolioNoteAdded()])?.contains("folio.v1.NoteAdded") == true)
    let long = String(repeating: "x", count: 401)
    for event in [
      Act.quoteRequested(long), Act.refusal("COT-1", then: long), Act.amendment(long),
      Act.prepared(long),
    ] as [any AccountMessage] {
      #expect(try await reason(stream, [Act.opened, event])?.contains("401 bytes") == true)
    }
    #expect(try await reason("folio-00000001", [FolioNoteAdded()]) == nil)
  }

  @Test func `takes ids of four hundred bytes`() async throws {
    let id = String(repeating: "x", count: 400)
    let events: [any AccountMessage] = [
      Act.opened, Act.quoteRequested(id), Act.amendment(id), Act.prepared(id), Act.verified(id),
    ]
    #expect(try await reason(AccountScenario.stream, events) == nil)
  }
}
