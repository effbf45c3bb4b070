import Events
import Processes
import Projections
import Schemas
import SwiftProtobuf
import TestSupport
import Testing

@testable import eventd

@Suite("Operations", .temporaryDirectory, .timeLimit(.minutes(1)))
struct OperationsServiceTests {
  /// The clock went past all the deadlines of a process that had stopped, and the answer did not differ
  /// from one where there were none.
  @Test(arguments: [true, false])
  func `moving the clock says which processes stand still`(stepByStep: Bool) async throws {
    let daemon = try daemon()
    defer { daemon.log.close() }
    let start = daemon.clock.now
    #expect(
      try await advance(daemon, to: start.adding(seconds: 60), stepByStep).standingStill == [])
    daemon.processes[FolioEscalations.self].stop(.notWriting)
    let answer = try await advance(daemon, to: start.adding(seconds: 120), stepByStep)
    #expect(answer.now == Google_Protobuf_Timestamp(start.adding(seconds: 120)))
    #expect(answer.standingStill.map(\.name) == ["folio-escalations"])
    let reasons = answer.standingStill.flatMap(\.incidents).map(\.error)
    #expect(reasons == [FollowerError.notWriting.description])
  }

  private func daemon() throws -> Daemon {
    try Daemon(
      .init(
        dataDirectory: TemporaryDirectory.path + "/var",
        sockets: [.init(role: .append, source: .path(TemporaryDirectory.path + "/s", .init()))],
        simulatedClockStart: Timestamp(rfc3339: "2026-01-05T16:00:00Z")))
  }

  private func advance(
    _ daemon: Daemon, to time: Timestamp, _ stepByStep: Bool
  ) async throws -> AdvanceClockResponse {
    let methods = OperationsService(daemon: daemon).methods
    let method = try #require(methods.first { $0.name == "AdvanceClock" })
    let request = AdvanceClockRequest.with {
      $0.to = Google_Protobuf_Timestamp(time)
      $0.stepByStep = stepByStep
    }
    let message: [UInt8] = try request.serializedBytes()
    let answers = Locked<[[UInt8]]>([])
    let messages = AsyncThrowingStream<[UInt8], any Error> {
      $0.yield(message)
      $0.finish()
    }
    try await method.handle(
      RPCCall(messages: messages) { sent in answers.withLock { $0 += sent } })
    let answer = try #require(answers.withLock { $0.first })
    return try AdvanceClockResponse(serializedBytes: answer)
  }
}
