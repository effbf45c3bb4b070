import TestSupport
import Testing

@testable import Events

@Suite("The log's Merkle tree", .temporaryDirectory)
struct LogTreeTests {
  /// The tree over all that is stored, worked out from the bytes of the leaves alone.
  private func root(_ log: EventLog, _ size: Int? = nil) throws -> TreeHash {
    var edge = TreeEdge()
    for leaf in try log.leaves(from: Position(0)).prefix(size ?? .max) {
      _ = edge.append(.leaf(leaf))
    }
    return edge.root
  }

  @Test func `is that over the stored records, after every append and every restart`() async throws
  {
    let path = TemporaryDirectory.path + "/tree.mdb"
    var ids: UInt64 = 0
    for _ in 0..<3 {
      let test = try TestLog(path: path)
      for _ in 0..<6 {
        ids += 2
        try await test.append("s-\(ids % 5)", ids, ids + 1)
        let head = try #require(try test.log.treeHead())
        #expect(head.size == test.log.head.count)
        #expect(head.origin == "eventd/\(test.log.identity)")
        #expect(try head.root == root(test.log))
      }
      test.log.close()
    }
  }

  @Test func `an append that is refused leaves no leaf`() async throws {
    let test = try TestLog(procedures: SampleLog.procedures)
    try await SampleLog.fill(test)
    let before = try test.log.treeHead()
    await #expect(throws: AppendError.self) {
      try await test.append("a", 99, expecting: .exact(Revision(77)))
    }
    await #expect(throws: AppendError.self) {
      let taken = NewEvent(
        id: EventID(high: 1, low: 1), type: try EventType("Taken"), contentType: .json,
        data: Array("Y".utf8))
      _ = try await test.log.append(
        Append(stream: try StreamName("voucher-9"), expected: .any, events: [taken]))
    }
    #expect(try test.log.treeHead() == before)
    try await test.append("a", 100)
    #expect(try test.log.treeHead()?.root == root(test.log))
  }

  @Test func `a leaf is the position and the record without its checksum`() async throws {
    let test = try TestLog()
    try await test.append("a", 1)
    let event = try #require(try test.log.events(from: Position(1)).first)
    let leaf = try #require(try test.log.leaves(from: Position(1)).first)
    #expect(leaf == [0, 0, 0, 0, 0, 0, 0, 1] + Record.encode(event).dropLast(4))
  }

  @Test func `an event comes back from its leaf`() async throws {
    let test = try TestLog(procedures: SampleLog.procedures)
    try await SampleLog.fill(test)
    let leaves = try test.log.leaves(from: Position(0))
    #expect(try leaves.map { try RecordedEvent(leaf: $0) } == test.log.events(from: Position(0)))
    for count in [0, 7, 8, 60, leaves[1].count - 1] {
      #expect(throws: Corruption.self) { try RecordedEvent(leaf: Array(leaves[1].prefix(count))) }
    }
  }

  @Test func `proves every event in every size, and growth from every size to every later`()
    async throws
  {
    let test = try TestLog(procedures: SampleLog.procedures)
    try await SampleLog.fill(test)
    let heads = try (0...SampleLog.count).map { try #require(try test.log.treeHead(ofSize: $0)) }
    for size in 0...SampleLog.count {
      let head = heads[Int(size)]
      #expect(try head.root == root(test.log, Int(size)))
      for index in 0..<size {
        let (leaf, proof) = try #require(
          try test.log.inclusion(of: Position(index), inSize: size))
        #expect(
          TreeVerification.isIncluded(
            .leaf(leaf), at: index, inSize: size, root: head.root, proof: proof))
      }
      for old in 0...size {
        let proof = try #require(try test.log.consistency(from: old, toSize: size))
        #expect(
          TreeVerification.isConsistent(
            from: old, heads[Int(old)].root, toSize: size, head.root, proof: proof))
      }
    }
  }

  @Test func `has no answer about what is not there`() throws {
    let test = try TestLog()
    #expect(try test.log.treeHead(ofSize: 2) == nil)
    #expect(try test.log.inclusion(of: Position(1), inSize: 1) == nil)
    #expect(try test.log.inclusion(of: Position(1), inSize: 2) == nil)
    #expect(try test.log.consistency(from: 2, toSize: 1) == nil)
    #expect(try test.log.consistency(from: 0, toSize: 2) == nil)
    #expect(try test.log.leaves(from: Position(1)) == [])
  }

  @Test func `a log whose tree is behind, ahead or different is not opened`() async throws {
    let path = TemporaryDirectory.path + "/damaged.mdb"
    do {
      let test = try TestLog(path: path)
      try await test.append("a", 1, 2, 3)
      test.log.close()
    }
    // As whoever changes a row on purpose: the digests are made right again.
    func damage(_ body: (Environment, inout WriteTransaction) throws(LMDBError) -> Void) throws {
      let environment = try Environment(path: path, tables: LogTables.names, mapBytes: 1 << 32)
      let tables = LogTables(environment)
      try environment.write { transaction throws(ReadError) in
        try ReadError.lift { () throws(LMDBError) in try body(environment, &transaction) }
        let digests = try tables.countedDigests(transaction, as: ReadError.self)
        try ReadError.lift { () throws(LMDBError) in try tables.store(digests, &transaction) }
      }
    }
    func finding() -> Corruption.Finding? {
      do {
        _ = try TestLog(path: path)
        return nil
      } catch {
        guard case .corrupt(let corruption) = error as? ReadError else { return nil }
        return corruption.finding
      }
    }
    var row: [UInt8] = []
    try damage { environment, transaction throws(LMDBError) in
      row = try transaction.get(environment.table("tree"), Key(3)) ?? []
      try transaction.remove(environment.table("tree"), Key(3))
    }
    #expect(finding() == .treeSize(leaves: 3, events: 4))
    try damage { environment, transaction throws(LMDBError) in
      try transaction.put(environment.table("tree"), Key(3), [UInt8](repeating: 0, count: 96))
    }
    #expect(finding() == .treeDisagrees)
    try damage { environment, transaction throws(LMDBError) in
      try transaction.put(environment.table("tree"), Key(3), [1])
    }
    #expect(finding() == .malformedRow(table: "tree"))
    try damage { environment, transaction throws(LMDBError) in
      try transaction.put(environment.table("tree"), Key(3), row)
      try transaction.put(environment.table("tree"), Key(4), row)
    }
    #expect(finding() == .treeSize(leaves: 5, events: 4))
  }
}
