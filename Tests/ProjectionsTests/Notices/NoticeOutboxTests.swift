import Events
import Projections
import Schemas
import SwiftProtobuf
import TestSupport
import Testing

@Suite("Outbox of notices", .temporaryDirectory)
struct NoticeOutboxTests {
  private let log: TestLog
  private let follower: Follower
  private let outbox: NoticeOutboxReader

  init() throws {
    log = try TestLog()
    follower = try Follower(
      NoticeOutbox(), path: TemporaryDirectory.path + "/outbox.mdb", log: log.log)
    outbox = NoticeOutboxReader(follower.store)
  }

  private static func queued(_ number: UInt64, _ cause: UInt64) -> FolioNoticeQueued {
    .with {
      $0.number = number
      $0.cause = cause
      $0.subject = "El trámite"
    }
  }

  private static func taken(_ cause: UInt64) -> FolioNoticeTaken {
    .with {
      $0.cause = cause
      $0.service = "correo-1"
    }
  }

  private static func sent(_ cause: UInt64) -> FolioNoticeSent {
    .with {
      $0.cause = cause
      $0.service = "correo-1"
      $0.email = "begona@agentes.example"
    }
  }

  private static func failed(_ cause: UInt64) -> FolioNoticeFailed {
    .with {
      $0.cause = cause
      $0.service = "correo-1"
      $0.why = "La dirección no existe."
    }
  }

  private func causes(_ state: NoticeState) throws -> [UInt64] {
    try outbox.notices(in: state, limit: 100).notices.map(\.queued.cause)
  }

  @Test func `a notice goes from one state to the next, with its times`() async throws {
    let position = try await log.append("notice-00000001", Self.queued(1, 5))
    try follower.catchUp()
    #expect(try causes(.queued) == [5])
    log.clock.advance(seconds: 10)
    try await log.append("notice-00000001", Self.taken(5))
    try follower.catchUp()
    #expect(try causes(.queued).isEmpty && causes(.taken) == [5])
    log.clock.advance(seconds: 10)
    try await log.append("notice-00000001", Self.sent(5))
    try follower.catchUp()
    #expect(try causes(.taken).isEmpty)
    let notice = try #require(try outbox.notices(in: .sent, limit: 1).notices.first)
    #expect(notice.position == position.rawValue)
    #expect(notice.service == "correo-1" && notice.email == "begona@agentes.example")
    #expect(Timestamp(notice.queuedAt) == TestLog.start)
    #expect(Timestamp(notice.takenAt) == TestLog.start.adding(seconds: 10))
    #expect(Timestamp(notice.reportedAt) == TestLog.start.adding(seconds: 20))
    #expect(try outbox.counts() == [.sent: 1])
  }

  @Test func `one that was not sent says why`() async throws {
    try await log.appendAll(
      "notice-00000001", [Self.queued(1, 5), Self.taken(5), Self.failed(5)])
    try follower.catchUp()
    let notice = try #require(try outbox.notices(in: .failed, limit: 1).notices.first)
    #expect(notice.why == "La dirección no existe." && notice.state == .failed)
  }

  @Test func `lists a state in the order of queueing, a page at a time`() async throws {
    for number: UInt64 in 1...5 {
      try await log.append("notice-0000000\(6 - number)", Self.queued(6 - number, number))
    }
    try await log.append("notice-00000003", Self.taken(3))
    try follower.catchUp()
    for limit in [1, 2, 4, 9] {
      var found: [UInt64] = []
      var after: UInt64 = 0
      repeat {
        let (notices, next) = try outbox.notices(in: .queued, after: after, limit: limit)
        #expect(notices.count <= limit)
        found += notices.map(\.queued.cause)
        after = next
      } while after != 0
      #expect(found == [1, 2, 4, 5], "at most \(limit) at a time")
    }
    #expect(try outbox.notices(in: .queued, after: .max, limit: 1).notices.isEmpty)
    #expect(try outbox.counts() == [.queued: 4, .taken: 1])
  }

  @Test func `lists those of a folio in the order of their causes`() async throws {
    try await log.appendAll("notice-00000001", [Self.queued(1, 9), Self.queued(1, 2)])
    try await log.append("notice-00000002", Self.queued(2, 4))
    try follower.catchUp()
    #expect(try outbox.notices(of: FolioNumber(1)!).map(\.queued.cause) == [2, 9])
    #expect(try outbox.notices(of: FolioNumber(3)!).isEmpty)
  }

  @Test func `stops at what admission would refuse`() async throws {
    for (stream, event) in [
      ("notice-1", Self.queued(1, 1)), ("notice-00000001", Self.taken(1)),
    ] as [(String, any Message)] {
      let log = try TestLog(path: TemporaryDirectory.path + "/\(stream).mdb")
      let follower = try Follower(
        NoticeOutbox(), path: TemporaryDirectory.path + "/\(stream)-outbox.mdb", log: log.log)
      try await log.append(stream, event)
      #expect(throws: FollowerError.self) { try follower.catchUp() }
    }
  }

  @Test func `the stream of notices is named for the folio`() throws {
    let number = try #require(FolioNumber(399_734))
    #expect(number.noticeStream.text == "notice-00399734")
    #expect(FolioNumber(noticeStream: number.noticeStream) == number)
    for text in ["notice-399734", "folio-00399734", "notice-00000000", "notice"] {
      #expect(FolioNumber(noticeStream: try StreamName(text)) == nil)
    }
  }
}
