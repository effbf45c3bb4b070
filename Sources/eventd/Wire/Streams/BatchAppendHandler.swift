import Events

/// `Streams.BatchAppend`: many appends on one call, each in one or more chunks under its
/// correlation id, answered in the order in which they were complete.
///
/// An append that cannot be read gets an error of its own; the others go on.
///
/// When the daemon stops, the call takes no more appends, answers those that it has taken, and ends.
///
/// Bounded: at most `appendsUnderWayMax` appends of one call wait for the disk, and the chunks
/// of at most `openBatchesMax` appends that are not complete yet hold at most
/// `Limits.appendBytesMax`, however they are made up.
struct BatchAppendHandler: Sendable {
  let log: EventLog
  let gate: AccessGate

  private static let appendsUnderWayMax = 256
  private static let openBatchesMax = 256

  func handle(_ call: RPCCall) async throws {
    let (answers, queue) = AsyncStream.makeStream(of: Answer.self)
    let credits = Credits(Self.appendsUnderWayMax)
    try await withThrowingTaskGroup(of: Void.self) { group in
      group.addTask {
        defer { queue.finish() }
        try await receiveUntilOver(call, credits, queue)
      }
      do {
        // However the answering ends, whoever waits for a permit must not wait for ever.
        defer { credits.close() }
        for await answer in answers {
          let message = await answer.message()
          credits.giveBack()
          try await call.send([message])
        }
      }
      try await group.waitForAll()
    }
  }

  private func receiveUntilOver(
    _ call: RPCCall, _ credits: Credits, _ queue: AsyncStream<Answer>.Continuation
  ) async throws {
    let hasEnded = try await withThrowingTaskGroup(of: Bool.self) { group in
      group.addTask {
        try await receive(call, credits, queue)
        return true
      }
      group.addTask {
        await call.over()
        return false
      }
      defer { group.cancelAll() }
      return try await group.next() ?? true
    }
    if !hasEnded {
      throw RPCStatus(.unavailable, "the daemon is stopping; connect again and go on")
    }
  }

  private func receive(
    _ call: RPCCall, _ credits: Credits, _ queue: AsyncStream<Answer>.Continuation
  ) async throws {
    var open: [[UInt8]: OpenBatch] = [:]
    var openBytes = 0
    for try await message in call.messages {
      // Until it is handed to the writer, which has a bound of its own.
      call.hold(message.count)
      let chunk = try Chunk(message)
      var batch = open.removeValue(forKey: chunk.correlation) ?? OpenBatch()
      openBytes -= batch.chunkBytes
      batch.add(chunk, bytes: message.count)
      if !chunk.isFinal {
        openBytes += batch.chunkBytes
        try AppendHandler.checkSize(batch.events.count, openBytes)
        guard open.count < Self.openBatchesMax else {
          throw RPCStatus(
            .resourceExhausted,
            "\(Self.openBatchesMax) appends of this call wait for more chunks; finish some first")
        }
        open[chunk.correlation] = batch
        continue
      }
      await credits.take()
      try Task.checkCancellation()
      let answer = Answer(correlation: chunk.correlation, target: batch.target)
      queue.yield(answer)
      do throws(RPCStatus) {
        let append = try batch.append(peer: call.caller?.peer)
        if let refusal = gate.refusal(of: call.caller, appendingTo: append.stream) {
          answer.settle(.failure(BatchFailure(denied: refusal)))
        } else {
          log.append(append) { answer.settle($0.mapError(BatchFailure.init)) }
        }
      } catch {
        answer.settle(.failure(BatchFailure(error)))
      }
      call.hold(-batch.chunkBytes)
    }
  }
}

/// What has come of one batch.
private struct OpenBatch {
  private(set) var target: AppendTarget?
  private(set) var events: [NewEvent] = []
  /// Of its chunks as they came.
  private(set) var chunkBytes = 0
  /// Of data and metadata.
  private var bytes = 0
  /// What is wrong with it; told when it is complete.
  private var fault: RPCStatus?

  mutating func add(_ chunk: Chunk, bytes count: Int) {
    chunkBytes += count
    do throws(RPCStatus) {
      if target == nil, let options = chunk.options { target = try AppendTarget(options) }
      for message in chunk.messages {
        let event = try ProposedMessage.decode(message)
        bytes += event.data.count + event.metadata.count
        events.append(event)
      }
      try AppendHandler.checkSize(events.count, bytes)
    } catch {
      fault = fault ?? error
      events = []
      bytes = 0
    }
  }

  func append(peer: Peer?) throws(RPCStatus) -> Append {
    if let fault { throw fault }
    guard let target else {
      throw RPCStatus(.invalidArgument, "the first chunk of a batch names the stream")
    }
    return Append(
      stream: target.stream, expected: target.expected, events: events, peer: peer)
  }
}

/// One `BatchAppendReq`, its parts still encoded.
private struct Chunk {
  var correlation: [UInt8] = []
  var options: ArraySlice<UInt8>?
  var messages: [ArraySlice<UInt8>] = []
  var isFinal = false

  init(_ bytes: [UInt8]) throws(RPCStatus) {
    var reader = ProtobufReader(bytes[...])
    while let field = try reader.next() {
      switch field.number {
      case 1: correlation = Array(try field.value.asBytes())
      case 2: options = try field.value.asBytes()
      case 3: messages.append(try field.value.asBytes())
      case 4: isFinal = try field.value.asVarint() != 0
      default: break
      }
    }
  }
}

/// An answer that the writer will give: settled on its thread, awaited by the call.
private final class Answer: Sendable {
  private enum State {
    case waiting(CheckedContinuation<Result<AppendReceipt, BatchFailure>, Never>?)
    case settled(Result<AppendReceipt, BatchFailure>)
  }

  private let correlation: [UInt8]
  private let target: AppendTarget?
  private let state = Locked<State>(.waiting(nil))

  init(correlation: [UInt8], target: AppendTarget?) {
    self.correlation = correlation
    self.target = target
  }

  func settle(_ result: Result<AppendReceipt, BatchFailure>) {
    let waiter: CheckedContinuation<Result<AppendReceipt, BatchFailure>, Never>? =
      state.withLock { state in
        defer { state = .settled(result) }
        if case .waiting(let waiter) = state { return waiter }
        return nil
      }
    waiter?.resume(returning: result)
  }

  func message() async -> [UInt8] {
    let result = await withCheckedContinuation { continuation in
      let settled: Result<AppendReceipt, BatchFailure>? = state.withLock { state in
        if case .settled(let result) = state { return result }
        state = .waiting(continuation)
        return nil
      }
      if let settled { continuation.resume(returning: settled) }
    }
    return AppendAnswer.batch(correlation: correlation, target, result)
  }
}
