public import Events
import Projections
public import Schemas
import SwiftProtobuf

/// Tells of claims that prescribe or that nobody answers, and applies the months of pools.
///
/// - The time to claim: from the moment at which the facts are known, three warnings before its last
///   day, and that it has passed. Once the first documents are received nothing prescribes (a). Where
///   several of these deadlines lie before that moment, only the last of them is recorded (a).
/// - Something asked for and not received: two settings, from the moment of asking.
/// - The months of a pool, each at the start of its due date. A month that was due before the pool was
///   opened is applied at once.
///
/// After downtime every deadline that passed is met once, in the order of the deadlines.
///
/// **Source:** claims page, “What must be seen” and the two covers that pay instalments.
public struct ClaimDeadlines: ProcessManager {
  public let name = "claim-deadlines"
  public let version: UInt32 = 1
  public let category = ClaimEvent.category
  public let policyStreams = Set(ClaimFigures.all.map(\.stream))

  private let calendar: BusinessCalendar

  /// - Parameter calendar: of Colombia, in America/Bogota.
  public init(calendar: BusinessCalendar) { self.calendar = calendar }

  /// In which days are counted.
  public var zone: TimeZoneRules { calendar.zone }

  public func apply(
    _ event: RecordedEvent, to instance: ClaimWait?, policies: PolicyBook
  ) throws(ProcessError) -> ClaimWait? {
    var wait = instance ?? ClaimWait()
    switch try ProcessError.reading(event, as: ClaimEvent.self) {
    case .coverageDetermined(let determined):
      if determined.isOfNoCredit { return nil }
      if !wait.hasFactsKnown { wait.ask(ClaimFigures.documentsWait, event, policies, calendar) }
      wait.learn(determined.facts, event, policies, calendar)
    case .documentsReceived:
      wait.claimed = true
      wait.prescribesAfter = ""
      wait.clearAnswer()
    case .documentsReturned: wait.ask(ClaimFigures.documentsWait, event, policies, calendar)
    case .requestPassedOn(let request):
      // The last in turn asks the client or the family.
      if request.actor.role == .assignedAdviser || request.actor.role == .adviser {
        wait.ask(ClaimFigures.documentsWait, event, policies, calendar)
      }
    case .submittedToInsurer: wait.ask(ClaimFigures.answerWait, event, policies, calendar)
    case .insurerAnswered: wait.clearAnswer()
    case .poolOpened(let pool):
      wait.pool = pool
      wait.monthsApplied = 0
      wait.poolOpened = Google_Protobuf_Timestamp(event.recorded)
    case .poolMonthApplied(let month):
      if month.month >= month.months { return nil }
      wait.monthsApplied = month.month
    case .paymentApplied, .refusalClosed: return nil
    case .applicationReversed:
      wait.clearPool()
      wait.monthsApplied = 0
      wait.clearPoolOpened()
    case .deadlinePassed(let deadline): wait.passed.append(Claim.passed(deadline))
    case .causeDetected, .typified, .assigned, .balancesCertified, .sentToBroker,
      .returnedByBroker, .paymentAnnounced, .transferConfirmed, .transferReversed,
      .employmentChecked, .refusalPassedOn, .refusalDelivered, .noteAdded:
      break
    }
    return wait == ClaimWait() ? nil : wait
  }

  public func timers(of instance: ClaimWait) throws(ProcessError) -> [DueTimer] {
    var timers = instance.prescriptionTimers(calendar.zone)
    if instance.hasAnswer, let limit = instance.answer.limit.timeLimit {
      let rule = instance.answer.limit.figure
      if !instance.passed.contains("\(rule) ") {
        do {
          let since = Timestamp(instance.answer.since)
          timers.append(
            DueTimer(rule: rule, due: try limit.due(entered: since, calendar: calendar)))
        } catch {
          throw .noDueTime("\(rule): \(error)")
        }
      }
    }
    if instance.hasPool, let due = instance.pool.dueDate(ofMonth: Int(instance.monthsApplied) + 1) {
      timers.append(
        DueTimer(rule: ClaimDeadlineRules.poolMonth, due: calendar.zone.startOfDay(due)))
    }
    return timers
  }

  public func fire(_ timer: DueTimer, of instance: ClaimWait, now: Timestamp) -> [ProcessEvent] {
    if timer.rule == ClaimDeadlineRules.poolMonth {
      return instance.month(timer, now: now, calendar).map { [ProcessEvent($0)] } ?? []
    }
    return [ProcessEvent(instance.passed(timer, now: now, calendar))]
  }
}
