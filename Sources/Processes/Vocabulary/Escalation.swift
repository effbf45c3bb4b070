public import Events
import Projections
public import Schemas

extension Escalation {
  /// What an event says that the daemon makes because time has passed.
  ///
  /// - Parameters:
  ///   - rule: the figure or rule that set the deadline.
  ///   - source: where it is written.
  ///   - entered: when the wait began.
  ///   - calendar: whose days and zone gave `due`.
  ///   - addressee: who is told; empty where nobody is.
  public init(
    rule: String, source: String, entered: Timestamp, due: Timestamp, fired: Timestamp,
    calendar: BusinessCalendar, addressee: String = ""
  ) {
    self.init()
    self.rule = rule
    self.source = source
    self.entered = .init(entered)
    self.due = .init(due)
    self.fired = .init(fired)
    self.calendar = calendar.country
    zone = calendar.zone.identifier
    calendarVersion = calendar.version
    self.addressee = addressee
  }
}
