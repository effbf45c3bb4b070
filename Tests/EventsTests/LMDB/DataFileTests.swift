import Events
import Glibc
import TestSupport
import Testing

@Suite("A file before it is mapped", .temporaryDirectory)
struct DataFileTests {
  private let path = TemporaryDirectory.path + "/file.mdb"

  private func open(tables: [String] = ["a"]) throws -> Environment {
    try Environment(path: path, tables: tables, mapBytes: 1 << 30)
  }

  private var bytes: Int64 {
    var status = stat()
    return stat(path, &status) == 0 ? Int64(status.st_size) : -1
  }

  private func fill(rows: UInt64) throws {
    let environment = try open()
    for start in stride(from: 0, to: rows, by: 100) {
      try environment.write { transaction throws(LMDBError) in
        for key in start..<(start + 100) {
          try transaction.put(
            environment.table("a"), Key(key), [UInt8](repeating: UInt8(key % 251), count: 300))
        }
      }
    }
  }

  /// LMDB maps what its meta page says; a page behind the end of the file ends the process.
  @Test func `is refused when anything of it is cut off`() throws {
    try fill(rows: 1000)
    let whole = bytes
    var cuts = Array(stride(from: whole - 4096, to: 4096, by: -4096))
    cuts += [whole - 1, whole - 4095, 8193, 8192, 8191, 4097, 4096, 4095, 100, 1]
    for cut in cuts {
      #expect(truncate(path, off_t(cut)) == 0)
      let error = #expect(throws: LMDBError.self) { try open() }
      #expect(error?.damage != nil, "cut to \(cut)")
      if cut >= 8192 {
        guard case .truncated(let bytes, let bytesMin) = error?.damage else {
          Issue.record("cut to \(cut): \(String(describing: error))")
          continue
        }
        #expect(bytes == UInt64(cut))
        #expect(bytesMin == UInt64(whole))
      }
      #expect("\(error!)".contains(path))
    }
  }

  @Test func `is refused when it is something else`() throws {
    for content in ["x", "SQLite format 3\u{0}", String(repeating: "\u{0}", count: 10_000)] {
      let file = try #require(fopen(path, "w"))
      fputs(content, file)
      for _ in 0..<9000 { fputc(0, file) }
      fclose(file)
      let error = #expect(throws: LMDBError.self) { try open() }
      #expect(error?.damage == .notADatabase)
    }
  }

  @Test func `is made when it is empty or not there`() throws {
    _ = try open()
    #expect(bytes > 0)
    #expect(truncate(path, 0) == 0)
    _ = try open()
    #expect(bytes > 0)
  }

  /// Whatever is cut off: it is refused, or nothing of what it holds was there.
  @Test func `is opened without its tail only when the tail is free`() throws {
    try fill(rows: 1000)
    for round in UInt64(0)..<8 {
      let environment = try open()
      try environment.write { transaction throws(LMDBError) in
        let table = environment.table("a")
        if round == 0 { for key in UInt64(50)..<1000 { try transaction.remove(table, Key(key)) } }
        try transaction.put(table, Key(round), [UInt8](repeating: 1, count: 300))
      }
    }
    var (refused, opened) = (0, 0)
    for cut in stride(from: bytes - 4096, through: 8192, by: -4096) {
      #expect(truncate(path, off_t(cut)) == 0)
      do {
        let environment = try open()
        try environment.read { transaction throws(LMDBError) in
          var rows = 0
          try transaction.scan(environment.table("a")) { _, value throws(LMDBError) in
            rows += value.copied.count == 300 ? 1 : 0
            return .next
          }
          #expect(rows == 50)
        }
        opened += 1
      } catch {
        refused += 1
      }
    }
    #expect(opened > 0)
    #expect(refused > 0)
  }

  /// LMDB does not write a page at the end of the file that the same transaction took and gave back.
  /// Such a file is shorter than its meta page says, and nothing is wrong with it.
  @Test func `is opened when only free pages are behind its end`() throws {
    var random = SeededRandom.printed()
    var rows: [UInt64: Int] = [:]
    for _ in 0..<60 {
      let environment = try open()
      for _ in 0..<4 {
        try environment.write { transaction throws(LMDBError) in
          for _ in 0..<Int.random(in: 1...200, using: &random) {
            let key = UInt64.random(in: 0..<300, using: &random)
            if Bool.random(using: &random) {
              let size = Int.random(in: 0..<6000, using: &random)
              try transaction.put(
                environment.table("a"), Key(key), [UInt8](repeating: 7, count: size))
              rows[key] = size
            } else {
              try transaction.remove(environment.table("a"), Key(key))
              rows[key] = nil
            }
          }
        }
      }
      try environment.read { transaction throws(LMDBError) in
        #expect(try transaction.count(environment.table("a")) == UInt64(rows.count))
      }
    }
  }

  @Test func `is read beside the one that writes it, and never written`() throws {
    try fill(rows: 100)
    let reader = try Environment(path: path, tables: ["a"], isReadOnly: true, mapBytes: 1 << 30)
    try reader.read { transaction throws(LMDBError) in
      #expect(try transaction.count(reader.table("a")) == 100)
    }
    let path = path
    #expect(throws: LMDBError.self) {
      try Environment(path: path + "-none", tables: ["a"], isReadOnly: true, mapBytes: 1 << 30)
    }
    #expect(access(path + "-none", F_OK) != 0)
  }

  @Test(arguments: [0, 1, 100, 4096, 5000, 8191, 8192, 20_000])
  func `is refused for reading as well when anything of it is cut off`(bytes: Int) throws {
    try fill(rows: 1000)
    #expect(truncate(path, off_t(bytes)) == 0)
    let error = #expect(throws: LMDBError.self) {
      try Environment(path: path, tables: ["a"], isReadOnly: true, mapBytes: 1 << 30)
    }
    #expect(error?.damage != nil)
    #expect(self.bytes == bytes)
  }

  @Test func `a table that is missing is not made in a file that is only read`() throws {
    try fill(rows: 100)
    let error = #expect(throws: LMDBError.self) {
      try Environment(path: path, tables: ["a", "b"], isReadOnly: true, mapBytes: 1 << 30)
    }
    #expect(error?.call == "mdb_dbi_open(b)")
  }
}
