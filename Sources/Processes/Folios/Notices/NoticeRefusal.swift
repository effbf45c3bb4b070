public import Events
public import Projections

/// Why an event may not follow in the stream of a folio's notices. Nothing was written.
public enum NoticeRefusal: Error, Equatable, Sendable {
  case notANoticeStream(StreamName)
  case unreadable(PayloadError)
  /// The event says that it became true at a time that has not come.
  case notYet(Timestamp)
  case onlyDaemonQueues
  case daemonOnlyQueues
  case otherNumber(UInt64, of: FolioNumber)
  case folioUnknown(FolioNumber)
  case queuedAlready(cause: UInt64)
  case unknown(FolioNumber, cause: UInt64)
  case serviceMissing
  case takenAlready(by: String)
  case notTaken
  case reportedAlready
  case notAnEmail(String)
  case whyMissing
}

extension NoticeRefusal: DomainRefusal {
  /// Stable, for programs; never used again for another rule.
  public var code: String {
    switch self {
    case .notANoticeStream: "notice.not-a-notice-stream"
    case .unreadable: "notice.unreadable"
    case .notYet: "notice.not-yet"
    case .onlyDaemonQueues: "notice.only-daemon-queues"
    case .daemonOnlyQueues: "notice.daemon-only-queues"
    case .otherNumber: "notice.other-number"
    case .folioUnknown: "notice.folio-unknown"
    case .queuedAlready: "notice.queued-already"
    case .unknown: "notice.unknown"
    case .serviceMissing: "notice.service-missing"
    case .takenAlready: "notice.taken-already"
    case .notTaken: "notice.not-taken"
    case .reportedAlready: "notice.reported-already"
    case .notAnEmail: "notice.not-an-email"
    case .whyMissing: "notice.why-missing"
    }
  }

  public var message: String {
    switch self {
    case .notANoticeStream(let stream):
      "\(stream) holds no notices: name the stream notice- and the number of the folio in eight"
        + " digits"
    case .unreadable(let error): "\(error)"
    case .notYet(let time):
      "the event became true at \(time), which has not come; give a time that has, or none"
    case .onlyDaemonQueues:
      "only the daemon queues notices, when their cause happens; move the folio instead"
    case .daemonOnlyQueues: "the daemon queues notices and sends none"
    case .otherNumber(let given, let number):
      "number is \(given) in the notices of \(number.title); give \(number.rawValue)"
    case .folioUnknown(let number): "there is no folio \(number.title) to tell of"
    case .queuedAlready(let cause): "the notice of revision \(cause) is in the outbox already"
    case .unknown(let number, let cause):
      "no notice of \(number.title) has the cause \(cause); take one from the outbox"
    case .serviceMissing: "service is empty; name the service that sends"
    case .takenAlready(let service):
      "“\(service)” has taken the notice; leave it alone, or it would be sent twice"
    case .notTaken:
      "the notice was not taken; record folio.v1.NoticeTaken before it is handed to the mail"
    case .reportedAlready: "what became of the notice was reported already; nothing is left to do"
    case .notAnEmail(let text):
      "email is “\(text)”, which has not the shape of an e-mail address; say where it went"
    case .whyMissing: "why is empty; say why it was not sent"
    }
  }

  public var source: String {
    switch self {
    case .notANoticeStream, .unreadable, .notYet, .otherNumber, .serviceMissing, .notAnEmail,
      .whyMissing:
      "schemas/folio/v1/notices.proto"
    case .onlyDaemonQueues, .daemonOnlyQueues, .folioUnknown, .queuedAlready, .unknown,
      .takenAlready, .notTaken, .reportedAlready:
      FolioSection.notices.rawValue
    }
  }

  public var allowed: [String] {
    if case .unreadable(.unknownType(_, let known)) = self { known } else { [] }
  }
}

extension NoticeRefusal: CustomStringConvertible {
  public var description: String { refusal.description }
}
