import Events

/// `eventd.v1.Reporting`: the reads of every area. A new area is a line here.
struct ReportingService: Sendable {
  let queries: ViewQueries

  var methods: [RPCMethod] {
    FolioQueries(queries: queries).methods
      + AccountQueries(queries: queries).methods
      + CreditQueries(queries: queries).methods
      + NoticeQueries(queries: queries).methods
      + DocumentQueries(queries: queries).methods
      + AccessQueries(queries: queries).methods
      + PolicyQueries(queries: queries).methods
      + ClaimQueries(queries: queries).methods
      + OrderQueries(queries: queries).methods
      + KpiQueries(queries: queries).methods
      + ArrearsQueries(queries: queries).methods
      + PremiumQueries(queries: queries).methods
      + LedgerQueries(queries: queries).methods
      + TimerQueries(queries: queries).methods
  }
}

/// How many rows a list gives at once.
enum PageSize {
  private static let rowsDefault = 100
  private static let rowsMax = 1000

  /// - Parameter asked: 0 for the default; more than the most is cut to it.
  static func rows(_ asked: UInt32) -> Int {
    asked == 0 ? rowsDefault : min(Int(asked), rowsMax)
  }
}
