import EventdClient
import Events
import Projections
import Schemas
import Synchronization
import TestSupport
import Testing

@testable import eventd

@Suite("Importer", .temporaryDirectory)
struct ImporterTests {
  private func events(_ log: EventLog, _ stream: String) throws -> [FolioEvent] {
    try log.events(of: StreamName(stream)).map { try FolioEvent($0) }
  }

  @Test func `counts what the rules accept and refuse`() async throws {
    let log = try ImportFixture.log()
    let report = await log.import(try ImportFixture.plan())
    #expect(report.accepted == 8)
    #expect(report.repeated == 0)
    #expect(report.refusedRows == 3)
    #expect(report.skippedRows == 5)
    #expect(report.notTried == 0)
    #expect(report.stopped == nil)
    #expect(
      Set(report.refused.keys.map(\.code))
        == ["folio.final-stage", "folio.not-open", "folio.move-not-allowed"])
    #expect(report.refused.keys.allSatisfy { $0.source.hasPrefix("folios: ") })
    #expect(
      Set(report.kinds.keys.map(\.label)) == [
        "ENVIO → ENVIO", "ALTA_DE_TRAMITE → ENVIO", "folio.v1.NoteAdded",
      ])
  }

  @Test func `goes on with a case after a row that was refused`() async throws {
    let log = try ImportFixture.log()
    _ = await log.import(try ImportFixture.plan())
    let events = try events(log.log, "folio-00082102")
    #expect(events.count == 4)
    guard case .stageChanged(let move) = events[3], case .noteAdded(let note) = events[1] else {
      Issue.record("\(events)")
      return
    }
    #expect(move.from == .altaDeTramite)
    #expect(move.to == .rechazo)
    #expect(move.actor.role == .agente)
    #expect(move.actor.key == "6426")
    #expect(note.text == "Register otra vez, caso 81102")
  }

  @Test func `keeps the time of the row as the time when it became true`() async throws {
    let appended = Mutex<[ProposedEvent]>([])
    let plan = try ImportFixture.plan()
    _ = await Importer(plan, headBefore: nil) { _, _, events throws(EventdError) in
      appended.withLock { $0 += events }
      return Appended(revision: 0, position: 0)
    }.run()
    let metadata = appended.withLock { Set($0.map(\.metadata)) }
    #expect(metadata.contains(Array(#"{"time":"2016-02-01T11:24:02.000000Z"}"#.utf8)))
  }

  /// A note before the folio was open is refused; in the second import the folio is open, and an
  /// append without an exact revision would take the note after all.
  @Test func `writes nothing when it is repeated`() async throws {
    let log = try ImportFixture.log()
    let first = await log.import(try ImportFixture.plan())
    let count = log.log.head.count
    let second = await log.import(try ImportFixture.plan())
    #expect(log.log.head.count == count)
    #expect(second.accepted == first.accepted)
    #expect(second.repeated == first.accepted)
    #expect(second.refusedRows == first.refusedRows)
    #expect(second.refused.keys.contains { $0.code == "wrong-revision" })
  }

  @Test(arguments: [0, 1, 4, 7])
  func `stops when nobody answers, and later goes on from there`(answers: Int) async throws {
    let log = try ImportFixture.log()
    let left = Mutex(answers)
    let plan = try ImportFixture.plan()
    let cut = await Importer(plan, headBefore: 0) { stream, expected, events throws(EventdError) in
      let answers = left.withLock { left in
        left -= 1
        return left >= 0
      }
      guard answers else { throw .unavailable("no daemon") }
      return try await log.take(stream, expected, events)
    }.run()
    #expect(cut.stopped == "no daemon")
    #expect(cut.notTried > 0)
    #expect(cut.counted == 16)

    let rest = await log.import(plan)
    #expect(rest.accepted == 8)
    #expect(rest.repeated == cut.accepted)
    #expect(rest.refusedRows == 3)
    #expect(rest.stopped == nil)
  }

  @Test func `does not begin another case after it stopped`() async throws {
    let header = "case,activity,who,when\n"
    let rows = (1...200).map { "\($0),Register,a,2016-02-01 12:00:00+00:00\n" }.joined()
    let asked = Mutex(0)
    let report = await Importer(try ImportFixture.plan(header + rows), headBefore: nil) {
      _, _, _ throws(EventdError) in
      asked.withLock { $0 += 1 }
      throw .busy("the queue is full")
    }.run()
    #expect(report.notTried == 200)
    #expect(asked.withLock { $0 } <= Importer.casesAtATime)
  }

  @Test func `counts a folio that others changed under a code of its own`() async throws {
    let report = await Importer(try ImportFixture.plan(), headBefore: nil) {
      stream, _, _ throws(EventdError) in
      throw .wrongRevision(stream: stream, actual: 3)
    }.run()
    #expect(report.refused == [.init(code: "wrong-revision", source: ""): 11])
    #expect(report.counted == 16)
  }

  @Test func `tells its progress up to all rows`() async throws {
    let told = Mutex<[Int]>([])
    let log = try ImportFixture.log()
    _ = await Importer(
      try ImportFixture.plan(), headBefore: nil,
      append: { stream, expected, events throws(EventdError) in
        try await log.take(stream, expected, events)
      },
      progress: { done, rows in
        #expect(rows == 16)
        told.withLock { $0.append(done) }
      }
    ).run()
    let steps = told.withLock { $0 }
    #expect(steps == steps.sorted())
    #expect(steps.first == 2)
    #expect(steps.last == 16)
  }
}
