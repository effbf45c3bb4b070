public import Events
import Projections
public import Schemas
import SwiftProtobuf

/// Puts a notice to the owner into the outbox, one for each cause: a folio that enters Confirmación
/// Cliente or Atención Comercial, or that the daemon moved.
///
/// It watches a folio and writes into the stream of its notices. The notice is complete as soon as the
/// cause is there: owner, address, sender and words are those of that moment. It stays pending until
/// it is found in the outbox, and its id follows from the cause; so a crash neither loses nor doubles
/// it.
///
/// **Source:** folios page, “Notices”.
public struct FolioNotices: ProcessManager {
  public let name = "folio-notices"
  public let version: UInt32 = 1
  public let category = FolioEvent.category
  public let categories: Set<String> = [FolioEvent.category, NoticeEvent.category]
  public let policyStreams: Set<StreamName> = [
    FolioFigures.noticePrefix.stream, FolioFigures.noticeSender.stream,
  ]

  private let zone: TimeZoneRules

  /// - Parameter zone: America/Mexico_City, whose dates decide on the settings (a).
  public init(zone: TimeZoneRules) { self.zone = zone }

  /// The folio, for an event of its notices too.
  public func instance(of event: RecordedEvent) -> StreamName {
    FolioNumber(noticeStream: event.stream)?.stream ?? event.stream
  }

  public func apply(
    _ event: RecordedEvent, to instance: NoticeWatch?, policies: PolicyBook
  ) throws(ProcessError) -> NoticeWatch? {
    if event.stream.category == NoticeEvent.category {
      return apply(try ProcessError.reading(event, as: NoticeEvent.self), to: instance)
    }
    let change = try ProcessError.reading(event, as: FolioEvent.self)
    return apply(change, event, to: instance, policies)
  }

  private func apply(
    _ change: FolioEvent, _ event: RecordedEvent, to instance: NoticeWatch?,
    _ policies: PolicyBook
  ) -> NoticeWatch? {
    if case .opened(let opened) = change { return NoticeWatch(opened) }
    guard var watch = instance else { return nil }
    switch change {
    case .opened, .noteAdded, .documentAttached, .documentWithdrawn: break
    case .formUpdated(let update): watch.read(update.form)
    case .ownerAssigned(let assignment): watch.owner = assignment.owner
    case .stageChanged(let move):
      watch.ended = move.to.isFinal
      if Self.isCause(move), let number = FolioNumber(stream: event.stream) {
        watch.pending.append(
          notice(of: number, move, event, watch, policies))
      }
    }
    return watch.isDone ? nil : watch
  }

  /// What is in the outbox is not pending any more.
  private func apply(_ change: NoticeEvent, to instance: NoticeWatch?) -> NoticeWatch? {
    guard case .queued(let queued) = change, var watch = instance else { return instance }
    watch.pending.removeAll { $0.cause == queued.cause }
    return watch.isDone ? nil : watch
  }

  static func isCause(_ move: FolioStageChanged) -> Bool {
    move.hasEscalation || move.to == .confirmacionCliente || move.to == .atencionComercial
  }

  private func notice(
    of number: FolioNumber, _ move: FolioStageChanged, _ event: RecordedEvent,
    _ watch: NoticeWatch, _ policies: PolicyBook
  ) -> FolioNoticeQueued {
    let date = zone.localDate(at: event.recorded)
    return FolioNoticeQueued.with {
      $0.number = number.rawValue
      $0.cause = event.revision.rawValue
      $0.from = move.from
      $0.to = move.to
      $0.rule = move.escalation.rule
      $0.owner = watch.owner
      $0.email = watch.email
      $0.sender = policies.text(FolioFigures.noticeSender, on: date)
      $0.subject = FolioNoticeText.subject(
        number, prefix: policies.text(FolioFigures.noticePrefix, on: date))
      $0.body = FolioNoticeText.body(number, watch.processType, move)
    }
  }

  public func timers(of instance: NoticeWatch) -> [DueTimer] {
    instance.pending.map { DueTimer(rule: Self.rule($0), due: DueTimer.atOnce) }
  }

  public func fire(_ timer: DueTimer, of instance: NoticeWatch, now: Timestamp) -> [ProcessEvent] {
    instance.pending.filter { Self.rule($0) == timer.rule }.compactMap { notice in
      FolioNumber(notice.number).map { ProcessEvent(notice, in: $0.noticeStream) }
    }
  }

  public func describe(
    _ timer: DueTimer, of instance: NoticeWatch, in stream: StreamName
  ) -> TimerOutlook {
    TimerOutlook(
      subject: FolioNumber(stream: stream)?.title ?? stream.text,
      action: "→ Aviso al responsable en la bandeja de salida", source: "folios: Notices")
  }

  private static func rule(_ notice: FolioNoticeQueued) -> String { "notice-\(notice.cause)" }
}

extension NoticeWatch {
  fileprivate init(_ opened: FolioOpened) {
    self.init()
    owner = opened.actor
    read(opened.form)
  }

  fileprivate mutating func read(_ form: FolioForm) {
    processType = form.processType
    agentKey = form.agent.key
    agentEmail = form.agent.email
    commercialEmail = form.agent.commercialEmail
  }

  /// Nothing moves on from a final stage.
  fileprivate var isDone: Bool { ended && pending.isEmpty }

  /// Of the owner, as far as the form knows it (a): the agent's where the owner is the agent, the
  /// *correo comercial* where it is the promotor. Else the sender has to look it up.
  fileprivate var email: String {
    switch owner.role {
    case .agente: owner.key == agentKey || owner.key.isEmpty ? agentEmail : ""
    case .promotor: commercialEmail
    case .ejecutivoComercial, .mesaGestionDocumental, .mesaSuscripcion, .mesaEmision, .system,
      .unspecified, .UNRECOGNIZED:
      ""
    }
  }
}
