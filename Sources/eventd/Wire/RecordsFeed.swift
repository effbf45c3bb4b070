import Events
import FoundationEssentials
import Schemas
import SwiftProtobuf

/// The records of a log as they are stored, each batch with a checkpoint of the log at its end: for a
/// caller on the socket, or in this process for a log that no daemon serves.
///
/// Between two batches nothing of the log is held, so that who reads slowly pins nothing.
struct RecordsFeed: Sendable {
  let auditor: Auditor

  private var log: EventLog { auditor.log }

  func method(_ service: String, _ name: String) -> RPCMethod {
    RPCMethod(service: service, name: name, isLong: true) { call in
      let request: AuditRecordsRequest
      do {
        request = try AuditRecordsRequest(serializedBytes: try await call.first())
      } catch is BinaryDecodingError {
        throw ProtobufReader.malformed
      }
      try await run(request) { answer in
        _ = await call.room()
        try await call.send([answer.bytes])
      }
    }
  }

  /// Gives the answers to `send`, in order; returns behind the last one.
  func run(
    _ request: AuditRecordsRequest, _ send: (AuditRecordsResponse) async throws -> Void
  ) async throws {
    guard request.until == 0 || request.until >= request.from else {
      throw RPCStatus(
        .invalidArgument, "until \(request.until) is before from \(request.from); give a later one")
    }
    let (first, start) = try beginning(request)
    try await send(first)
    guard start == request.from else { return }
    var end = request.until
    if end == 0 { end = request.follow ? .max : first.size }
    var next = start
    while next < end {
      let batch = try read { () throws(ReadError) in
        try log.records(from: Position(next), until: Position(end))
      }
      if !batch.records.isEmpty {
        try await send(try answer(batch))
        next = batch.end.rawValue
      } else if !request.follow || log.head.isClosed || Task.isCancelled {
        return
      } else {
        await log.head.wait(past: next)
      }
      if request.follow, !Self.isFull(batch) { try await Task.sleep(for: Self.gathering) }
    }
  }

  /// Each checkpoint at the head of the log is kept on the disk before it is given out, and the writer
  /// waits for the same disk; so what is appended meanwhile is gathered.
  private static let gathering = Duration.milliseconds(50)

  private static func isFull(_ batch: RecordBatch) -> Bool {
    batch.records.count >= Limits.recordBatchRecordsMax
      || batch.records.reduce(0) { $0 + $1.count } >= Limits.readBatchBytesMax
  }

  /// The answer without records, and the size of the log that it is about.
  private func beginning(
    _ request: AuditRecordsRequest
  ) throws -> (AuditRecordsResponse, size: UInt64) {
    let (note, head) = try signed(ofSize: request.from)
    let answer = try read { () throws(ReadError) in
      let peaks = try log.peaks(ofSize: head.size) ?? []
      let size = try log.count()
      return AuditRecordsResponse.with {
        $0.first = head.size
        $0.checkpoint = note.description
        $0.size = size
        $0.peaks = peaks.map { Data($0.bytes) }
        $0.verifierKey = auditor.key.verifier.description
      }
    }
    return (answer, head.size)
  }

  private func answer(_ batch: RecordBatch) throws -> AuditRecordsResponse {
    let (note, _) = try signed(ofSize: batch.end.rawValue)
    let size = log.head.count
    return AuditRecordsResponse.with {
      $0.first = batch.first.rawValue
      $0.records = batch.records.map { Data($0) }
      $0.checkpoint = note.description
      $0.size = max(size, batch.end.rawValue)
    }
  }

  private func signed(ofSize size: UInt64) throws -> (note: SignedNote, head: TreeHead) {
    do throws(Auditor.Refusal) { return try auditor.checkpoint(ofSize: size) } catch {
      throw RPCStatus(error)
    }
  }

  private func read<R>(_ body: () throws(ReadError) -> R) throws -> R {
    do throws(ReadError) { return try body() } catch { throw RPCStatus(error) }
  }
}
