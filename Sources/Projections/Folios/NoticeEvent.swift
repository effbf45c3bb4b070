public import Schemas

/// An event of a folio's notices. The messages are described in `schemas/folio/v1/notices.proto`.
public enum NoticeEvent: DomainEvent {
  case queued(FolioNoticeQueued)
  case taken(FolioNoticeTaken)
  case sent(FolioNoticeSent)
  case failed(FolioNoticeFailed)

  /// The category of the streams, `notice-00399794`.
  public static let category = "notice"

  public static let table = PayloadTable<NoticeEvent>(
    .of(FolioNoticeQueued.self, NoticeEvent.queued),
    .of(FolioNoticeTaken.self, NoticeEvent.taken),
    .of(FolioNoticeSent.self, NoticeEvent.sent),
    .of(FolioNoticeFailed.self, NoticeEvent.failed))

  /// The notice that it is about: the revision of its cause in the folio's stream.
  public var cause: UInt64 {
    switch self {
    case .queued(let event): event.cause
    case .taken(let event): event.cause
    case .sent(let event): event.cause
    case .failed(let event): event.cause
    }
  }
}
