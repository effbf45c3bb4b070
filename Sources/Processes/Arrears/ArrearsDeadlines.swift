public import Events
import Projections
public import Schemas
import SwiftProtobuf

/// Says that a commitment to pay was not kept, when its week is over and something of it is still
/// owed.
///
/// The week begins on the day on which the commitment was recorded. What was paid or annulled in
/// between is not waited for; what is owed again because its payment did not hold is.
///
/// **Source:** receivables page, “Mora of company clients”; post-sale page, I6 and “Escalations”.
public struct ArrearsDeadlines: ProcessManager {
  public let name = "arrears-deadlines"
  public let version: UInt32 = 1
  public let category = ArrearsEvent.category
  public let policyStreams: Set<StreamName> = [ArrearsFigures.commitmentWeek.stream]
  static let addressee = "Ejecutivo(a) Equipo Empresas"
  public let calendar: BusinessCalendar

  /// - Parameter calendar: of Bolivia, in America/La_Paz.
  public init(calendar: BusinessCalendar) { self.calendar = calendar }

  /// The rule of the deadline that waits for a commitment.
  public static func timer(of commitment: String) -> String {
    "\(ArrearsFigures.commitmentWeek.name) \(commitment)"
  }

  public func apply(
    _ event: RecordedEvent, to instance: ArrearsWait?, policies: PolicyBook
  ) throws(ProcessError) -> ArrearsWait? {
    var wait = instance ?? ArrearsWait()
    switch try ProcessError.reading(event, as: ArrearsEvent.self) {
    case .commitmentMade(let made): wait.commitments.append(promise(made, event, policies))
    case .paymentRecorded(let payment):
      let reference = ArrearsReference.folded(payment.reference)
      let paid = payment.applications.map(\.invoice)
      wait.change { if paid.contains($0.invoice) { $0.settledBy = reference } }
    case .paymentReversed(let reversed):
      let reference = ArrearsReference.folded(reversed.reference)
      wait.change { if $0.settledBy == reference { $0.settledBy = "" } }
    case .invoiceAnnulled(let annulled):
      wait.change { if $0.invoice == annulled.invoice { $0.settledBy = "anulada" } }
    case .deadlinePassed(let passed):
      // Nothing more comes of it.
      wait.commitments.removeAll { $0.commitment == passed.commitment }
    case .clientRecorded, .contractRecorded, .proformaIssued, .proformaSent, .chargeAdded,
      .chargeWithdrawn, .invoiceIssued, .sigepStamped, .interactionRecorded, .letterIssued:
      return instance
    }
    return wait.commitments.isEmpty ? nil : wait
  }

  /// One for each commitment of which something is owed.
  public func timers(of instance: ArrearsWait) throws(ProcessError) -> [DueTimer] {
    var timers: [DueTimer] = []
    for promise in instance.commitments where !promise.owed.isEmpty {
      guard let limit = promise.limit.timeLimit else { continue }
      do {
        let due = try limit.due(entered: Timestamp(promise.made), calendar: calendar)
        timers.append(DueTimer(rule: promise.timer, due: due))
      } catch {
        throw .noDueTime("\(promise.timer): \(error)")
      }
    }
    return timers
  }

  /// - Returns: nothing when nothing of the commitment is owed any more.
  public func fire(_ timer: DueTimer, of instance: ArrearsWait, now: Timestamp) -> [ProcessEvent] {
    let promise = instance.commitments.first { $0.timer == timer.rule && !$0.owed.isEmpty }
    guard let promise else { return [] }
    var passed = ArrearsDeadlinePassed()
    passed.actor.role = .system
    passed.actor.key = "eventd"
    passed.actor.name = "Sistema"
    passed.commitment = promise.commitment
    passed.invoices = promise.owed
    passed.escalation = Escalation(
      rule: ArrearsFigures.commitmentWeek.name, source: promise.limit.source,
      entered: Timestamp(promise.made), due: timer.due, fired: now, calendar: calendar,
      addressee: Self.addressee)
    return [ProcessEvent(passed)]
  }

  public func describe(
    _ timer: DueTimer, of instance: ArrearsWait, in stream: StreamName
  ) -> TimerOutlook {
    let promise = instance.commitments.first { $0.timer == timer.rule }
    let owed = promise?.owed.joined(separator: ", ") ?? ""
    return TimerOutlook(
      subject: ArrearsNIT(stream: stream).map { "NIT \($0.text)" } ?? stream.text,
      action: "→ Compromiso \(promise?.commitment ?? "") no cumplido: factura \(owed);"
        + " se avisa a \(Self.addressee)",
      source: promise?.limit.source ?? "")
  }

  /// Whether the daemon's event is what the commitment says. That the time was up is the timer's
  /// matter; here it must at least not be early by its own account.
  static func check(
    _ event: ArrearsDeadlinePassed, in state: ArrearsState
  ) throws(ArrearsRefusal) {
    let escalation = event.escalation
    func differs(_ field: String) -> ArrearsRefusal {
      .deadlineNotByRule(event.commitment, field: field)
    }
    guard let promised = state.commitments[event.commitment], !promised.isBroken else {
      throw differs("commitment")
    }
    let owed = state.owed(of: promised)
    if owed.isEmpty || event.invoices != owed { throw differs("invoices") }
    if escalation.rule != ArrearsFigures.commitmentWeek.name { throw differs("rule") }
    if Timestamp(escalation.entered) != promised.made { throw differs("entered") }
    if Timestamp(escalation.fired) < Timestamp(escalation.due) { throw differs("fired") }
  }

  private func promise(
    _ made: ArrearsCommitmentMade, _ event: RecordedEvent, _ policies: PolicyBook
  ) -> ArrearsPromise {
    .with {
      $0.commitment = made.commitment
      $0.made = Google_Protobuf_Timestamp(event.recorded)
      let today = calendar.zone.localDate(at: event.recorded)
      if let limit = policies.limit(ArrearsFigures.commitmentWeek, on: today) { $0.limit = limit }
      $0.invoices = made.invoices.map { invoice in .with { $0.invoice = invoice } }
    }
  }
}

extension ArrearsWait {
  fileprivate mutating func change(_ body: (inout ArrearsOwed) -> Void) {
    for promise in commitments.indices {
      for invoice in commitments[promise].invoices.indices {
        body(&commitments[promise].invoices[invoice])
      }
    }
  }
}

extension ArrearsPromise {
  fileprivate var owed: [String] { invoices.filter { $0.settledBy.isEmpty }.map(\.invoice) }

  fileprivate var timer: String { ArrearsDeadlines.timer(of: commitment) }
}
