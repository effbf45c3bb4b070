import Events
import Processes
import Projections
import Schemas
import SwiftProtobuf

/// What is not the board's own on a folio's row and page, as it is or was at one moment.
struct FolioSurroundings: Sendable {
  private let queries: ViewQueries
  private let moment: ViewMoment
  private let now: Timestamp
  /// `nil` while the view of policies does not answer.
  private let settings: FolioSettings?

  init(_ queries: ViewQueries, at moment: ViewMoment) async throws {
    self.queries = queries
    self.moment = moment
    now = queries.time(of: moment)
    let calendar = queries.processes[FolioEscalations.self].projection.manager.calendar
    settings = try await queries.look(into: queries.views[PolicyAdoptions.self], at: moment) {
      FolioSettings(PolicyBook(try PolicyAdoptionsReader($0).all()), calendar: calendar)
    }
  }

  func complete(_ rows: inout [FolioRow]) async throws {
    let deadlines = try await deadlines(of: rows.map(\.number))
    for index in rows.indices {
      if let deadline = deadlines[index] {
        rows[index].deadline = Google_Protobuf_Timestamp(deadline)
      }
      if let due = serviceDue(rows[index].stage, rows[index].entered) {
        rows[index].serviceDue = Google_Protobuf_Timestamp(due)
        if due <= now { rows[index].warnings.append(.serviceLevelExceeded) }
      }
    }
  }

  func complete(_ page: inout FolioPage) async throws {
    guard let number = FolioNumber(page.number) else { return }
    if let deadline = try await deadlines(of: [page.number])[0] {
      page.deadline = Google_Protobuf_Timestamp(deadline)
    }
    try await complete(&page.cloneRows)
    if page.hasPredecessor {
      var rows = [page.predecessor]
      try await complete(&rows)
      page.predecessor = rows[0]
    }
    if let entered = page.history.last?.entered, let due = serviceDue(page.stage, entered) {
      page.serviceDue = Google_Protobuf_Timestamp(due)
      if due <= now { page.warnings.append(.serviceLevelExceeded) }
    }
    completeChecklist(&page)
    try await completeUploads(&page)
    page.notices =
      try await queries.look(into: queries.views[NoticeOutbox.self], at: moment) {
        try NoticeOutboxReader($0).notices(of: number)
      } ?? []
    let access = try await queries.look(into: queries.views[AccessBoard.self], at: moment) {
      try AccessBoardReader($0).page(of: number)
    }
    if let access, let access { page.access = access }
  }

  /// From the process that will move the folios; in their order, `nil` where none waits.
  private func deadlines(of numbers: [UInt64]) async throws -> [Timestamp?] {
    let escalations = queries.processes[FolioEscalations.self]
    let found = try await queries.look(into: escalations, at: moment) { store in
      let reader = ProcessReader(escalations.projection.manager, store)
      return try numbers.map { try FolioNumber($0).flatMap { try reader.deadline(of: $0.stream) } }
    }
    return found ?? numbers.map { _ in nil }
  }

  private func serviceDue(
    _ stage: FolioStage, _ entered: Google_Protobuf_Timestamp
  ) -> Timestamp? {
    settings?.serviceDue(in: stage, entered: Timestamp(entered))
  }

  private func completeChecklist(_ page: inout FolioPage) {
    guard let settings else { return }
    let attached = Set(
      page.documents.filter { !$0.withdrawn }.map(\.document.requirement))
    page.checklist = settings.checklist(page.form, opened: Timestamp(page.opened)).map { item in
      ChecklistItem.with {
        $0.document = item
        $0.attached = attached.contains(item)
      }
    }
    if !page.stage.isFinal, page.checklist.contains(where: { !$0.attached }) {
      page.warnings.append(.checklistIncomplete)
    }
  }

  private func completeUploads(_ page: inout FolioPage) async throws {
    let documents = page.documents
    let uploads = try await queries.look(into: queries.views[DocumentContents.self], at: moment) {
      let contents = DocumentContentsReader($0)
      return try documents.map {
        try contents.status(sha256: $0.document.sha256, sizeBytes: $0.document.sizeBytes)
      }
    }
    guard let uploads else { return }
    for (index, upload) in uploads.enumerated() { page.documents[index].upload = upload }
    if page.documents.contains(where: { $0.upload == .failed && !$0.withdrawn }) {
      page.warnings.append(.uploadFailed)
    }
  }
}
