import Events
import Processes
import Projections
import Testing

@Suite("Bolivian time, beside the tz database") struct BolivianZoneTests {
  /// From 1932 on, where the database has had no change.
  @Test(arguments: stride(from: -1_190_000_000, to: 2_600_000_000, by: 3_333_333).map { Int64($0) })
  func `agrees on every day`(_ second: Int64) throws {
    let zone = try Fixture.zone("America/La_Paz")
    let moment = Timestamp(seconds: second)
    #expect(BolivianTime.date(at: moment) == zone.localDate(at: moment))
    let date = BolivianTime.date(at: moment)
    #expect(BolivianTime.startOfDay(date) == zone.startOfDay(date))
  }
}
