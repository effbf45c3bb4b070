import Glibc
import TestSupport
import Testing

@testable import Events

@Suite("A copy of a log, record by record", .temporaryDirectory)
struct LogReplicaTests {
  private let original = TemporaryDirectory.path + "/original.mdb"
  private let path = TemporaryDirectory.path + "/copy.mdb"

  private func sample() async throws -> TestLog {
    let test = try TestLog(procedures: SampleLog.procedures, path: original)
    try await SampleLog.fill(test)
    return test
  }

  private func replica() throws -> LogReplica {
    try LogReplica(path: path, procedures: SampleLog.procedures, mapBytes: 1 << 32)
  }

  /// The records from `start` on, with the head at their end.
  private func batch(
    _ log: EventLog, _ start: UInt64, _ end: UInt64
  ) throws -> (RecordBatch, TreeHead) {
    let batch = try log.records(from: Position(start), until: Position(end))
    return (batch, try #require(try log.treeHead(ofSize: batch.end.rawValue)))
  }

  private func copy(_ log: EventLog, _ replica: LogReplica, upTo end: UInt64) throws {
    let (batch, head) = try batch(log, replica.size, end)
    try replica.append(batch, provenBy: head)
  }

  @Test(arguments: [1, 2, 3, 5, 16])
  func `has every row of the original, whatever the batches`(count: UInt64) async throws {
    do {
      let test = try await sample()
      let replica = try replica()
      #expect(replica.size == 0)
      #expect(replica.head == nil)
      while replica.size < SampleLog.count {
        try copy(test.log, replica, upTo: min(SampleLog.count, replica.size + count))
        #expect(try replica.head == test.log.treeHead(ofSize: replica.size))
      }
      #expect(try replica.head(ofSize: 7) == test.log.treeHead(ofSize: 7))
      #expect(try replica.head(ofSize: 17) == nil)
    }
    #expect(try rows(ofLog: path) == rows(ofLog: original))
  }

  @Test func `goes on where it was after each stop, also with the keys that count once`()
    async throws
  {
    do {
      let test = try await sample()
      for end in 1...SampleLog.count { try copy(test.log, try replica(), upTo: end) }
    }
    #expect(try rows(ofLog: path) == rows(ofLog: original))
  }

  @Test func `begins again when it was stopped while its file was made`() async throws {
    let test = try await sample()
    // What a stop in the middle leaves under the name that nobody reads.
    let file = try #require(fopen(path + ".new", "w"))
    fclose(file)
    do {
      let empty = try replica()
      #expect(empty.size == 0)
    }
    let replica = try replica()
    #expect(replica.head == nil)
    try copy(test.log, replica, upTo: SampleLog.count)
    #expect(access(path + ".new", F_OK) != 0)
  }

  @Test func `is a log in its own right`() async throws {
    let test = try await sample()
    try copy(test.log, try replica(), upTo: SampleLog.count)
    let copy = try TestLog(procedures: SampleLog.procedures, path: path)
    #expect(copy.log.identity == test.log.identity)
    #expect(
      try copy.log.events(from: Position(0)) == test.log.events(from: Position(0)))
    // Ids are known, keys are held, positions and revisions go on.
    let again = try NewEvent(
      id: EventID(high: 0xf1f2_f3f4_f5f6_f7f8, low: 14), type: EventType("Opened"),
      contentType: .json, data: [])
    let repeated = try await copy.log.append(
      Append(stream: StreamName("b-2"), expected: .any, events: [again]))
    #expect(repeated.isRepetition)
    #expect(repeated.position == Position(15))
    let taken = NewEvent(
      id: EventID(high: 9, low: 9), type: try EventType("Taken"), contentType: .json,
      data: Array("Y".utf8))
    await #expect(throws: AppendError.self) {
      try await copy.log.append(
        Append(stream: StreamName("voucher-3"), expected: .any, events: [taken]))
    }
    #expect(try await copy.append("b-2", 99).position == Position(16))
    copy.log.close()
  }

  @Test func `verifies`() async throws {
    let test = try await sample()
    try copy(test.log, try replica(), upTo: SampleLog.count)
    let report = try LogFile(path: path, mapBytes: 1 << 32)
      .verify(procedures: SampleLog.procedures)
    #expect(report.isSound)
    #expect(report.root == (try test.log.treeHead()?.root))
  }

  enum Tampering: CaseIterable {
    case flip, flipAndSeal, leaveOut, doubled, swap, cut, foreignPosition
  }

  /// A batch with one thing changed.
  private func tampered(
    _ batch: RecordBatch, _ how: Tampering, at index: Int
  ) -> RecordBatch {
    var records = batch.records
    let position = batch.first.rawValue + UInt64(index)
    switch how {
    case .flip: records[index][records[index].count / 2] ^= 4
    case .flipAndSeal:
      // The last byte before the checksum: of the data, the metadata or a name.
      records[index][records[index].count - 5] ^= 1
      records[index] = sealed(records[index], at: position)
    case .leaveOut: records.remove(at: index)
    case .doubled: records.insert(records[index], at: index)
    case .swap:
      records.swapAt(index, index - 1)
      records[index] = sealed(records[index], at: position)
      records[index - 1] = sealed(records[index - 1], at: position - 1)
    case .cut: records[index].removeLast()
    case .foreignPosition: records[index] = sealed(records[index], at: position + 1)
    }
    return RecordBatch(first: batch.first, records: records)
  }

  @Test(arguments: Tampering.allCases)
  func `takes nothing of a batch in which anything was changed`(how: Tampering) async throws {
    let test = try await sample()
    do {
      let replica = try replica()
      try copy(test.log, replica, upTo: 4)
    }
    let before = try rows(ofLog: path)
    for index in 1..<12 {
      do {
        let replica = try replica()
        let (batch, head) = try batch(test.log, 4, SampleLog.count)
        let other = tampered(batch, how, at: index)
        #expect(throws: ReplicaError.self, "\(index)") {
          try replica.append(other, provenBy: head)
        }
        // Nor does a chain.
        var chain = RecordChain()
        let (first, firstHead) = try self.batch(test.log, 0, 4)
        try chain.append(first, provenBy: firstHead)
        #expect(throws: ReplicaError.self, "\(index)") {
          try chain.append(other, provenBy: head)
        }
        #expect(replica.size == 4)
        #expect(chain.size == 4)
      }
      #expect(try rows(ofLog: path) == before)
    }
    // And the right one still fits, in the same run and in the next.
    do {
      let replica = try replica()
      let (batch, head) = try batch(test.log, 4, SampleLog.count)
      let other = tampered(batch, how, at: 11)
      #expect(throws: ReplicaError.self) { try replica.append(other, provenBy: head) }
      try replica.append(batch, provenBy: head)
    }
    test.log.close()
    #expect(try rows(ofLog: path)["unique_keys"]?.count == 1)
  }

  @Test func `says what is wrong with a record, and where`() async throws {
    let test = try await sample()
    let replica = try replica()
    let (batch, head) = try batch(test.log, 0, SampleLog.count)
    func error(_ change: (inout [[UInt8]]) -> Void) -> ReplicaError? {
      var records = batch.records
      change(&records)
      do throws(ReplicaError) {
        try replica.append(RecordBatch(first: batch.first, records: records), provenBy: head)
        return nil
      } catch {
        return error
      }
    }
    let flipped = error { $0[5][70] ^= 1 }
    #expect(flipped == .record(Corruption(position: Position(5), finding: .checksum)))
    let early = error { records in
      for byte in 16..<24 { records[9][byte] = 0 }
      records[9] = sealed(records[9], at: 9)
    }
    #expect(early == .recordedEarlier(Position(9)))
    let moved = error { records in
      records[3][8] = 7
      records[3] = sealed(records[3], at: 3)
    }
    #expect(
      moved
        == .revision(
          Position(3), stream: "cuenta-ñandú", expected: Revision(2), found: Revision(7)))
    #expect(replica.size == 0)
  }

  @Test func `takes a batch only with the head of the log at its end`() async throws {
    let test = try await sample()
    let replica = try replica()
    try copy(test.log, replica, upTo: 4)
    let (batch, head) = try batch(test.log, 4, 9)
    let other = TreeHead(origin: "eventd/other", size: head.size, root: head.root)
    #expect(throws: ReplicaError.foreignLog(own: head.origin, found: "eventd/other")) {
      try replica.append(batch, provenBy: other)
    }
    let later = try #require(try test.log.treeHead(ofSize: 10))
    #expect(throws: ReplicaError.otherSize(end: 9, head: 10)) {
      try replica.append(batch, provenBy: later)
    }
    let wrong = TreeHead(origin: head.origin, size: 9, root: .empty)
    #expect(throws: ReplicaError.differs(size: 9, own: head.root, signed: .empty)) {
      try replica.append(batch, provenBy: wrong)
    }
    let gap = try test.log.records(from: Position(5), until: Position(9))
    #expect(throws: ReplicaError.notNext(expected: Position(4), found: Position(5))) {
      try replica.append(gap, provenBy: head)
    }
    #expect(replica.size == 4)
    try replica.append(batch, provenBy: head)
    #expect(replica.size == 9)
  }

  @Test func `knows a log that is not the one that it was made from`() async throws {
    let test = try await sample()
    let replica = try replica()
    try copy(test.log, replica, upTo: 9)
    let none = RecordBatch(first: Position(9), records: [])
    // Rolled back.
    let earlier = try #require(try test.log.treeHead(ofSize: 8))
    #expect(throws: ReplicaError.shorter(own: 9, found: 8)) {
      try replica.append(none, provenBy: earlier)
    }
    // Parted from it before.
    let parted = try TestLog(path: TemporaryDirectory.path + "/parted.mdb")
    for id in UInt64(1)...12 { try await parted.append("a", id) }
    let (batch, head) = try batch(parted.log, 9, 12)
    #expect(throws: ReplicaError.self) { try replica.append(batch, provenBy: head) }
    let meeting = try #require(try parted.log.treeHead(ofSize: 9))
    #expect {
      try replica.append(none, provenBy: meeting)
    } throws: { error in
      guard case .differs(9, _, meeting.root)? = error as? ReplicaError else { return false }
      return true
    }
    let same = try #require(try test.log.treeHead(ofSize: 9))
    try replica.append(none, provenBy: same)
  }

  @Test func `is written without heads where the end is compared by whoever writes`() async throws {
    do {
      let test = try await sample()
      let replica = try replica()
      while replica.size < SampleLog.count {
        try replica.append(
          test.log.records(from: Position(replica.size), until: Position(replica.size + 3)),
          provenBy: nil)
      }
      #expect(try replica.head == test.log.treeHead())
    }
    #expect(try rows(ofLog: path) == rows(ofLog: original))
  }

  @Test func `a chain goes on from any size, and believes no hashes`() async throws {
    let test = try await sample()
    for start in 0...SampleLog.count {
      let head = try #require(try test.log.treeHead(ofSize: start))
      let peaks = try #require(try test.log.peaks(ofSize: start))
      var chain = try RecordChain(continuing: head, peaks: peaks)
      let (batch, end) = try batch(test.log, start, SampleLog.count)
      try chain.append(batch, provenBy: end)
      #expect(chain.size == SampleLog.count)
      if start == 0 { continue }
      #expect(throws: ReplicaError.self) {
        try RecordChain(continuing: head, peaks: peaks.map { _ in .empty })
      }
      #expect(throws: ReplicaError.self) {
        try RecordChain(continuing: head, peaks: peaks + [.empty])
      }
    }
    #expect(try test.log.peaks(ofSize: SampleLog.count + 1) == nil)
  }

  @Test func `batches of records are bounded`() async throws {
    let test = try TestLog(path: original)
    for _ in 0..<5 {
      _ = try await test.log.append(
        Append(
          stream: try StreamName("s"), expected: .any,
          events: [
            NewEvent(
              id: EventID(high: 1, low: test.log.head.count), type: try EventType("T"),
              contentType: .binary, data: [UInt8](repeating: 7, count: 600_000))
          ]))
    }
    let batch = try test.log.records(from: Position(1), until: Position(6))
    #expect(batch.records.count == 2)
    #expect(try test.log.records(from: Position(6), until: Position(9)).records == [])
  }
}
