public import Events
import Schemas
import SwiftProtobuf

/// The outbox: every notice to an owner, and what became of it. Read it with `NoticeOutboxReader`.
///
/// It follows the streams of the category `notice` and no others.
///
/// Source: folios page, "Notices".
public struct NoticeOutbox: Projection {
  public let name = "notice-outbox"
  public let version: UInt32 = 1
  public var tables: [String] { NoticeOutboxTables.names }
  public let categories: Set<String>? = [NoticeEvent.category]

  public init() {}

  /// - Throws: `FollowerError.poison` for what admission refuses and an ungoverned log may hold.
  public func apply(
    _ event: RecordedEvent, to rows: inout WriteTransaction, _ environment: Environment
  ) throws(FollowerError) {
    guard let number = FolioNumber(noticeStream: event.stream) else {
      throw .poison(event, "its stream is not named for a folio, as notice-00399794 is")
    }
    let change = try FollowerError.reading(event, as: NoticeEvent.self)
    let tables = NoticeOutboxTables(environment)
    let before: Notice?
    do throws(LMDBError) { before = try tables.notice(number, change.cause, rows) } catch {
      throw .failure(error)
    }
    let after: Notice
    switch (before, change) {
    case (nil, .queued(let queued)): after = Notice(queued, event)
    case (nil, _): throw .poison(event, "the notice \(change.cause) was not queued before")
    case (var notice?, _):
      notice.apply(change, event)
      after = notice
    }
    do throws(LMDBError) {
      try tables.replace(before, with: after, of: number, &rows)
    } catch {
      throw .failure(error)
    }
  }
}

/// The tables of the outbox.
struct NoticeOutboxTables: Sendable {
  /// Folio number u64, cause u64 -> `Notice`.
  let notices: Table
  /// State u64, position of the event that queued it u64 -> the key in `notices`.
  let states: Table

  static let names = ["notices", "states"]

  init(_ environment: Environment) {
    notices = environment.table("notices")
    states = environment.table("states")
  }

  func notice(
    _ number: FolioNumber, _ cause: UInt64,
    _ transaction: borrowing some Transaction & ~Copyable
  ) throws(LMDBError) -> Notice? {
    try transaction.get(notices, Key(number.rawValue, cause)).map(Row.message)
  }

  func replace(
    _ before: Notice?, with after: Notice, of number: FolioNumber,
    _ transaction: inout WriteTransaction
  ) throws(LMDBError) {
    let key = Key(number.rawValue, after.queued.cause)
    if let before { try transaction.remove(states, Self.state(before)) }
    try transaction.put(states, Self.state(after), key.bytes)
    try transaction.put(notices, key, Row.bytes(after))
  }

  private static func state(_ notice: Notice) -> Key {
    Key(UInt64(notice.state.rawValue), notice.position)
  }
}

extension Notice {
  fileprivate init(_ queued: FolioNoticeQueued, _ event: RecordedEvent) {
    self = .with {
      $0.queued = queued
      $0.state = .queued
      $0.queuedAt = .init(event.recorded)
      $0.position = event.position.rawValue
    }
  }

  /// Never fails: what is stored has happened.
  fileprivate mutating func apply(_ change: NoticeEvent, _ event: RecordedEvent) {
    switch change {
    case .queued: break
    case .taken(let taken):
      state = .taken
      takenAt = .init(event.recorded)
      service = taken.service
    case .sent(let sent):
      state = .sent
      reportedAt = .init(event.recorded)
      email = sent.email
    case .failed(let failed):
      state = .failed
      reportedAt = .init(event.recorded)
      why = failed.why
    }
  }
}
