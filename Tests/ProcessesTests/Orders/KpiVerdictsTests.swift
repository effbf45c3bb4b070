import Events
import Processes
import Projections
import Schemas
import SwiftProtobuf
import Testing

@Suite("Verdicts on the indicators") struct KpiVerdictsTests {
  private static let february = YearMonth("2026-02")!

  private func figure(
    _ requests: UInt64, _ effective: UInt64, _ timely: UInt64, _ executive: String = ""
  ) -> KpiFigure {
    .with {
      $0.month = "2026-02"
      $0.executive.key = executive
      $0.requests = requests
      $0.effective = effective
      $0.timely = timely
    }
  }

  private func verdict(
    on figure: KpiFigure, closing: KpiClosing? = nil, policies: PolicyBook = PolicyBook()
  ) -> KpiVerdict {
    KpiVerdicts.verdict(on: figure, of: Self.february, closing: closing, policies: policies)
  }

  /// **Source:** post-sale page, Indicators: ≥ 98 % and ≥ 95 %; exactly that is Aceptado (a).
  @Test(
    arguments: [
      (100, 98, true, 95, true), (100, 97, false, 94, false), (100, 100, true, 100, true),
      (10_000, 9_800, true, 9_500, true), (10_000, 9_799, false, 9_499, false),
      // 97.999… % rounds to 98.00 % and is not 98 %.
      (1_000_000, 979_999, false, 949_999, false), (1, 0, false, 0, false), (1, 1, true, 1, true),
      (50, 49, true, 48, true), (50, 48, false, 47, false), (20, 19, false, 19, true),
    ] as [(UInt64, UInt64, Bool, UInt64, Bool)])
  func `98 and 95 of a hundred are accepted, compared unrounded`(
    _ requests: UInt64, _ effective: UInt64, _ eficacia: Bool, _ timely: UInt64, _ oportunidad: Bool
  ) {
    let verdict = verdict(on: figure(requests, effective, timely))
    #expect(verdict.eficaciaAccepted == eficacia)
    #expect(verdict.oportunidadAccepted == oportunidad)
    #expect(verdict.eficaciaMin == 9800)
    #expect(verdict.oportunidadMin == 9500)
  }

  @Test(arguments: [("2026-02-01", true), ("2026-02-02", false), ("2026-01-01", true)])
  func `the share in force on the first day of the month decides`(
    _ validFrom: String, _ isLower: Bool
  ) throws {
    var adopted = AdoptedFigure()
    adopted.stream = OrderFigures.eficaciaMin.stream.text
    adopted.adopted = .adoption(
      of: OrderFigures.eficaciaMin, from: validFrom, .percentHundredths(9650))
    let policies = PolicyBook([adopted])
    let verdict = verdict(on: figure(1000, 965, 950), policies: policies)
    #expect(verdict.eficaciaAccepted == isLower)
    #expect(verdict.eficaciaMin == (isLower ? 9650 : 9800))
  }

  @Test func `a closed month is corrected when it is not what was reported`() {
    let closing = KpiClosing.with {
      $0.month = "2026-02"
      $0.reported = [figure(10, 9, 9), figure(4, 4, 4, "EE-1")]
    }
    #expect(!verdict(on: figure(10, 9, 9)).closed)
    let same = verdict(on: figure(10, 9, 9), closing: closing)
    #expect(same.closed && !same.corrected)
    #expect(verdict(on: figure(10, 10, 9), closing: closing).corrected)
    #expect(verdict(on: figure(11, 9, 9), closing: closing).corrected)
    #expect(!verdict(on: figure(4, 4, 4, "EE-1"), closing: closing).corrected)
    // An executive who had nothing in what was reported.
    #expect(verdict(on: figure(1, 1, 1, "EE-2"), closing: closing).corrected)
  }

  @Test func `several months together are the sums of their counts`() {
    let months = [
      figure(10, 9, 8), figure(5, 5, 1),
    ].map { figure in
      var figure = figure
      figure.effectiveTimely = 1
      return figure
    }
    let whole = KpiVerdicts.whole(months)
    #expect(
      [whole.requests, whole.effective, whole.timely, whole.effectiveTimely] == [15, 14, 9, 2])
    #expect(whole.month.isEmpty)
    #expect(KpiVerdicts.whole([]) == KpiFigure())
  }
}
