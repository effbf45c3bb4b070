import Testing

@testable import eventd

@Suite("PlainText")
struct PlainTextTests {
  @Test(arguments: [
    ("una línea corta", 40, ["una línea corta"]),
    ("tres palabras más", 8, ["tres", "palabras", "más"]),
    ("una pneumonoultramicroscópica", 10, ["una", "pneumonoul", "tramicrosc", "ópica"]),
    ("diez letra", 10, ["diez letra"]),
    ("", 10, [""]),
  ])
  func `breaks lines at spaces, and long words anywhere`(
    text: String, width: Int, lines: [String]
  ) {
    #expect(text.wrapped(to: width) == lines)
  }

  @Test(
    arguments: [
      (0, "0 B"), (999, "999 B"), (1000, "1.0 kB"), (48_213, "48.2 kB"), (999_999, "999.9 kB"),
      (1_000_000, "1.0 MB"), (1_250_000_000, "1.2 GB"), (.max, "18.4 EB"),
    ] as [(UInt64, String)])
  func `gives sizes in thousands`(bytes: UInt64, text: String) {
    #expect(bytes.sizeText == text)
  }

  @Test func `counts the days in a stage by the local date`() {
    #expect(mexicoCity.days(from: at("2026-01-02T23:59"), to: at("2026-01-03T00:01")) == 1)
    #expect(mexicoCity.days(from: at("2026-01-03T00:01"), to: at("2026-01-03T23:59")) == 0)
    // The date changes in Mexico, not in Greenwich.
    #expect(mexicoCity.days(from: at("2026-01-02T17:00"), to: at("2026-01-02T19:00")) == 0)
  }
}
