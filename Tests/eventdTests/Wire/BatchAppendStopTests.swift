import Events
import FoundationEssentials
import Schemas
import SwiftProtobuf
import TestSupport
import Testing

@testable import eventd

@Suite("BatchAppend when the daemon stops", .temporaryDirectory, .timeLimit(.minutes(1)))
struct BatchAppendStopTests {
  private typealias Request = EventStore_Client_Streams_BatchAppendReq
  private typealias Response = EventStore_Client_Streams_BatchAppendResp

  private func append(_ number: Int) throws -> [UInt8] {
    let id = EventStore_Client_UUID.with { $0.string = RandomID.make().description }
    let request = Request.with {
      $0.correlationID = .with { $0.string = "\(number)" }
      $0.options = .with {
        $0.streamIdentifier = .with { $0.streamName = Data("cosa-1".utf8) }
        $0.any = .init()
      }
      $0.proposedMessages = [
        .with {
          $0.id = id
          $0.metadata = ["type": "t", "content-type": "application/json"]
          $0.data = Data("{}".utf8)
        }
      ]
      $0.isFinal = true
    }
    return try request.serializedBytes()
  }

  /// Before, the call was cancelled: appends that were committed had no answer.
  @Test func `answers all that it has taken, and then says that the daemon stops`() async throws {
    let test = try TestLog()
    let over = ProgressSignal(count: 0)
    let (messages, send) = AsyncThrowingStream<[UInt8], any Error>.makeStream()
    let answers = Locked<[String]>([])
    // The caller's side stays open: only the end of the daemon ends the call.
    for number in 0..<40 { send.yield(try append(number)) }
    var call = RPCCall(messages: messages) { sent in
      for message in sent {
        let answer = try Response(serializedBytes: message)
        guard case .success = answer.result else { continue }
        let count = answers.withLock { answers in
          answers.append(answer.correlationID.string)
          return answers.count
        }
        // In the middle of it.
        if count == 5 { over.advance(to: 1) }
      }
    }
    call.over = { await over.wait(past: 0) }
    let handler = BatchAppendHandler(log: test.log, gate: AccessGate())
    let taken = call
    let error = await #expect(throws: RPCStatus.self) { try await handler.handle(taken) }
    #expect(error?.code == .unavailable)
    let answered = answers.withLock { $0 }
    #expect(answered == (0..<answered.count).map { "\($0)" })
    #expect(try test.log.events(of: try StreamName("cosa-1")).count == answered.count)
    #expect(answered.count >= 5)
  }

  @Test func `ends without an error when the caller has sent all`() async throws {
    let test = try TestLog()
    let (messages, send) = AsyncThrowingStream<[UInt8], any Error>.makeStream()
    send.yield(try append(1))
    send.finish()
    let answers = Locked(0)
    try await BatchAppendHandler(log: test.log, gate: AccessGate()).handle(
      RPCCall(messages: messages) { sent in answers.withLock { $0 += sent.count } })
    #expect(answers.withLock { $0 } == 1)
  }
}
