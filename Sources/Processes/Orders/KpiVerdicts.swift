public import Events
import Projections
public import Schemas
import SwiftProtobuf

/// What the indicators of a month come to.
///
/// **Source:** post-sale page, Indicators.
public enum KpiVerdicts {
  /// Accepted at the share in force or above it, compared unrounded (a). The figures in force are those
  /// of the month's first day (a).
  ///
  /// - Parameters:
  ///   - figure: with requests; traps without.
  ///   - closing: what was reported of this figure; `nil` when its month is open.
  public static func verdict(
    on figure: KpiFigure, of month: YearMonth, closing: KpiClosing?, policies: PolicyBook
  ) -> KpiVerdict {
    let first = month.days.lowerBound
    let eficacia = policies.share(OrderFigures.eficaciaMin, on: first)
    let oportunidad = policies.share(OrderFigures.oportunidadMin, on: first)
    let requests = Int(figure.requests)
    return .with {
      $0.figure = figure
      $0.eficaciaMin = UInt32(eficacia.hundredths)
      $0.oportunidadMin = UInt32(oportunidad.hundredths)
      $0.eficaciaAccepted = eficacia.isReached(by: Int(figure.effective), of: requests)
      $0.oportunidadAccepted = oportunidad.isReached(by: Int(figure.timely), of: requests)
      $0.closed = closing != nil
      if let closing {
        let reported = closing.reported.first { $0.executive.key == figure.executive.key }
        $0.corrected = reported.map { !$0.hasCounts(of: figure) } ?? true
      }
    }
  }

  /// The figures of several months together: of the executive when all are of one, else of nobody.
  /// - Returns: without requests for no figures.
  public static func whole(_ figures: [KpiFigure]) -> KpiFigure {
    var whole = KpiFigure()
    for figure in figures {
      if !figure.executive.key.isEmpty { whole.executive = figure.executive }
      whole.requests += figure.requests
      whole.effective += figure.effective
      whole.timely += figure.timely
      whole.effectiveTimely += figure.effectiveTimely
    }
    return whole
  }
}

extension PolicyBook {
  /// The share in force; 0, which everything reaches, where there is none.
  fileprivate func share(_ figure: PolicyFigure, on date: LocalDate) -> Percent {
    if case .percent(let share) = value(figure, on: date) { share } else { Percent(0) }
  }
}
