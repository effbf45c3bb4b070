import Events
import Projections
import Schemas
import SwiftProtobuf

/// What the process of claims remembers, and what follows from it.
extension ClaimWait {
  /// The facts are known now, and with them the last day on which to claim. The time to claim is that
  /// in force on the date of occurrence, the warnings are those in force today.
  mutating func learn(
    _ facts: ClaimFacts, _ event: RecordedEvent, _ policies: PolicyBook,
    _ calendar: BusinessCalendar
  ) {
    factsKnown = Google_Protobuf_Timestamp(event.recorded)
    guard !claimed, let occurredOn = LocalDate(facts.occurredOn) else { return }
    let today = calendar.zone.localDate(at: event.recorded)
    let lastDay = ClaimTerms(policies, on: occurredOn).prescribesAfter(occurredOn)
    prescribesAfter = lastDay.map { "\($0)" } ?? ""
    prescriptionSource =
      policies.inForce(ClaimFigures.prescriptionYears, on: occurredOn).source
    warnings = ClaimFigures.warnings.compactMap { figure in
      guard case (.count(let days)?, let source) = policies.inForce(figure, on: today) else {
        return nil
      }
      return StoredWarning.with {
        $0.figure = figure.name
        $0.days = UInt32(days)
        $0.source = source
      }
    }
  }

  /// Something was asked for; the limit in force today, if there is one, counts from now.
  mutating func ask(
    _ figure: PolicyFigure, _ event: RecordedEvent, _ policies: PolicyBook,
    _ calendar: BusinessCalendar
  ) {
    clearAnswer()
    passed.removeAll { $0 == "\(figure.name) " }
    let today = calendar.zone.localDate(at: event.recorded)
    guard let limit = policies.limit(figure, on: today) else { return }
    answer.since = Google_Protobuf_Timestamp(event.recorded)
    answer.limit = limit
  }

  /// The warnings and the prescription itself, less those that have passed and those that a later one
  /// had overtaken when the facts became known.
  func prescriptionTimers(_ zone: TimeZoneRules) -> [DueTimer] {
    guard let lastDay = LocalDate(prescribesAfter) else { return [] }
    let reached = DueTimer(
      rule: ClaimDeadlineRules.prescriptionReached,
      due: zone.startOfDay(lastDay.adding(days: 1)))
    let all =
      warnings.map { warning in
        DueTimer(
          rule: warning.figure, due: zone.startOfDay(lastDay.adding(days: -Int(warning.days))))
      } + [reached]
    let known = Timestamp(factsKnown)
    return all.filter { timer in
      !passed.contains("\(timer.rule) \(prescribesAfter)")
        && !all.contains { $0.due > timer.due && $0.due <= known }
    }
  }

  /// What the daemon records of a deadline.
  func passed(
    _ timer: DueTimer, now: Timestamp, _ calendar: BusinessCalendar
  ) -> ClaimDeadlinePassed {
    let isPrescription = ClaimDeadlineRules.prescription.contains(timer.rule)
    let source =
      isPrescription
      ? warnings.first { $0.figure == timer.rule }?.source ?? prescriptionSource
      : answer.limit.source
    return ClaimDeadlinePassed.with {
      $0.actor = .daemon
      $0.escalation = Escalation(
        rule: timer.rule, source: source,
        entered: Timestamp(isPrescription ? factsKnown : answer.since), due: timer.due, fired: now,
        calendar: calendar, addressee: ClaimDeadlineRules.addressee)
      $0.prescribesAfter = isPrescription ? prescribesAfter : ""
    }
  }

  /// The next month of the pool, with what was set aside for it.
  func month(
    _ timer: DueTimer, now: Timestamp, _ calendar: BusinessCalendar
  ) -> ClaimPoolMonthApplied? {
    let index = Int(monthsApplied)
    guard pool.months.indices.contains(index), let due = pool.dueDate(ofMonth: index + 1) else {
      return nil
    }
    return ClaimPoolMonthApplied.with {
      $0.actor = .daemon
      $0.clientID = pool.clientID
      $0.bankReference = pool.bankReference
      $0.month = UInt32(index + 1)
      $0.months = UInt32(pool.months.count)
      $0.effectiveOn = "\(due)"
      $0.applications = pool.months[index].applications
      $0.escalation = Escalation(
        rule: timer.rule, source: "claims: Unemployment; Total temporary incapacity",
        entered: Timestamp(poolOpened), due: timer.due, fired: now, calendar: calendar,
        addressee: ClaimDeadlineRules.addressee)
    }
  }
}

extension ClaimActor {
  fileprivate static let daemon = ClaimActor.with {
    $0.role = .system
    $0.key = "eventd"
    $0.name = "Sistema"
  }
}
