import Events
import Testing

@testable import eventd

@Suite("Metrics as text")
struct MetricsTextTests {
  @Test func `are written as Prometheus reads them`() {
    var page = MetricsText()
    page.add(
      "eventd_x_total", .counter, "How many x.", [.init(3, ["a": "b", "c": "d"]), .init(1.5)])
    page.add("eventd_y", .gauge, "One y.", UInt64(7))
    page.add("eventd_none", .gauge, "Nothing.", [])
    #expect(
      page.text == """
        # HELP eventd_x_total How many x.
        # TYPE eventd_x_total counter
        eventd_x_total{a="b",c="d"} 3
        eventd_x_total 1.5
        # HELP eventd_y One y.
        # TYPE eventd_y gauge
        eventd_y 7

        """)
  }

  @Test func `escape what would end a label or a line`() {
    var page = MetricsText()
    page.add("x", .gauge, "a\\b\n\"c\"", [.init(1, ["l": "a\\b\n\"c\""])])
    #expect(
      page.text == #"""
        # HELP x a\\b\n"c"
        # TYPE x gauge
        x{l="a\\b\n\"c\""} 1

        """#)
  }

  @Test(
    arguments: [
      (0, "0"), (-2, "-2"), (0.0005, "0.0005"), (1e-9, "1e-09"), (.infinity, "+Inf"),
      (-.infinity, "-Inf"), (.nan, "NaN"), (9_007_199_254_740_991, "9007199254740991"),
      (1_767_628_800.25, "1767628800.25"),
    ] as [(Double, String)])
  func `write numbers as Go reads them`(value: Double, text: String) {
    #expect(MetricsText.number(value) == text)
  }

  @Test func `add the buckets of a histogram up`() {
    var histogram = Histogram(bounds: [0.1, 1])
    for value in [0.05, 0.1, 0.5, 2, 3] { histogram.observe(value) }
    var page = MetricsText()
    page.add("eventd_t_seconds", "T.", histogram)
    #expect(
      page.text == """
        # HELP eventd_t_seconds T.
        # TYPE eventd_t_seconds histogram
        eventd_t_seconds_bucket{le="0.1"} 2
        eventd_t_seconds_bucket{le="1"} 3
        eventd_t_seconds_bucket{le="+Inf"} 5
        eventd_t_seconds_sum 5.65
        eventd_t_seconds_count 5

        """)
  }

  @Test func `know a process whose name is no help`() throws {
    let stat =
      "7 (a) b) (c) S 1 7 7 0 -1 4194560 1 0 0 0 250 50 0 0 20 0 9 0 1000 8192 3 18446744073709551615 1\n"
    let facts = try #require(
      ProcessFacts(
        stat: stat, system: "cpu 1 2\nbtime 1700000000\nprocesses 5\n", openDescriptors: 4,
        ticksPerSecond: 100, pageBytes: 4096))
    #expect(facts.cpuSeconds == 3)
    #expect(facts.threads == 9)
    #expect(facts.startSeconds == 1_700_000_010)
    #expect(facts.virtualBytes == 8192)
    #expect(facts.residentBytes == 12_288)
    #expect(ProcessFacts() != nil)
  }
}

@Suite("Measuring the writer")
struct WriterMeterTests {
  private final class Watch: Sendable {
    private let time = Locked<UInt64>(1)
    var now: UInt64 { time.withLock { $0 } }
    func pass(milliseconds: UInt64) { time.withLock { $0 += milliseconds * 1_000_000 } }
  }

  @Test func `tells the two parts of a commit apart`() {
    let watch = Watch()
    let meter = WriterMeter { watch.now }
    let came = meter.appendCame()
    watch.pass(milliseconds: 1)
    meter.commitBegan()
    watch.pass(milliseconds: 2)
    #expect(meter.reading.underWay == 2_000_000)
    meter.commitPrepared()
    watch.pass(milliseconds: 30)
    meter.commitEnded(events: 5, failure: nil)
    meter.appendAnswered(
      .success(AppendReceipt(revision: nil, position: nil, isRepetition: false)), came: came)
    let reading = meter.reading
    #expect(reading.underWay == 0)
    #expect(reading.events == 5)
    #expect(abs(reading.prepare.sum - 0.002) < 1e-9)
    #expect(abs(reading.commit.sum - 0.030) < 1e-9)
    #expect(abs(reading.append.sum - 0.033) < 1e-9)
    #expect(reading.answers == ["accepted": 1])
    #expect(reading.commitsFailed == 0)
  }

  @Test func `counts no commit where everything was refused, and failures by their names`() {
    let meter = WriterMeter { 1 }
    meter.commitBegan()
    meter.commitEnded(events: 0, failure: nil)
    meter.commitBegan()
    meter.commitEnded(events: 0, failure: .busy)
    for result: Result<AppendReceipt, AppendError> in [
      .failure(.busy), .failure(.busy), .failure(.closed),
      .success(AppendReceipt(revision: nil, position: nil, isRepetition: true)),
    ] { meter.appendAnswered(result, came: 1) }
    #expect(meter.reading.commit.count == 0)
    #expect(meter.reading.commitsFailed == 1)
    #expect(meter.reading.answers == ["busy": 2, "closed": 1, "repeated": 1])
  }

  @Test func `tells once of the slowest of the slow commits`() {
    let watch = Watch()
    let meter = WriterMeter { watch.now }
    for milliseconds: UInt64 in [900, 1500, 4000, 2000] {
      meter.commitBegan()
      meter.commitPrepared()
      watch.pass(milliseconds: milliseconds)
      meter.commitEnded(events: milliseconds, failure: nil)
    }
    #expect(meter.takeSlowest()?.events == 4000)
    #expect(meter.takeSlowest() == nil)
  }
}
