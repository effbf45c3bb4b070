public import Events
public import Projections
import Schemas

/// The rules of notices: what may be appended to `notice-00399794`, and why not.
///
/// The daemon queues a notice, once for each cause. A sender takes it, which only one can, and reports
/// what became of it, once. So it is sent at most once, also across a crash of either.
///
/// **Source:** folios page, “Notices”. That a sender takes a notice before it sends it is (a).
public struct NoticeRules: DomainRules {
  public init() {}

  public func begin(_ stream: StreamName) throws(NoticeRefusal) -> NoticeBook {
    guard let number = FolioNumber(noticeStream: stream) else {
      throw .notANoticeStream(stream)
    }
    return NoticeBook(number: number)
  }

  public func admit(
    _ event: NoticeEvent, _ facts: EventFacts, in book: NoticeBook, of stream: StreamName,
    elsewhere: Elsewhere
  ) throws(NoticeRefusal) {
    if facts.effective > facts.recorded { throw .notYet(facts.effective) }
    let standing = book.notices[event.cause]
    switch event {
    case .queued(let event):
      guard facts.origin == .process else { throw .onlyDaemonQueues }
      try check(event, in: book, folio: elsewhere(book.number.stream) as? FolioState)
      return
    case .taken(let event):
      try checkService(event.service, facts)
      switch standing {
      case nil: throw .unknown(book.number, cause: event.cause)
      case .queued: break
      case .taken(let other): throw .takenAlready(by: other)
      case .reported: throw .reportedAlready
      }
    case .sent(let event):
      try checkReport(event.service, event.cause, facts, in: book)
      guard event.email.isEmailAddress else { throw .notAnEmail(event.email) }
    case .failed(let event):
      try checkReport(event.service, event.cause, facts, in: book)
      if event.why.isBlank { throw .whyMissing }
    }
  }

  private func check(
    _ event: FolioNoticeQueued, in book: NoticeBook, folio: FolioState?
  ) throws(NoticeRefusal) {
    guard event.number == book.number.rawValue else {
      throw .otherNumber(event.number, of: book.number)
    }
    guard folio?.folio != nil else { throw .folioUnknown(book.number) }
    if book.notices[event.cause] != nil { throw .queuedAlready(cause: event.cause) }
  }

  private func checkReport(
    _ service: String, _ cause: UInt64, _ facts: EventFacts, in book: NoticeBook
  ) throws(NoticeRefusal) {
    try checkService(service, facts)
    switch book.notices[cause] {
    case nil: throw .unknown(book.number, cause: cause)
    case .queued: throw .notTaken
    case .taken(let taker): if taker != service { throw .takenAlready(by: taker) }
    case .reported: throw .reportedAlready
    }
  }

  private func checkService(_ service: String, _ facts: EventFacts) throws(NoticeRefusal) {
    guard facts.origin == .client else { throw .daemonOnlyQueues }
    if service.isBlank { throw .serviceMissing }
  }

  public func apply(_ event: NoticeEvent, _ facts: EventFacts, to book: inout NoticeBook) {
    switch event {
    case .queued: book.notices[event.cause] = .queued
    case .taken(let event): book.notices[event.cause] = .taken(by: event.service)
    case .sent, .failed: book.notices[event.cause] = .reported
    }
  }
}

/// What the rules know of a folio's notices.
public struct NoticeBook: Equatable, Sendable {
  public enum Standing: Equatable, Sendable {
    case queued
    case taken(by: String)
    case reported
  }

  public let number: FolioNumber
  /// By their causes.
  public internal(set) var notices: [UInt64: Standing] = [:]
}
