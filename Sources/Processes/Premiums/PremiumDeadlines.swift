public import Events
import Projections
public import Schemas
import SwiftProtobuf

/// Says that a cuota or a liquidación is overdue, on the day after its due date.
///
/// The due date is whole: the time is 00:00 of the next day in Lima, on any day of the week (a). What
/// was paid, annulled or amended by then is not overdue. What is owed again because its payment did
/// not hold is overdue at once when its due date has passed, and is told so once.
///
/// **Source:** receivables page, “Statement of account for brokers”, Cuota, status vencida.
public struct PremiumDeadlines: ProcessManager {
  public let name = "premium-deadlines"
  public let version: UInt32 = 1
  public let category = PremiumEvent.category
  public let policyStreams: Set<StreamName> = []
  static let rule = "due-date-passed"
  static let source = "receivables: Statement of account for brokers, Cuota"
  /// Of Peru, in America/Lima; its holidays play no part.
  public let calendar: BusinessCalendar

  public init(calendar: BusinessCalendar) { self.calendar = calendar }

  public func apply(
    _ event: RecordedEvent, to instance: PremiumWait?, policies: PolicyBook
  ) throws(ProcessError) -> PremiumWait? {
    var wait = instance ?? PremiumWait()
    switch try ProcessError.reading(event, as: PremiumEvent.self) {
    case .cuotaIssued(let cuota): wait.owe(.cuota(cuota.number), cuota.dueOn, event)
    case .settlementIssued(let settlement):
      wait.owe(.settlement(settlement.number), settlement.dueOn, event)
    case .cuotaAmended(let cuota):
      wait.unpaid.removeAll { $0.document == .cuota(cuota.number) }
      wait.owe(.cuota(cuota.number), cuota.dueOn, event)
    case .documentAnnulled(let annulled):
      wait.unpaid.removeAll { $0.document == annulled.document }
    case .paymentRecorded(let payment): wait.pay(payment)
    case .paymentReversed(let reversed): wait.reverse(reversed, event)
    case .deadlinePassed(let passed):
      for index in wait.unpaid.indices where wait.unpaid[index].document == passed.document {
        wait.unpaid[index].passed = true
      }
    case .policyAssigned, .receiptIssued: return instance
    }
    return wait
  }

  /// One for each document that is owed and was not found overdue yet.
  public func timers(of instance: PremiumWait) throws(ProcessError) -> [DueTimer] {
    instance.unpaid.filter { !$0.passed }.compactMap { due in
      LocalDate(due.dueOn).map {
        DueTimer(rule: Self.timer(due.document), due: Self.due($0, calendar.zone))
      }
    }
  }

  /// - Returns: nothing when the document does not wait any more.
  public func fire(_ timer: DueTimer, of instance: PremiumWait, now: Timestamp) -> [ProcessEvent] {
    let waiting = instance.unpaid.first { !$0.passed && Self.timer($0.document) == timer.rule }
    guard let waiting else { return [] }
    var passed = PremiumDeadlinePassed()
    passed.actor.role = .system
    passed.actor.key = "eventd"
    passed.actor.name = "Sistema"
    passed.document = waiting.document
    passed.escalation = Escalation(
      rule: Self.rule, source: Self.source, entered: Timestamp(waiting.entered), due: timer.due,
      fired: now, calendar: calendar)
    return [ProcessEvent(passed)]
  }

  static func timer(_ document: PremiumDocument) -> String { "\(rule) \(document.name)" }

  /// When what is due on a day is overdue.
  static func due(_ day: LocalDate, _ zone: TimeZoneRules) -> Timestamp {
    zone.startOfDay(day.adding(days: 1))
  }

  /// Whether the daemon's event is what the due date says of this document.
  static func check(
    _ event: PremiumDeadlinePassed, in state: PremiumState, zone: TimeZoneRules
  ) throws(PremiumRefusal) {
    let debt = try PremiumDocuments.owed(event.document, in: state)
    let escalation = event.escalation
    func differs(_ field: String) -> PremiumRefusal {
      .deadlineNotByRule(event.document, field: field)
    }
    if debt.isOverdue { throw differs("document") }
    if escalation.rule != rule { throw differs("rule") }
    if Timestamp(escalation.entered) != debt.owedSince { throw differs("entered") }
    if Timestamp(escalation.due) != due(debt.dueOn, zone) { throw differs("due") }
    if Timestamp(escalation.fired) < Timestamp(escalation.due) { throw differs("fired") }
  }
}

extension PremiumWait {
  fileprivate mutating func owe(
    _ document: PremiumDocument, _ dueOn: String, _ event: RecordedEvent
  ) {
    unpaid.append(
      .with {
        $0.document = document
        $0.dueOn = dueOn
        $0.entered = Google_Protobuf_Timestamp(event.recorded)
      })
  }

  fileprivate mutating func pay(_ payment: PremiumPaymentRecorded) {
    let documents = payment.applications.map(\.document)
    payments.append(
      .with {
        $0.bankReference = PremiumReference.folded(payment.bankReference)
        $0.documents = documents
      })
    paid += unpaid.filter { documents.contains($0.document) }
    unpaid.removeAll { documents.contains($0.document) }
  }

  fileprivate mutating func reverse(_ reversed: PremiumPaymentReversed, _ event: RecordedEvent) {
    let reference = PremiumReference.folded(reversed.bankReference)
    guard let payment = payments.first(where: { $0.bankReference == reference }) else { return }
    payments.removeAll { $0.bankReference == reference }
    for var due in paid where payment.documents.contains(due.document) {
      due.entered = Google_Protobuf_Timestamp(event.recorded)
      unpaid.append(due)
    }
    paid.removeAll { payment.documents.contains($0.document) }
  }
}
