import EventdClient
import Events
import Projections
import Schemas

/// Where one case stands while its rows are appended one after the other.
struct ImportedCase {
  private let number: UInt64
  private let mapping: MappingFile
  /// `unspecified` before the folio is open.
  private(set) var stage = FolioStage.unspecified
  /// Of the last event that was appended; `nil` before the first.
  private var revision: UInt64?

  init(_ planned: ImportPlan.Case, mapping: MappingFile) {
    number = planned.number.rawValue
    self.mapping = mapping
  }

  /// What the folio's stream must be at. Named exactly, so that a row that was refused is not taken
  /// when the import is repeated after later rows have changed the folio.
  var expected: Expectation { revision.map(Expectation.revision) ?? .noStream }

  /// The event of a row, and where it moves the folio.
  ///
  /// - Parameter step: not of an activity that is skipped; traps otherwise.
  func event(of step: ImportPlan.Step) -> (ProposedEvent, move: ImportReport.Move?) {
    let row = step.row
    let actor = FolioActor.of(mapping.role(of: step.activity, in: stage), row.resource, "")
    switch step.activity.action {
    case .open(let again):
      if let again, stage != .unspecified { return (note(again, of: row, by: actor), nil) }
      var opened = FolioOpened()
      opened.actor = actor
      opened.number = number
      opened.form = mapping.form
      return (ProposedEvent(opened, id: row.eventID, at: row.at), nil)
    case .move(let to, let area, let reason, let remark):
      var moved = FolioStageChanged()
      moved.actor = actor
      moved.from = stage
      moved.to = to
      moved.area = area
      moved.reason = reason
      moved.remark = remark?.filled(with: row) ?? ""
      let move = ImportReport.Move(from: stage, to: to)
      return (ProposedEvent(moved, id: row.eventID, at: row.at), move)
    case .note(let text): return (note(text, of: row, by: actor), nil)
    case .skip(let reason): preconditionFailure("row \(row.number) is skipped: \(reason)")
    }
  }

  private func note(
    _ text: RowTemplate, of row: ImportRow, by actor: FolioActor
  ) -> ProposedEvent {
    var note = FolioNoteAdded()
    note.actor = actor
    note.text = text.filled(with: row)
    return ProposedEvent(note, id: row.eventID, at: row.at)
  }

  /// The step was appended, now or in an earlier import.
  mutating func advance(_ step: ImportPlan.Step, to appended: Appended) {
    revision = appended.revision
    switch step.activity.action {
    case .open: if stage == .unspecified { stage = .altaDeTramite }
    case .move(let to, _, _, _): stage = to
    case .note, .skip: break
    }
  }
}
