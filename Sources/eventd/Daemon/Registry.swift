import Events
import Processes
import Projections

/// What this daemon knows: a new procedure, view or process manager is a line here.
struct Registry: Sendable {
  /// Whose rules govern which streams.
  let procedures: [any Procedure]
  let views: [any Projection]
  let processes: [any ProcessManager]

  /// - Parameter mexico: the business days of Mexico, in America/Mexico_City.
  init(mexico: BusinessCalendar) {
    procedures = [
      FolioRules(zone: mexico.zone),
      PolicyRules(),
    ]
    views = [
      FolioBoard()
    ]
    processes = [
      FolioEscalations(calendar: mexico)
    ]
  }
}
