import Events
import TestSupport
import Testing

/// The append rule once more, as plainly as it can be said, to compare the log with.
private struct Model {
  var streams: [String: [UInt64]] = [:]
  var count: UInt64 = 1

  mutating func append(_ stream: String, _ ids: [UInt64], _ expected: ExpectedRevision) -> Bool {
    let stored = streams[stream] ?? []
    func sits(at start: Int) -> Bool {
      start + ids.count <= stored.count && Array(stored[start..<(start + ids.count)]) == ids
    }
    switch expected {
    case .any, .exists:
      if expected == .exists, stored.isEmpty { return false }
      if stored.contains(ids[0]) { return ids.allSatisfy(stored.contains) }
    case .noStream:
      if !stored.isEmpty { return sits(at: 0) }
    case .exact(let revision):
      let next = Int(revision.rawValue) + 1
      if next > stored.count { return false }
      if next < stored.count { return sits(at: next) }
    }
    streams[stream] = stored + ids
    count += UInt64(ids.count)
    return true
  }
}

@Suite("The log against a model", .temporaryDirectory)
struct ModelTests {
  @Test func `agrees on 3,000 random appends, with restarts`() async throws {
    let seed = UInt64.random(in: .min ... .max)
    print("seed of the random appends: \(seed)")
    var random = SeededRandom(seed: seed)
    var model = Model()
    let path = TemporaryDirectory.path + "/model.mdb"
    for _ in 0..<10 {
      let test = try TestLog(path: path)
      for _ in 0..<300 {
        let stream = "s-\(Int.random(in: 0..<6, using: &random))"
        let ids = (0..<Int.random(in: 1...3, using: &random)).map { _ in
          UInt64.random(in: 0..<40, using: &random)
        }
        let expected: ExpectedRevision =
          switch Int.random(in: 0..<6, using: &random) {
          case 0: .any
          case 1: .exists
          case 2: .noStream
          default: .exact(Revision(UInt64.random(in: 0..<30, using: &random)))
          }
        let isTaken = model.append(stream, ids, expected)
        let result = await test.log.append([
          Append(
            stream: try StreamName(stream), expected: expected,
            events: try ids.map { try NewEvent.numbered($0) })
        ])
        let wasTaken = (try? result[0].get()) != nil
        #expect(wasTaken == isTaken, "seed \(seed): \(stream) \(ids) \(expected)")
        #expect(test.log.head.count == model.count)
      }
      for (stream, ids) in model.streams {
        let stored = try test.log.events(of: StreamName(stream)).map(\.id.low)
        #expect(stored == ids, "seed \(seed)")
      }
      test.log.close()
    }
  }
}
