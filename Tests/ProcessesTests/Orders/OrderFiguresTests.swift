import Events
import Processes
import Projections
import Schemas
import Testing

@Suite("Figures of post-sale") struct OrderFiguresTests {
  @Test func `are those of the page`() {
    let rows = OrderFigures.all.map { figure in
      "\(figure.name) = \(figure.builtIn.map { "\($0)" } ?? "-") | \(figure.source)"
    }
    #expect(
      rows == [
        "attention-warning = minutes(1200) | postsale: Escalations (a)",
        "attention-limit = minutes(1440) | postsale: Indicators; Escalations",
        "cable-tv-reconnection = minutes(1440) | postsale: D8",
        "damage-same-day = count(0) | postsale: E8, K14",
        "week-check = calendarDays(7) | postsale: I6",
        "suspension-months = count(4) | postsale: D4",
        "call-detail-month = amount(BOB 12.00) | postsale: G5",
        "multipack-basic-telephony = amount(BOB 70.00) | postsale: H, last invoice",
        "eficacia-min = \(PolicyValue.percent(Percent(98))) | postsale: Indicators",
        "oportunidad-min = \(PolicyValue.percent(Percent(95))) | postsale: Indicators",
        "proformas-day = count(1) | postsale: I1; Escalations (a)",
        "indicators-closed = minutes(1440) | postsale: Escalations (a)",
        "price-supplementary-service = - | postsale: A5 (a)",
        "price-transfer = - | postsale: C5, C6 (a)",
        "price-excess-cable-metre = - | postsale: K12 (a)",
      ])
  }

  @Test func `are in the catalogue, in the stream of the area`() {
    for figure in OrderFigures.all {
      #expect(PolicyCatalog.figures.contains(figure))
      #expect(figure.stream.text == "policy-order")
    }
  }
}
