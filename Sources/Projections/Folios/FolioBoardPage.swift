import Events
import Schemas
import SwiftProtobuf

/// How the page of a folio follows from its events. Its times are those of recording.
extension FolioPage {
  /// The page of a folio after its first event. The owner is who generated it.
  /// Source: folios page, introduction.
  init(_ opened: FolioOpened, _ event: RecordedEvent) {
    self = .with {
      $0.number = opened.number
      $0.form = opened.form
      $0.owner = opened.actor
      $0.opened = .init(event.recorded)
      $0.clonedFrom = opened.clonedFrom
    }
    enter(
      FolioStay.with {
        $0.stage = .altaDeTramite
        $0.actor = opened.actor
      }, event)
    stamp(event)
  }

  /// Never fails: what is stored has happened. `from` of a move is not looked at, and the
  /// withdrawal of a document that is not in the expediente changes nothing in it.
  mutating func apply(_ change: FolioEvent, _ event: RecordedEvent) {
    switch change {
    case .opened: preconditionFailure("a page begins with Opened only once")
    case .formUpdated(let update): form = update.form
    case .stageChanged(let move):
      var stay = FolioStay(move)
      stay.emptyExpediente =
        stage == .altaDeTramite && move.to == .gestionDocumental && isExpedienteEmpty
      enter(stay, event)
    case .noteAdded(let note):
      notes.append(
        FolioNote.with {
          $0.added = .init(event.recorded)
          $0.author = note.actor
          $0.text = note.text
        })
    case .documentAttached(let document):
      documents.append(
        FolioDocument.with {
          $0.attached = .init(event.recorded)
          $0.document = document
        })
    case .documentWithdrawn(let withdrawal):
      for index in documents.indices
      where documents[index].document.document == withdrawal.document {
        documents[index].withdrawn = true
      }
    case .ownerAssigned(let assignment): owner = assignment.owner
    }
    stamp(event)
  }

  /// Ends the stay in the stage before and begins this one.
  private mutating func enter(_ stay: FolioStay, _ event: RecordedEvent) {
    if let last = history.indices.last { history[last].left = .init(event.recorded) }
    var stay = stay
    stay.entered = .init(event.recorded)
    history.append(stay)
    stage = stay.stage
    area = stay.area
  }

  private var isExpedienteEmpty: Bool { documents.allSatisfy(\.withdrawn) }

  private mutating func stamp(_ event: RecordedEvent) {
    // Once there is a document, or nothing is left to do, nobody needs the warning.
    let isWarned =
      history.contains(where: \.emptyExpediente) && isExpedienteEmpty && !stage.isFinal
    warnings = isWarned ? [.emptyExpediente] : []
    modified = .init(event.recorded)
    revision = event.revision.rawValue
  }
}

extension FolioStay {
  fileprivate init(_ move: FolioStageChanged) {
    self = .with {
      $0.stage = move.to
      $0.area = move.area
      $0.actor = move.actor
      $0.reason = move.reason
      $0.remark = move.remark
      if move.hasEscalation { $0.escalation = move.escalation }
    }
  }
}

extension FolioRow {
  init(_ page: FolioPage) {
    self = .with {
      $0.number = page.number
      $0.processType = page.form.processType
      $0.stage = page.stage
      $0.area = page.area
      $0.requestKind = page.form.requestKind
      $0.contratante = page.form.contratante
      $0.centroEmisor = page.form.centroEmisor
      $0.agent = page.form.agent.name
      $0.promotor = page.form.agent.promotor
      $0.oficina = page.form.oficina
      $0.region = page.form.region
      $0.priority = page.form.priority
      $0.ramo = page.form.ramo
      $0.agentKey = page.form.agent.key
      $0.warnings = page.warnings
      if let stay = page.history.last { $0.entered = stay.entered }
    }
  }
}
