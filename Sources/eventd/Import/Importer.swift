import EventdClient
import Events
import Projections

/// Carries out an import.
///
/// The rows of a case go one after the other, several cases at a time. A row that is refused is
/// counted, and the case goes on with the next one. When nobody answers, or there is no room, the
/// import stops; the same import later goes on from there, since each row has its own event id.
struct Importer: Sendable {
  /// Appends events to a stream.
  typealias Append =
    @Sendable (String, Expectation, [ProposedEvent]) async throws(EventdError) ->
    Appended

  /// Cases that are under way at a time.
  static let casesAtATime = 16

  private let plan: ImportPlan
  private let head: UInt64?
  private let append: Append
  private let progress: @Sendable (_ rowsDone: Int, _ rows: Int) -> Void

  /// - Parameters:
  ///   - headBefore: position of the last event in the log before the import; `nil` for an empty
  ///     log. What was appended up to there was imported before.
  ///   - append: must be idempotent by the ids of the events.
  ///   - progress: called from one task at a time, with counts that never go back.
  init(
    _ plan: ImportPlan, headBefore: UInt64?, append: @escaping Append,
    progress: @escaping @Sendable (_ rowsDone: Int, _ rows: Int) -> Void = { _, _ in }
  ) {
    self.plan = plan
    head = headBefore
    self.append = append
    self.progress = progress
  }

  /// - Returns: the report, whose counts add up to the rows of the file.
  func run() async -> ImportReport {
    var report = ImportReport(rows: plan.rowCount, cases: plan.cases.count)
    for row in plan.skipped { report.add(.skipped(reason: row.reason)) }
    progress(report.counted, report.rows)

    await withTaskGroup(of: CaseResult.self) { group in
      var waiting = plan.cases[...]
      for planned in waiting.prefix(Self.casesAtATime) { start(planned, in: &group) }
      waiting = waiting.dropFirst(Self.casesAtATime)
      for await result in group {
        for outcome in result.outcomes { report.add(outcome) }
        if let stopped = result.stopped { report.stopped = report.stopped ?? "\(stopped)" }
        if report.stopped == nil, let planned = waiting.popFirst() {
          start(planned, in: &group)
        }
        progress(report.counted, report.rows)
      }
      for planned in waiting { for _ in planned.rows { report.add(.notTried) } }
    }
    report.checkTotals()
    return report
  }

  private struct CaseResult {
    var outcomes: [ImportReport.Outcome] = []
    var stopped: EventdError?
  }

  private func start(_ planned: ImportPlan.Case, in group: inout TaskGroup<CaseResult>) {
    group.addTask { await run(planned) }
  }

  private func run(_ planned: ImportPlan.Case) async -> CaseResult {
    var result = CaseResult()
    var imported = ImportedCase(planned, of: plan)
    for index in planned.rows.indices {
      if result.stopped != nil {
        result.outcomes.append(.notTried)
        continue
      }
      let appending: ImportedCase.Appending
      do throws(RowFault) {
        switch try imported.step(of: index) {
        case .skip(let reason):
          result.outcomes.append(.skipped(reason: reason))
          continue
        case .append(let step): appending = step
        }
      } catch {
        result.outcomes.append(.skipped(reason: error.reason))
        continue
      }
      do {
        let appended = try await append(appending.stream, appending.expected, appending.events)
        imported.advance(appending, to: appended)
        let isKnown = head.map { appended.position <= $0 } ?? false
        result.outcomes.append(isKnown ? .repeated : .accepted)
      } catch {
        if let refusal = Self.refusal(error, appending.label) {
          result.outcomes.append(refusal)
        } else {
          result.stopped = error
          result.outcomes.append(.notTried)
        }
      }
    }
    return result
  }

  /// `nil` for an error that says nothing of the row, so that asking for the next one is no use.
  private static func refusal(
    _ error: EventdError, _ label: String
  ) -> ImportReport.Outcome? {
    switch error {
    case .refused(let code, _, let source, _):
      .refused(code: code, source: source, label: label)
    case .wrongRevision:
      .refused(code: ImportReport.Rule.wrongRevision, source: "", label: label)
    case .notFound: .refused(code: "not-found", source: "", label: label)
    case .invalid: .refused(code: "invalid", source: "", label: label)
    case .notPermitted, .busy, .unavailable, .damaged, .other: nil
    }
  }
}
