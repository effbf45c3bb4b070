import GRPCCore
import Schemas
import SwiftProtobuf
import Synchronization

/// Carries the appends of a connection on one `BatchAppend` call: a call of its own for each would
/// cost several times as much.
///
/// The call is made with the first append, and a new one after it failed. What was on its way then
/// ends with an error, since it is not known whether it was written.
final class AppendPipeline: Sendable {
  typealias Request = EventStore_Client_Streams_BatchAppendReq
  typealias Response = EventStore_Client_Streams_BatchAppendResp
  private typealias Waiter = CheckedContinuation<Result<Response, EventdError>, Never>

  /// One call, and who waits for its answers, by correlation id.
  private final class Call: Sendable {
    let requests: AsyncStream<Request>
    let feed: AsyncStream<Request>.Continuation
    let waiters = Mutex<[String: Waiter]>([:])

    init() { (requests, feed) = AsyncStream.makeStream() }

    func answer(_ id: String, _ result: Result<Response, EventdError>) {
      waiters.withLock { $0.removeValue(forKey: id) }?.resume(returning: result)
    }
  }

  private struct State {
    var open: Call?
    var count: UInt64 = 0
    var isClosed = false
  }

  private let state = Mutex(State())
  private let calls: AsyncStream<Call>
  private let newCall: AsyncStream<Call>.Continuation

  init() { (calls, newCall) = AsyncStream.makeStream() }

  /// Sends the request under an id of the pipeline's, and waits for its answer.
  func send(_ request: Request) async throws(EventdError) -> Response {
    let result = await withCheckedContinuation { (waiter: Waiter) in
      let isClosed = state.withLock { state in
        if state.isClosed { return true }
        state.count += 1
        var request = request
        request.correlationID = .with { $0.string = Self.uuid(state.count) }
        let call = state.open ?? Call()
        call.waiters.withLock { $0[request.correlationID.string] = waiter }
        call.feed.yield(request)
        if state.open == nil {
          state.open = call
          newCall.yield(call)
        }
        return false
      }
      if isClosed { waiter.resume(returning: .failure(.unavailable("the connection is closed"))) }
    }
    return try result.get()
  }

  /// Makes the calls, until `close`.
  func run(
    _ streams: EventStore_Client_Streams_Streams.Client<EventdConnection.Transport>,
    options: CallOptions
  ) async {
    await withTaskGroup(of: Void.self) { group in
      for await call in calls {
        group.addTask { await self.run(call, streams, options) }
      }
    }
  }

  /// Takes no more; what was sent is still answered.
  func close() {
    let open = state.withLock { state in
      state.isClosed = true
      return state.open
    }
    open?.feed.finish()
    newCall.finish()
  }

  private func run(
    _ call: Call, _ streams: EventStore_Client_Streams_Streams.Client<EventdConnection.Transport>,
    _ options: CallOptions
  ) async {
    var failure = EventdError.unavailable("the daemon ended the call; ask again with the same ids")
    do {
      try await streams.batchAppend(options: options) { writer in
        for await request in call.requests { try await writer.write(request) }
      } onResponse: { response in
        for try await message in response.messages {
          call.answer(message.correlationID.string, .success(message))
        }
      }
    } catch {
      failure = EventdError(error)
    }
    // From here on appends go to another call; nobody can join this one any more.
    state.withLock { if $0.open === call { $0.open = nil } }
    call.feed.finish()
    for id in call.waiters.withLock({ Array($0.keys) }) { call.answer(id, .failure(failure)) }
  }

  private static func uuid(_ number: UInt64) -> String {
    let digits = String(number, radix: 16)
    let padded = String(repeating: "0", count: 16 - digits.count) + digits
    return "00000000-0000-0000-\(padded.prefix(4))-\(padded.dropFirst(4))"
  }
}
