import Events
import FoundationEssentials
import Logging
import Testing

@testable import eventd

@Suite("Log lines")
struct LogLineTests {
  private let time = Timestamp(rfc3339: "2026-01-05T16:00:00.000120Z") ?? Timestamp(seconds: 0)

  private func line(
    _ message: String, _ metadata: Logger.Metadata = [:], error: String? = nil
  ) -> LogLine {
    LogLine(
      time: time, level: .warning, label: "eventd", message: message, metadata: metadata,
      error: error)
  }

  private struct Parsed: Decodable, Equatable {
    let time: String
    let level: String
    let label: String
    let message: String
    let error: String?
    let events: Int?
    let path: String?
  }

  private func parsed(_ line: LogLine) throws -> Parsed {
    try JSONDecoder().decode(Parsed.self, from: Data(line.json.utf8))
  }

  @Test func `are one JSON object each, whatever the texts hold`() throws {
    let line = line(
      "a \"message\"\nof two lines \u{1B}[1m",
      ["events": .stringConvertible(7), "path": "a\\b\tc"],
      error: "it\r\nfailed")
    #expect(!line.json.contains("\n"))
    #expect(
      try parsed(line)
        == Parsed(
          time: "2026-01-05T16:00:00.000120Z", level: "warning", label: "eventd",
          message: "a \"message\"\nof two lines \u{1B}[1m", error: "it\r\nfailed", events: 7,
          path: "a\\b\tc"))
  }

  @Test func `keep their own members when the metadata has the same names`() throws {
    let line = line("m", ["message": "other", "time": "never"])
    #expect(try parsed(line).message == "m")
    #expect(line.json.contains(#""metadata.message":"other","metadata.time":"never""#))
  }

  @Test func `carry lists and groups of metadata as JSON`() {
    let line = line(
      "m", ["a": ["x", .stringConvertible(1)], "b": ["c": .stringConvertible(true)]])
    #expect(line.json.hasSuffix(#","a":["x",1],"b":{"c":true}}"#))
  }

  @Test func `read as text, quoted where items could be mistaken, and never more than one line`() {
    #expect(
      line("listening on s", ["events": .stringConvertible(310), "why": "no room \"here\""]).text()
        == #"2026-01-05T16:00:00.000120Z warning eventd: listening on s events=310 why="no room \"here\"""#
    )
    #expect(
      line("a\nb", ["x": "c\nd=e"], error: "f\u{1B}g").text(hasTime: false)
        == "warning eventd: a b x=\"c d=e\" error=f\u{FFFD}g")
  }

  @Test func `go to the journal with the number of their level, and without the time`() {
    let written = Locked<[String]>([])
    var handler = LineLogHandler(label: "eventd", style: .text, logLevel: .info)
    handler.isForJournal = true
    handler.now = { [time] in time }
    handler.write = { line in written.withLock { $0.append(line) } }
    let one = handler
    let logger = Logger(label: "eventd") { _ in one }
    logger.error("no")
    logger.debug("not at this level")
    logger.info("yes", metadata: ["n": "1"])
    #expect(written.withLock { $0 } == ["<3>error eventd: no\n", "<6>info eventd: yes n=1\n"])
  }

  @Test func `of a failure tell the error`() throws {
    let written = Locked<[String]>([])
    var handler = LineLogHandler(label: "eventd", style: .json, logLevel: .info)
    handler.isForJournal = false
    handler.write = { line in written.withLock { $0.append(line) } }
    handler[metadataKey: "events"] = .stringConvertible(3)
    let one = handler
    Logger(label: "eventd") { _ in one }.error("no", error: AppendError.busy)
    let line = try #require(written.withLock { $0.first })
    let parsed = try JSONDecoder().decode(Parsed.self, from: Data(line.utf8))
    #expect(parsed.error == AppendError.busy.description)
    #expect(parsed.events == 3)
  }
}
