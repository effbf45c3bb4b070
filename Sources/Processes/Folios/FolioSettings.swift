public import Events
import Projections
public import Schemas

/// What the dated settings say of one folio: the documents that its request needs, and until when its
/// stage should be left.
///
/// **Source:** folios page, “Time-based escalations”: a document checklist per process and request
/// kind, and a service level per stage, are dated settings, empty by default (a).
public struct FolioSettings: Sendable {
  private let policies: PolicyBook
  private let calendar: BusinessCalendar

  /// - Parameter calendar: of Mexico, in America/Mexico_City.
  public init(_ policies: PolicyBook, calendar: BusinessCalendar) {
    self.policies = policies
    self.calendar = calendar
  }

  /// The checklist in force when the folio was opened (a), for the request as its form has it now.
  public func checklist(_ form: FolioForm, opened: Timestamp) -> [String] {
    Self.checklist(form, on: calendar.zone.localDate(at: opened), policies)
  }

  static func checklist(
    _ form: FolioForm, on date: LocalDate, _ policies: PolicyBook
  ) -> [String] {
    policies.texts(FolioFigures.checklist(form.processType, form.requestKind), on: date)
  }

  /// Until when the service level in force at the entry is kept; `nil` where there is none, and where
  /// the days lie beyond those that the calendar knows.
  public func serviceDue(in stage: FolioStage, entered: Timestamp) -> Timestamp? {
    if stage.isFinal { return nil }
    let date = calendar.zone.localDate(at: entered)
    let limit = policies.limit(FolioFigures.serviceLevel(stage), on: date)?.timeLimit
    return try? limit?.due(entered: entered, calendar: calendar)
  }
}
