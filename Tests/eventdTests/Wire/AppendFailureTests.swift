import Events
import Projections
import Schemas
import SwiftProtobuf
import Testing

@testable import eventd

@Suite("Failed appends on the wire")
struct AppendFailureTests {
  private static let stream = FolioNumber(1)!.stream
  private static let refusal = Refusal(
    code: "folio.move-not-allowed", message: "no", source: "folios", allowed: ["rechazo"])

  @Test func `tells a rule's refusal in text, in a trailer and as a detail`() throws {
    let error = AppendError.refused(Self.refusal)
    let status = error.status
    #expect(status.code == .failedPrecondition)
    #expect(status.message == "[folio.move-not-allowed] no; allowed here: rechazo (source: folios)")
    let trailer = try #require(status.binaryTrailers["eventd-refusal-bin"])
    #expect(try RuleRefused(serializedBytes: trailer).allowed == ["rechazo"])
    let details = BatchFailure(error).error.details
    #expect(try RuleRefused(unpackingAny: details[0]).code == "folio.move-not-allowed")
    #expect(try EventStore_Client_BadRequest(unpackingAny: details[1]).message == status.message)
  }

  @Test func `names the types in details as existing clients know them`() {
    let cases: [(AppendError, String)] = [
      (
        .revisionMismatch(stream: Self.stream, expected: .noStream, actual: Revision(3)),
        "event_store.client.WrongExpectedVersion"
      ),
      (.refused(Self.refusal), "event_store.client.BadRequest"),
      (
        .appendTooLarge(bytes: 2, bytesMax: 1), "event_store.client.MaximumAppendSizeExceeded"
      ),
      (.reservedStream(Self.stream), "event_store.client.AccessDenied"),
      (.busy, "event_store.client.Timeout"), (.closed, "event_store.client.Unknown"),
    ]
    for (error, type) in cases {
      #expect(BatchFailure(error).error.details.last?.typeURL == "type.googleapis.com/" + type)
    }
  }

  @Test func `says what was expected and what is there`() throws {
    let error = AppendError.revisionMismatch(
      stream: Self.stream, expected: .exact(Revision(7)), actual: nil)
    #expect(
      error.status.message
        == "Append failed due to WrongExpectedVersion. Stream: folio-00000001, "
        + "Expected version: 7, Actual version: -1")
    let detail = try EventStore_Client_WrongExpectedVersion(
      unpackingAny: BatchFailure(error).error.details[0])
    #expect(detail.currentStreamRevisionOption == .currentNoStream(.init()))
    #expect(detail.expectedStreamPositionOption == .expectedStreamPosition(7))
    let answer = try EventStore_Client_Streams_AppendResp(
      serializedBytes: AppendAnswer.wrongVersion(.any, Revision(2))
    ).wrongExpectedVersion
    #expect(answer.currentRevision == 2 && answer.currentRevision2060 == 2)
    #expect(answer.expectedRevisionOption == .expectedAny(.init()))
  }

  @Test func `gives each case a code of its own`() {
    let codes = [
      AppendError.revisionMismatch(stream: Self.stream, expected: .any, actual: nil),
      .refused(Self.refusal), .eventTooLarge(id: EventID(high: 0, low: 0), bytes: 1, bytesMax: 0),
      .appendTooLarge(bytes: 1, bytesMax: 0), .tooManyEvents(count: 1, countMax: 0),
      .reservedStream(Self.stream), .busy,
      .corrupt(Corruption(position: Position(0), finding: .hole)), .closed,
    ].map(\.code)
    #expect(Set(codes).count == codes.count)
  }
}
