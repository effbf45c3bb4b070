import Foundation
import TestSupport
import Testing

@testable import Events

/// Whatever happens to a log's file, it is refused or right. `faults damage` does more of it.
@Suite("A damaged file of a log", .temporaryDirectory)
struct DamagedFileTests {
  private let path = TemporaryDirectory.path + "/damaged.mdb"

  /// Every event by its position and by its stream, and the root.
  private struct Content: Equatable {
    let events: [RecordedEvent]
    let streams: [String: [RecordedEvent]]
    let head: TreeHead?

    init(_ log: EventLog) throws {
      let events = try log.events(from: Position(0))
      var streams: [String: [RecordedEvent]] = [:]
      for stream in Set(events.map(\.stream)) {
        streams[stream.text] = try log.events(of: stream)
      }
      self.events = events
      self.streams = streams
      head = try log.treeHead()
    }
  }

  private func make() async throws -> (file: [UInt8], content: Content) {
    let test = try TestLog(procedures: SampleLog.procedures, path: path)
    try await SampleLog.fill(test)
    try await SampleLog.fillPeers(test)
    try await test.append("large", 1)
    let large = NewEvent(
      id: EventID(high: 5, low: 5), type: try EventType("Large"), contentType: .binary,
      data: [UInt8](repeating: 7, count: 9000))
    _ = try await test.log.append(
      Append(stream: try StreamName("large"), expected: .any, events: [large]))
    let content = try Content(test.log)
    test.log.close()
    return (try Array(Data(contentsOf: URL(filePath: path))), content)
  }

  /// `nil`: refused.
  private func open(_ file: [UInt8]) throws -> Content? {
    try Data(file).write(to: URL(filePath: path))
    do {
      let test = try TestLog(procedures: SampleLog.procedures, path: path)
      defer { test.log.close() }
      return try Content(test.log)
    } catch let error as ReadError {
      switch error {
      case .failure(let failure): #expect(failure.damage != nil, "\(failure)")
      case .corrupt, .unknownFormat: break
      }
      return nil
    }
  }

  @Test func `is refused or right with any bit changed`() async throws {
    var random = SeededRandom.printed()
    let (file, content) = try await make()
    var refused = 0
    for _ in 0..<500 {
      var damaged = file
      let bit = Int.random(in: 0..<(file.count * 8), using: &random)
      damaged[bit / 8] ^= 1 << (bit % 8)
      if let found = try open(damaged) {
        #expect(found == content, "bit \(bit)")
      } else {
        refused += 1
      }
    }
    #expect(refused > 50)
  }

  @Test func `is refused when cut off, also to nothing`() async throws {
    var random = SeededRandom.printed()
    let (file, content) = try await make()
    for index in 0..<100 {
      let bytes = index == 0 ? 0 : Int.random(in: 0..<file.count, using: &random)
      let found = try open(Array(file[..<bytes]))
      #expect(found == nil || found == content, "cut to \(bytes)")
      if bytes < 8192 { #expect(found == nil) }
    }
  }

  @Test func `is refused when two of its pages change places`() async throws {
    let (file, content) = try await make()
    let pages = file.count / 4096
    for first in 0..<pages {
      for second in (first + 1)..<min(pages, first + 4) {
        var damaged = file
        for byte in 0..<4096 { damaged.swapAt(first * 4096 + byte, second * 4096 + byte) }
        let found = try open(damaged)
        #expect(found == nil || found == content, "\(first) and \(second)")
      }
    }
  }

  @Test func `is refused for a page that is missing, with what to do`() async throws {
    let (file, _) = try await make()
    // The root of the table of tables: the newest meta page names it.
    func number(_ offset: Int) -> UInt64 {
      file[offset..<(offset + 8)].reversed().reduce(0) { $0 << 8 | UInt64($1) }
    }
    let meta = number(144) > number(4096 + 144) ? 0 : 4096
    let root = Int(number(meta + 128))
    var damaged = file
    for byte in 0..<4096 { damaged[root * 4096 + byte] = 0 }
    try Data(damaged).write(to: URL(filePath: path))
    let error = #expect(throws: ReadError.self) { try TestLog(path: path) }
    guard case .failure(let failure) = error else {
      Issue.record("\(String(describing: error))")
      return
    }
    #expect(failure.damage == .page(UInt64(root), table: "table of tables", .number))
    #expect("\(failure)".contains("restore it from a backup"))
  }

  @Test func `a stop while it was made leaves nothing in the way`() throws {
    for file in [path + ".new", path + ".new-lock"] {
      try Data([1, 2, 3]).write(to: URL(filePath: file))
    }
    let test = try TestLog(path: path)
    #expect(test.log.head.count == 1)
    test.log.close()
    let left = try FileManager.default.contentsOfDirectory(atPath: TemporaryDirectory.path).sorted()
    #expect(left == ["damaged.mdb", "damaged.mdb-lock"])
  }
}
