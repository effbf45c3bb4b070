import EventdClient
import Events
import Projections
import Schemas
import Testing

@testable import eventd

@Suite("Folio traffic")
struct FolioTrafficTests {
  private static let monday = LocalDate(daysSinceEpoch: 20_458)

  private static func traffic(
    seed: UInt64 = 42, folios: Int = 300, days: Int = 30, start: LocalDate = monday,
    firstNumber: UInt64 = 1
  ) -> FolioTraffic {
    FolioTraffic(
      seed: seed, folios: folios, start: start, days: days, firstNumber: firstNumber)
  }

  @Test(arguments: [1, 7, 42, 20_260_105, UInt64.max])
  func `takes only steps that the rules accept, each before a time limit passes`(
    seed: UInt64
  ) throws {
    var witness = try TrafficWitness()
    for step in Self.traffic(seed: seed, folios: 500, days: 75) { try witness.take(step) }
    #expect(witness.events.count > 3000)
  }

  @Test func `brings what goes with folios: notices, contents, accesses`() throws {
    var witness = try TrafficWitness()
    for step in Self.traffic(folios: 900, days: 75) { try witness.take(step) }
    let others = witness.others
    for type in [
      "folio.v1.NoticeQueued", "folio.v1.NoticeTaken", "folio.v1.NoticeSent",
      "folio.v1.NoticeFailed", "document.v1.UploadBegun", "document.v1.UploadCompleted",
      "access.v1.Requested", "access.v1.Granted",
    ] {
      #expect(others[type, default: 0] > 0, "\(type)")
    }
    // Some wait for a sender, some senders died on the way, some uploads stay behind.
    #expect(others["folio.v1.NoticeQueued"]! > others["folio.v1.NoticeTaken"]!)
    #expect(
      others["folio.v1.NoticeTaken"]! > others["folio.v1.NoticeSent"]! + others[
        "folio.v1.NoticeFailed"]!)
    #expect(others["document.v1.UploadBegun"]! > others["document.v1.UploadCompleted"]!)
    #expect(others["access.v1.Requested"]! > others["access.v1.Granted"]!)
  }

  @Test func `waits only for what the daemon does by itself`() {
    for step in Self.traffic() where step.waitsFor != nil {
      #expect(step.stream.hasPrefix("notice-") && step.waitsFor == "notice.unknown")
      #expect(step.expected == .any)
    }
  }

  @Test func `leaves folios alone in each stage that has a time limit`() throws {
    var witness = try TrafficWitness()
    for step in Self.traffic(folios: 800, days: 60) { try witness.take(step) }
    let overdue = try witness.overdue(
      at: OfficeHours.moment(Self.monday.adding(days: 120), secondOfDay: 0))
    #expect(
      Set(overdue.keys) == [.altaDeTramite, .confirmacionCliente, .cotizacionEntregada])
    #expect(overdue.values.allSatisfy { $0 > 4 })
  }

  @Test func `is the same for the same parameters`() {
    #expect(Array(Self.traffic()) == Array(Self.traffic()))
  }

  @Test func `is another one, with other ids, when any parameter differs`() {
    func ids(_ traffic: FolioTraffic) -> Set<String> {
      Set(traffic.flatMap(\.events).map(\.id))
    }
    let base = ids(Self.traffic())
    for other in [
      Self.traffic(seed: 43), Self.traffic(folios: 301), Self.traffic(days: 31),
      Self.traffic(start: Self.monday.adding(days: 1)), Self.traffic(firstNumber: 2),
    ] {
      #expect(ids(other).isDisjoint(with: base))
    }
  }

  @Test func `is in order of time, and within its days`() {
    let steps = Array(Self.traffic())
    for (earlier, later) in zip(steps, steps.dropFirst()) { #expect(earlier.at <= later.at) }
    let days = Set(steps.map { OfficeHours.local($0.at).date })
    #expect(days.allSatisfy { (0..<30).contains($0.days(since: Self.monday)) })
    #expect(days.count > 20)
  }

  @Test func `has no id twice`() {
    let ids = Self.traffic(folios: 1000, days: 90).flatMap(\.events).map(\.id)
    #expect(Set(ids).count == ids.count)
    #expect(ids.allSatisfy { EventID($0)?.description == $0 })
  }

  @Test func `opens as many folios as asked for, numbered in order`() {
    let opened = Self.traffic(folios: 120, firstNumber: 399_734)
      .filter { $0.expected == .noStream && $0.stream.hasPrefix("folio-") }.map(\.stream)
    #expect(opened.count == 120)
    #expect(opened.sorted() == opened)
    #expect(opened.first == "folio-00399734")
    #expect(opened.last == "folio-00399853")
  }

  @Test func `works from 08:30 to 18:30 on weekdays, and opens a few folios on Saturdays`() {
    var saturday = 0
    for step in Self.traffic(folios: 1000, days: 60) {
      let (date, second) = OfficeHours.local(step.at)
      #expect(date.isoWeekday <= 6)
      if date.isoWeekday == 6 {
        saturday += step.stream.hasPrefix("folio-") ? 1 : 0
        #expect(step.expected == .noStream)
        #expect((9 * 3600...13 * 3600).contains(second))
      } else {
        #expect((8 * 3600 + 1800..<18 * 3600 + 1800).contains(second))
      }
    }
    #expect((2...40).contains(saturday))
  }

  @Test func `says in the metadata when each event happened`() {
    for step in Self.traffic(folios: 20) {
      for event in step.events {
        #expect(event.metadata == Array("{\"time\":\"\(step.at)\"}".utf8))
      }
    }
  }

  @Test func `of no folios is empty`() {
    #expect(Array(Self.traffic(folios: 0)).isEmpty)
  }

  @Test func `refuses a start in the years of daylight saving time`() async {
    await #expect(processExitsWith: .failure) {
      _ = FolioTraffic(
        seed: 1, folios: 1, start: LocalDate(daysSinceEpoch: 19_000), days: 5, firstNumber: 1)
    }
  }

  @Test func `refuses numbers beyond eight digits`() async {
    await #expect(processExitsWith: .failure) {
      _ = FolioTraffic(
        seed: 1, folios: 2, start: LocalDate(daysSinceEpoch: 20_458), days: 5,
        firstNumber: 99_999_999)
    }
  }
}
