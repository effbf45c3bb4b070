import Events
import Processes
import Projections
import Schemas
import SwiftProtobuf

/// The reads of the indicators of post-sale. What they come to follows from the policies, so it is
/// worked out here.
struct KpiQueries: Sendable {
  let queries: ViewQueries

  var methods: [RPCMethod] {
    let kpi = queries.views[OrderKpi.self]
    return [
      queries.view("KpiMonths", kpi, and: queries.views[PolicyAdoptions.self]) {
        (request: KpiMonthsRequest, store, other, _) in
        try months(
          request, OrderKpiReader(store), PolicyBook(try PolicyAdoptionsReader(other).all()))
      },
      queries.view("KpiAudit", kpi) { (request: KpiAuditRequest, store, _) in
        try audit(request, OrderKpiReader(store))
      },
    ]
  }

  private func months(
    _ request: KpiMonthsRequest, _ reader: OrderKpiReader, _ policies: PolicyBook
  ) throws -> KpiMonthsResponse {
    let filter = OrderKpiReader.Filter(
      month: try Self.month(request.month),
      executive: Self.executive(request.executive, all: request.byExecutive))
    let closings = Dictionary(
      uniqueKeysWithValues: try reader.closings(.init(executive: nil)).map { ($0.month, $0) })
    let figures = try reader.figures(filter)
    return KpiMonthsResponse.with {
      $0.verdicts = figures.compactMap { figure in
        YearMonth(figure.month).map { month in
          KpiVerdicts.verdict(
            on: figure, of: month, closing: closings[figure.month], policies: policies)
        }
      }
      $0.whole = KpiVerdicts.whole(
        figures.filter { $0.executive.key == request.executive })
    }
  }

  private func audit(
    _ request: KpiAuditRequest, _ reader: OrderKpiReader
  ) throws -> KpiAuditResponse {
    let filter = OrderKpiReader.Filter(
      month: try Self.month(request.month),
      executive: Self.executive(request.executive, all: request.byExecutive))
    var after: Position?
    if request.after != 0 {
      guard let position = WirePosition.decode(request.after) else {
        throw RPCStatus(.invalidArgument, "after is \(request.after), which is no event's position")
      }
      after = position
    }
    let (changes, last) = try reader.changes(
      filter, after: after, limit: PageSize.rows(request.limit))
    let closings = after == nil ? try reader.closings(filter) : []
    return KpiAuditResponse.with {
      $0.closings = closings.map { closing in
        var closing = closing
        closing.position = WirePosition.encode(Position(closing.position))
        return closing
      }
      $0.changes = changes.map { change in
        var change = change
        change.position = WirePosition.encode(Position(change.position))
        return change
      }
      $0.next = last.map(WirePosition.encode) ?? 0
    }
  }

  /// `nil`: the total and every executive; empty: the total.
  private static func executive(_ key: String, all: Bool) -> String? { all ? nil : key }

  private static func month(_ text: String) throws(RPCStatus) -> YearMonth? {
    if text.isEmpty { return nil }
    guard let month = YearMonth(text) else {
      throw RPCStatus(.invalidArgument, "month is “\(text)”; give it as YYYY-MM")
    }
    return month
  }
}

extension KpiMonthsRequest: ViewRequest {}
extension KpiMonthsResponse: ViewResponse {}
extension KpiAuditRequest: ViewRequest {}
extension KpiAuditResponse: ViewResponse {}
