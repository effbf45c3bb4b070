import Events

/// `Streams.BatchAppend`: many appends on one call, each in one or more chunks under its
/// correlation id, answered in the order in which they were complete.
///
/// Bounded: at most `appendsUnderWayMax` appends of one call wait for the disk, and the chunks
/// that are not complete yet hold at most `Limits.appendBytesMax`.
struct BatchAppendHandler: Sendable {
  let log: EventLog

  private static let appendsUnderWayMax = 256

  func handle(_ call: RPCCall) async throws {
    let (answers, queue) = AsyncStream.makeStream(of: Answer.self)
    let credits = Credits(Self.appendsUnderWayMax)
    try await withThrowingTaskGroup(of: Void.self) { group in
      group.addTask {
        defer { queue.finish() }
        try await receive(call, credits, queue)
      }
      for await answer in answers {
        let message = await answer.message()
        credits.giveBack()
        try await call.send([message])
      }
      try await group.waitForAll()
    }
  }

  private func receive(
    _ call: RPCCall, _ credits: Credits, _ queue: AsyncStream<Answer>.Continuation
  ) async throws {
    var open: [[UInt8]: OpenBatch] = [:]
    var openBytes = 0
    for try await message in call.messages {
      let chunk = try Chunk(message)
      var batch = open.removeValue(forKey: chunk.correlation) ?? OpenBatch()
      openBytes -= batch.bytes
      try batch.add(chunk)
      if !chunk.isFinal {
        openBytes += batch.bytes
        try AppendHandler.checkSize(batch.events.count, openBytes)
        open[chunk.correlation] = batch
        continue
      }
      guard let target = batch.target else {
        throw RPCStatus(.invalidArgument, "the first chunk of a batch names the stream")
      }
      await credits.take()
      let answer = Answer(correlation: chunk.correlation, target: target)
      log.append(
        Append(stream: target.stream, expected: target.expected, events: batch.events),
        completion: answer.settle)
      queue.yield(answer)
    }
  }
}

/// What has come of one batch.
private struct OpenBatch {
  var target: AppendTarget?
  var events: [NewEvent] = []
  var bytes = 0

  mutating func add(_ chunk: Chunk) throws(RPCStatus) {
    target = target ?? chunk.target
    events += chunk.events
    bytes = events.reduce(0) { $0 + $1.data.count + $1.metadata.count }
    try AppendHandler.checkSize(events.count, bytes)
  }
}

/// One `BatchAppendReq`.
private struct Chunk {
  var correlation: [UInt8] = []
  var target: AppendTarget?
  var events: [NewEvent] = []
  var isFinal = false

  init(_ bytes: [UInt8]) throws(RPCStatus) {
    var reader = ProtobufReader(bytes[...])
    while let field = try reader.next() {
      switch field.number {
      case 1: correlation = Array(try field.value.asBytes())
      case 2: target = try AppendTarget(try field.value.asBytes())
      case 3: events.append(try ProposedMessage.decode(try field.value.asBytes()))
      case 4: isFinal = try field.value.asVarint() != 0
      default: break
      }
    }
  }
}

/// An answer that the writer will give: settled on its thread, awaited by the call.
private final class Answer: Sendable {
  private enum State {
    case waiting(CheckedContinuation<Result<AppendReceipt, AppendError>, Never>?)
    case settled(Result<AppendReceipt, AppendError>)
  }

  private let correlation: [UInt8]
  private let target: AppendTarget
  private let state = Locked<State>(.waiting(nil))

  init(correlation: [UInt8], target: AppendTarget) {
    self.correlation = correlation
    self.target = target
  }

  func settle(_ result: Result<AppendReceipt, AppendError>) {
    let waiter: CheckedContinuation<Result<AppendReceipt, AppendError>, Never>? =
      state.withLock { state in
        defer { state = .settled(result) }
        if case .waiting(let waiter) = state { return waiter }
        return nil
      }
    waiter?.resume(returning: result)
  }

  func message() async -> [UInt8] {
    let result = await withCheckedContinuation { continuation in
      let settled: Result<AppendReceipt, AppendError>? = state.withLock { state in
        if case .settled(let result) = state { return result }
        state = .waiting(continuation)
        return nil
      }
      if let settled { continuation.resume(returning: settled) }
    }
    return AppendAnswer.batch(correlation: correlation, target, result)
  }
}
