import Foundation
import Testing

/// The house rules of `docs/HACKING.md` that a machine can check.
@Suite("House rules")
struct TidyTests {
  private struct Source {
    /// From the root of the repository.
    let path: String
    let lines: [String]
  }

  private static let root = URL(filePath: #filePath)
    .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()

  /// Every hand-written Swift file below `folder`.
  private static func sources(_ folder: String) throws -> [Source] {
    let base = root.appending(path: folder)
    let files = FileManager.default.enumerator(at: base, includingPropertiesForKeys: nil)
    return try (files?.allObjects as? [URL] ?? []).compactMap { url in
      let path = String(url.path(percentEncoded: false).dropFirst(root.path().count))
      guard path.hasSuffix(".swift"), !path.hasPrefix("Sources/Schemas") else { return nil }
      let text = try String(contentsOf: url, encoding: .utf8)
      return Source(path: path, lines: text.components(separatedBy: "\n"))
    }
  }

  /// Lines that match `pattern` outside of comments, as `path:line`.
  private static func findings(
    _ pattern: String, in folder: String, except allowed: [String] = []
  ) throws -> [String] {
    let regex = try Regex(pattern)
    return try sources(folder)
      .filter { source in !allowed.contains { source.path.hasPrefix($0) } }
      .flatMap { source in
        source.lines.enumerated().compactMap { index, line in
          let isComment = line.drop { $0 == " " }.hasPrefix("//")
          return !isComment && line.contains(regex) ? "\(source.path):\(index + 1)" : nil
        }
      }
  }

  @Test func `there are sources to check`() throws {
    #expect(try Self.sources("Sources").count > 100)
  }

  @Test func `LMDB is known in one folder only`() throws {
    #expect(
      try Self.findings("import CLMDB", in: "Sources", except: ["Sources/Events/LMDB/"]) == [])
  }

  @Test func `gRPC is known to the transport and to the client only`() throws {
    let allowed = ["Sources/eventd/Transport/", "Sources/EventdClient/"]
    #expect(try Self.findings("import GRPC", in: "Sources", except: allowed) == [])
  }

  @Test(arguments: ["Events", "Projections", "Processes"])
  func `time and chance come in from above`(module: String) throws {
    let pattern = #"\b(Date\(\)|ContinuousClock|SuspendingClock|clock_gettime|UUID\(\)|\.random\()"#
    #expect(try Self.findings(pattern, in: "Sources/\(module)") == [])
  }

  @Test(
    arguments: [
      ("Events", "Projections|Processes|eventd|EventdClient|Schemas"),
      ("Projections", "Processes|eventd|EventdClient"), ("Processes", "eventd|EventdClient"),
      ("EventdClient", "Events|Projections|Processes|eventd"),
    ])
  func `no module knows one above it`(module: String, above: String) throws {
    #expect(try Self.findings("^.*import (\(above))$", in: "Sources/\(module)") == [])
  }

  @Test(arguments: ["Sources/Projections/Engine", "Sources/Processes/Engine", "Sources/Events"])
  func `the engines name no procedure`(folder: String) throws {
    #expect(try Self.findings("Folio|folio", in: folder) == [])
  }

  @Test func `no file is too long to read`() throws {
    let long = try Self.sources("Sources").filter { $0.lines.count > 260 }.map(\.path)
    #expect(long == [])
  }

  @Test func `an unchecked promise is explained`() throws {
    for source in try Self.sources("Sources") {
      for (index, line) in source.lines.enumerated() where line.contains("@unchecked Sendable") {
        let next = source.lines[index + 1]
        #expect(next.contains("// Sendable:"), "\(source.path):\(index + 1)")
      }
    }
  }

  @Test func `no test sleeps`() throws {
    #expect(
      try Self.findings(
        #"Task\.sleep|usleep\(|\bsleep\("#, in: "Tests", except: ["Tests/TidyTests"]) == [])
  }

  @Test func `nothing is left to do`() throws {
    #expect(try Self.findings("TODO|FIXME|XXX", in: "Sources") == [])
  }
}
