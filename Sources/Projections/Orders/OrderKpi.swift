public import Events
import Schemas
import SwiftProtobuf

/// The indicators of post-sale: what was received in each month, how much of it was attended
/// effectively and in under 24 hours, in total and by executive. Read it with `OrderKpiReader`.
///
/// Everything goes by effective times. A request counts in the month in which it was received; a late
/// fact corrects that month's figures. Once the month was closed, each correction is kept, with what it
/// changed and the position of its event.
///
/// **Source:** post-sale page, Indicators.
public struct OrderKpi: Projection {
  public let name = "order-kpi"
  public let version: UInt32 = 1
  public var tables: [String] { OrderKpiTables.names }
  public let categories: Set<String>? = [OrderEvent.category, IndicatorEvent.category]

  public init() {}

  /// - Throws: `FollowerError.poison` for what admission refuses and an ungoverned log may hold.
  public func apply(
    _ event: RecordedEvent, to rows: inout WriteTransaction, _ environment: Environment
  ) throws(FollowerError) {
    let tables = OrderKpiTables(environment)
    if event.stream.category == IndicatorEvent.category {
      try close(event, tables, &rows)
    } else {
      try count(event, tables, &rows)
    }
  }

  private func close(
    _ event: RecordedEvent, _ tables: OrderKpiTables, _ rows: inout WriteTransaction
  ) throws(FollowerError) {
    let change = try FollowerError.reading(event, as: IndicatorEvent.self)
    guard case .monthClosed(let closed) = change else { return }
    guard let month = YearMonth(closed.month) else {
      throw .poison(event, "it closes “\(closed.month)”, which is no month")
    }
    do throws(LMDBError) { try tables.close(month, event, &rows) } catch {
      throw .failure(error)
    }
  }

  private func count(
    _ event: RecordedEvent, _ tables: OrderKpiTables, _ rows: inout WriteTransaction
  ) throws(FollowerError) {
    let (number, change) = try OrderBoard.read(event)
    let before: KpiEntry?
    do throws(LMDBError) { before = try tables.entry(number, rows) } catch {
      throw .failure(error)
    }
    var after: KpiEntry
    if case .received(let received) = change {
      if before != nil { throw .poison(event, "the request was received before") }
      guard received.procedure.countsInIndicators else { return }
      after = KpiEntry(received, event)
    } else if let before {
      after = before
      after.apply(change, event)
    } else {
      // Our own initiative, which does not count.
      return
    }
    guard CompositeKey.fits(after.executive.key) else {
      throw .poison(event, "the key of its executive fits no key of a table")
    }
    if after == before { return }
    do throws(LMDBError) { try tables.replace(before, with: after, number, event, &rows) } catch {
      throw .failure(error)
    }
  }
}

extension KpiEntry {
  init(_ received: OrderReceived, _ event: RecordedEvent) {
    self.init()
    self.received = .init(event.effective)
    executive = received.executive
  }

  mutating func apply(_ change: OrderEvent, _ event: RecordedEvent) {
    switch change {
    case .stepTaken(let step):
      if step.end != .unspecified { concluded = .init(event.effective) }
    case .reopened:
      // What was not solved was not attended effectively, even when it is solved later (a).
      reopened = true
      clearConcluded()
    case .executiveAssigned(let assignment): executive = assignment.executive
    case .received, .interactionRecorded, .workOrderReported, .documentsArchived, .damageLinked,
      .reconnectionDateChanged, .serviceReconnected, .deadlinePassed:
      break
    }
  }

  /// The month in which it counts.
  var month: YearMonth { BolivianTime.month(at: Timestamp(received)) }

  /// Concluded, with the service or early with its reason, and the client has not come back (a).
  var isEffective: Bool { hasConcluded && !reopened }

  /// From receipt to conclusion strictly under 24 hours by the clock (a).
  var isTimely: Bool {
    hasConcluded
      && Timestamp(concluded) < Timestamp(received).adding(seconds: Self.timelySeconds)
  }

  private static let timelySeconds: Int64 = 24 * 3600
}
