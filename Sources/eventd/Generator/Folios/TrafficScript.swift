import EventdClient
import Events
import Projections
import Schemas
import SwiftProtobuf

/// The steps of one folio as they are written down, and where the folio stands after them.
///
/// It says how something is written, not what happens next: that is `TrafficCourse`.
struct TrafficScript {
  struct Place: Equatable {
    let stage: FolioStage
    /// Empty outside Suscripción.
    let area: String
  }

  let number: FolioNumber
  let opener: FolioActor
  private(set) var form: FolioForm
  private(set) var owner: FolioActor
  private(set) var place = Place(stage: .altaDeTramite, area: "")
  private(set) var cameFrom = Place(stage: .unspecified, area: "")
  private(set) var now: Timestamp
  private(set) var steps: [TrafficStep] = []
  /// What is written beside the folio: notices, contents, its access.
  private var beside: [String: UInt64] = [:]
  /// Documents of the general kind that are in the expediente.
  private(set) var general: [String] = []
  private var documents = 0
  private var next: Expectation = .noStream
  private var events: UInt64 = 0
  var dice: SplitMix64

  /// The first save.
  init(
    number: FolioNumber, form: FolioForm, by owner: FolioActor, clonedFrom: FolioNumber?,
    at moment: Timestamp, dice: SplitMix64
  ) {
    self.number = number
    self.form = form
    opener = owner
    self.owner = owner
    now = moment
    self.dice = dice
    var opened = FolioOpened()
    opened.actor = owner
    opened.number = number.rawValue
    opened.form = form
    opened.clonedFrom = clonedFrom?.rawValue ?? 0
    write(opened)
  }

  /// Lets working time pass.
  mutating func wait(minutes: ClosedRange<Int>) {
    now = OfficeHours.after(now, workSeconds: dice.number(in: minutes) * 60 + dice.below(60))
  }

  mutating func note(_ texts: [String], by actor: FolioActor) {
    var note = FolioNoteAdded()
    note.actor = actor
    note.text = dice.pick(texts)
    write(note)
  }

  mutating func attach(_ kind: FolioDocumentKind, by actor: FolioActor) {
    documents += 1
    let media = kind == .general ? dice.pick(TrafficTexts.mediaTypes) : ("application/pdf", "pdf")
    let name =
      switch kind {
      case .quote: "Cotización \(number.rawValue)-\(documents)"
      case .articulo492: "Formato artículo 492"
      case .general, .unspecified, .UNRECOGNIZED: dice.pick(TrafficTexts.generalDocuments)
      }
    var document = FolioDocumentAttached()
    document.actor = actor
    document.document = "D\(documents)"
    document.kind = kind
    document.name = "\(name).\(media.1)"
    document.created =
      OfficeHours.local(now).date.adding(days: -dice.number(in: 0...20)).description
    document.sizeBytes = UInt64(dice.number(in: 18_000...6_500_000))
    document.mediaType = media.0
    document.sha256 = dice.hex(words: 4)
    if dice.chance(percent: 12) { upload(&document, by: actor) }
    if kind == .general { general.append(document.document) }
    write(document)
  }

  /// Gives the document a content, small, so that many fit a log. One in eight stays behind.
  private mutating func upload(_ document: inout FolioDocumentAttached, by actor: FolioActor) {
    let bytes = TrafficContent.make(&dice)
    document.sizeBytes = UInt64(bytes.count)
    document.sha256 = DocumentTransfer.sha256(bytes)
    let messages = TrafficContent.upload(
      bytes, mediaType: document.mediaType, by: actor, isWhole: !dice.chance(percent: 12))
    writeBeside("document-" + document.sha256, messages)
  }

  /// Appends to another stream than the folio's, at the same moment or a little later.
  ///
  /// - Parameter waitsFor: of a stream that the daemon begins.
  mutating func writeBeside(
    _ stream: String, after seconds: Int = 0, _ messages: [any Message], waitsFor: String? = nil
  ) {
    let moment = seconds == 0 ? now : OfficeHours.after(now, workSeconds: seconds)
    let events = messages.map { ProposedEvent($0, id: dice.eventID(), at: moment) }
    let before = beside[stream, default: 0]
    beside[stream] = before + UInt64(events.count)
    steps.append(
      TrafficStep(
        at: moment, stream: stream,
        expected: waitsFor != nil ? .any : before == 0 ? .noStream : .revision(before - 1),
        events: events, waitsFor: waitsFor))
  }

  /// Withdraws the first document of the general kind, if there is one.
  mutating func withdraw(by actor: FolioActor) {
    guard !general.isEmpty else { return }
    var withdrawn = FolioDocumentWithdrawn()
    withdrawn.actor = actor
    withdrawn.document = general.removeFirst()
    withdrawn.why = "Archivo ilegible; se sustituye."
    write(withdrawn)
  }

  mutating func assign(_ newOwner: FolioActor, by actor: FolioActor) {
    var assigned = FolioOwnerAssigned()
    assigned.actor = actor
    assigned.owner = newOwner
    owner = newOwner
    write(assigned)
  }

  /// “Stay in this stage”: the form is saved and nothing moves.
  mutating func save(_ form: FolioForm, by actor: FolioActor) {
    write(updated(form, by: actor))
  }

  /// Moves the folio; with a form, the save and the move are one append.
  mutating func move(
    to stage: FolioStage, area: String = "", reason: FolioFinalReason = .unspecified,
    remark: String = "", saving form: FolioForm? = nil, by actor: FolioActor
  ) {
    var move = FolioStageChanged()
    move.actor = actor
    move.from = place.stage
    move.to = stage
    move.area = area
    move.reason = reason
    move.remark = remark
    cameFrom = place
    place = Place(stage: stage, area: area)
    if let form {
      write(updated(form, by: actor), move)
    } else {
      write(move)
    }
    if stage == .atencionComercial || stage == .confirmacionCliente { sendNotice() }
  }

  /// A sender takes the notice that the daemon queues because of the last event, and reports.
  private mutating func sendNotice() {
    let fate = dice.below(100)
    // Some wait for a sender, and some senders die on the way.
    guard fate >= 4 else { return }
    let cause = events - 1
    let taken = FolioNoticeTaken.with {
      $0.cause = cause
      $0.service = "correo-\(1 + cause % 2)"
    }
    let stream = number.noticeStream.text
    let waitsFor = "notice.unknown"
    writeBeside(stream, after: dice.number(in: 5...40), [taken], waitsFor: waitsFor)
    guard fate >= 5 else { return }
    let sent = FolioNoticeSent.with {
      $0.cause = cause
      $0.service = taken.service
      $0.email = form.agent.email.isEmpty ? "enlace@agentes.example" : form.agent.email
    }
    let failed = FolioNoticeFailed.with {
      $0.cause = cause
      $0.service = taken.service
      $0.why = "El servidor del destinatario no aceptó el correo."
    }
    writeBeside(
      stream, after: dice.number(in: 41...90), [fate < 8 ? failed : sent], waitsFor: waitsFor)
  }

  private mutating func updated(_ form: FolioForm, by actor: FolioActor) -> FolioFormUpdated {
    self.form = form
    var update = FolioFormUpdated()
    update.actor = actor
    update.form = form
    return update
  }

  /// One in ten payloads is binary, so that both forms are in every log.
  private mutating func write(_ messages: any Message...) {
    let proposed = messages.map { message in
      ProposedEvent(
        message, id: dice.eventID(), at: now, isJSON: !dice.chance(percent: 10))
    }
    steps.append(
      TrafficStep(at: now, stream: number.stream.text, expected: next, events: proposed))
    events += UInt64(proposed.count)
    next = .revision(events - 1)
  }
}
