import Events
import Processes
import Projections
import Schemas
import SwiftProtobuf
import Testing

@Suite("Notices") struct NoticeRulesTests {
  static let stream = "notice-00399734"

  static let queued = FolioNoticeQueued.with {
    $0.number = 399_734
    $0.cause = 3
    $0.subject = "[Bx+enlace] El trámite #00399734 requiere tu atención"
  }
  static let taken = FolioNoticeTaken.with {
    $0.cause = 3
    $0.service = "correo-1"
  }
  static let sent = FolioNoticeSent.with {
    $0.cause = 3
    $0.service = "correo-1"
    $0.email = "begona@agentes.example"
  }
  static let failed = FolioNoticeFailed.with {
    $0.cause = 3
    $0.service = "correo-1"
    $0.why = "La dirección no existe."
  }

  private static func scenario(_ given: [any Message] = []) throws -> ProcedureScenario {
    let zone = try SystemTimeZones.load("America/Mexico_City")
    var scenario = try ProcedureScenario(
      NoticeRules(), FolioRules(zone: zone), at: "2026-03-02T16:00:00Z")
    try scenario.given(FolioOpened.opening(.individual), in: "folio-00399734")
    for event in given {
      try scenario.given(event, in: stream, origin: event is FolioNoticeQueued ? .process : .client)
    }
    return scenario
  }

  private func refusal(_ event: any Message, after given: any Message...) throws -> String? {
    var scenario = try Self.scenario(given)
    let origin: Origin = event is FolioNoticeQueued ? .process : .client
    return try scenario.when(event, in: Self.stream, origin: origin, as: .binary)?.code
  }

  @Test func `is queued, taken and sent, or not sent`() throws {
    #expect(try refusal(Self.queued) == nil)
    #expect(try refusal(Self.taken, after: Self.queued) == nil)
    #expect(try refusal(Self.sent, after: Self.queued, Self.taken) == nil)
    #expect(try refusal(Self.failed, after: Self.queued, Self.taken) == nil)
  }

  @Test func `is queued by the daemon, once for each cause`() throws {
    var scenario = try Self.scenario()
    #expect(
      try scenario.when(Self.queued, in: Self.stream)?.code == "notice.only-daemon-queues")
    #expect(try refusal(Self.queued, after: Self.queued) == "notice.queued-already")
    #expect(
      try refusal(Self.queued, after: Self.queued, Self.taken, Self.sent)
        == "notice.queued-already")
    #expect(try refusal(Self.queued.changed { $0.cause = 4 }, after: Self.queued) == nil)
  }

  @Test func `tells of the folio of its stream, which there is`() throws {
    #expect(
      try refusal(Self.queued.changed { $0.number = 1 }) == "notice.other-number")
    var scenario = try Self.scenario()
    #expect(
      try scenario.when(
        Self.queued.changed { $0.number = 1 }, in: "notice-00000001", origin: .process)?.code
        == "notice.folio-unknown")
  }

  @Test func `is sent at most once: a second sender finds it taken, or reported`() throws {
    let other = Self.taken.changed { $0.service = "correo-2" }
    #expect(try refusal(other, after: Self.queued, Self.taken) == "notice.taken-already")
    // The same sender after a crash: it cannot know whether the mail went out.
    #expect(try refusal(Self.taken, after: Self.queued, Self.taken) == "notice.taken-already")
    for report in [Self.sent, Self.failed] as [any Message] {
      #expect(
        try refusal(Self.taken, after: Self.queued, Self.taken, report)
          == "notice.reported-already")
      for second in [Self.sent, Self.failed] as [any Message] {
        #expect(
          try refusal(second, after: Self.queued, Self.taken, report)
            == "notice.reported-already")
      }
    }
  }

  @Test func `is taken before it is sent, and reported by whoever took it`() throws {
    #expect(try refusal(Self.taken) == "notice.unknown")
    #expect(try refusal(Self.sent) == "notice.unknown")
    #expect(try refusal(Self.sent, after: Self.queued) == "notice.not-taken")
    #expect(try refusal(Self.failed, after: Self.queued) == "notice.not-taken")
    #expect(
      try refusal(
        Self.sent.changed { $0.service = "correo-2" }, after: Self.queued, Self.taken)
        == "notice.taken-already")
  }

  @Test func `a report says who sent it where, or why not`() throws {
    #expect(
      try refusal(Self.taken.changed { $0.service = " " }, after: Self.queued)
        == "notice.service-missing")
    #expect(
      try refusal(Self.sent.changed { $0.email = "nadie" }, after: Self.queued, Self.taken)
        == "notice.not-an-email")
    #expect(
      try refusal(Self.failed.changed { $0.why = "" }, after: Self.queued, Self.taken)
        == "notice.why-missing")
  }

  @Test func `the daemon sends nothing, and nothing happens before its time`() throws {
    var scenario = try Self.scenario([Self.queued])
    #expect(
      try scenario.when(Self.taken, in: Self.stream, origin: .process)?.code
        == "notice.daemon-only-queues")
    #expect(
      try scenario.when(
        Self.taken, in: Self.stream, effective: scenario.now.adding(seconds: 1))?.code
        == "notice.not-yet")
  }

  @Test(arguments: ["notice-1", "notice-00000000", "notice-003997340", "notice-"])
  func `a stream is named for a folio`(_ stream: String) throws {
    var scenario = try Self.scenario()
    #expect(try scenario.when(Self.taken, in: stream)?.code == "notice.not-a-notice-stream")
  }

  @Test func `each refusal has a code of its own, and says what to do`() {
    let number = FolioNumber(1)!
    let all: [NoticeRefusal] = [
      .notANoticeStream(number.noticeStream), .unreadable(.notUTF8), .notYet(Timestamp(seconds: 0)),
      .onlyDaemonQueues, .daemonOnlyQueues, .otherNumber(2, of: number), .folioUnknown(number),
      .queuedAlready(cause: 1), .unknown(number, cause: 1), .serviceMissing,
      .takenAlready(by: "correo-1"), .notTaken, .reportedAlready, .notAnEmail("x"), .whyMissing,
    ]
    #expect(Set(all.map(\.code)).count == all.count)
    for refusal in all {
      #expect(refusal.code.wholeMatch(of: /notice\.[a-z0-9-]+/) != nil)
      #expect(!refusal.message.isEmpty && !refusal.source.isEmpty)
      #expect(refusal.description.contains(refusal.code))
    }
  }
}
