import TestSupport
import Testing

@testable import Events

@Suite("Random histories and their copies", .temporaryDirectory)
struct RandomReplicaTests {
  private let original = TemporaryDirectory.path + "/original.mdb"
  private let path = TemporaryDirectory.path + "/copy.mdb"

  private let procedures = SampleLog.procedures + [Bookings()]

  private func event(of stream: String, _ random: inout SeededRandom) throws -> NewEvent {
    let isGoverned = !stream.hasPrefix("cosa")
    let key = Array("k\(Int.random(in: 0..<6, using: &random))".utf8)
    let noise = (0..<Int.random(in: 0..<300, using: &random)).map { UInt8(truncatingIfNeeded: $0) }
    return NewEvent(
      // Some ids occur twice in a stream.
      id: EventID(high: 5, low: UInt64.random(in: 0..<300, using: &random)),
      type: try EventType(isGoverned && Bool.random(using: &random) ? "Taken" : "Returned"),
      contentType: .binary, data: isGoverned ? key : noise,
      metadata: Bool.random(using: &random) ? [1, 2, 3] : [])
  }

  /// Appends some events, all or none; what a rule refuses is left out.
  private func grow(_ test: TestLog, _ random: inout SeededRandom) async throws {
    for _ in 0..<Int.random(in: 1..<8, using: &random) {
      let name = ["voucher", "booking", "cosa"].randomElement(using: &random) ?? ""
      let stream = "\(name)-\(Int.random(in: 0..<4, using: &random))"
      var events: [NewEvent] = []
      for _ in 0..<Int.random(in: 1..<5, using: &random) {
        events.append(try event(of: stream, &random))
      }
      _ = try? await test.log.append(
        Append(stream: StreamName(stream), expected: .any, events: events))
      test.clock.advance(seconds: Int64.random(in: -5..<60, using: &random))
    }
  }

  @Test func `a copy that follows, stops, and is lied to has every row of the original`()
    async throws
  {
    var random = SeededRandom.printed()
    for round in 0..<6 {
      let (original, path) = ("\(original)\(round)", "\(path)\(round)")
      do {
        let test = try TestLog(procedures: procedures, path: original)
        for _ in 0..<8 {
          try await grow(test, &random)
          let replica = try LogReplica(
            path: path, procedures: procedures, mapBytes: 1 << 32)
          while replica.size < test.log.head.count {
            let end = replica.size + UInt64.random(in: 1..<9, using: &random)
            let batch = try test.log.records(from: Position(replica.size), until: Position(end))
            let head = try #require(try test.log.treeHead(ofSize: batch.end.rawValue))
            if Int.random(in: 0..<3, using: &random) == 0 {
              var records = batch.records
              let index = records.indices.randomElement(using: &random) ?? 0
              let byte = records[index].indices.dropLast(4).randomElement(using: &random) ?? 0
              records[index][byte] ^= UInt8.random(in: 1...255, using: &random)
              records[index] = sealed(records[index], at: batch.first.rawValue + UInt64(index))
              #expect(throws: ReplicaError.self) {
                try replica.append(
                  RecordBatch(first: batch.first, records: records), provenBy: head)
              }
            }
            try replica.append(batch, provenBy: head)
          }
        }
      }
      #expect(try rows(ofLog: path) == rows(ofLog: original))
      let report = try LogFile(path: path, mapBytes: 1 << 32)
        .verify(procedures: procedures)
      #expect(report.findings == [])
      #expect(report.events > 20)
    }
  }
}

/// A booking holds one seat at a time: which one it gives back follows from the events before.
private struct Bookings: Procedure {
  let category = "booking"

  func initialState(of stream: StreamName) throws(Refusal) -> String { "" }

  func decode(
    type: EventType, contentType: ContentType, data: [UInt8]
  ) throws(Refusal) -> String { String(decoding: data, as: UTF8.self) }

  func check(
    _ event: String, _ facts: EventFacts, in state: String, of stream: StreamName,
    elsewhere: Elsewhere
  ) throws(Refusal) {}

  func keys(of event: String, in state: String) -> KeyChanges {
    KeyChanges(taken: [event], released: state.isEmpty ? [] : [state])
  }

  func apply(_ event: String, _ facts: EventFacts, to state: inout String) { state = event }
}
