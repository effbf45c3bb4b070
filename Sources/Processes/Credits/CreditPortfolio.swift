import Events
public import Projections
public import Schemas
import SwiftProtobuf

/// What is owed by band (franja) of days past due, client by client.
public struct CreditPortfolio {
  private let day: CreditDay
  private var sums: [Sum]

  private struct Sum {
    var obligations = 0
    var clients = 0
    var outstanding = Money.zero(.cop)
    var writtenOff = 0
    var writtenOffOutstanding = Money.zero(.cop)
  }

  public init(_ day: CreditDay) {
    self.day = day
    sums = day.bands.all.map { _ in Sum() }
  }

  /// An obligation counts in its own band; a client in each band with an obligation of theirs.
  public mutating func add(_ client: CreditClient) {
    var seen: Set<Int> = []
    for obligation in client.accounts.current(on: day.date) {
      let number = day.bands.band(of: obligation.daysPastDue(on: day.date)).number
      guard let index = day.bands.all.firstIndex(where: { $0.number == number }) else { continue }
      let owed = obligation.outstanding(on: day.date)
      if obligation.state(on: day.date) == .writtenOff {
        sums[index].writtenOff += 1
        sums[index].writtenOffOutstanding = sums[index].writtenOffOutstanding + owed
      } else {
        sums[index].obligations += 1
        sums[index].outstanding = sums[index].outstanding + owed
      }
      if seen.insert(number).inserted { sums[index].clients += 1 }
    }
  }

  public var rows: [PortfolioBand] {
    zip(day.bands.all, sums).map { band, sum in
      PortfolioBand.with {
        $0.band = UInt32(band.number)
        $0.daysFrom = UInt32(band.from)
        if let to = band.to { $0.daysTo = UInt32(to) }
        $0.director = band.director
        $0.obligations = UInt32(sum.obligations)
        $0.clients = UInt32(sum.clients)
        $0.outstanding = sum.outstanding.wire
        $0.writtenOff = UInt32(sum.writtenOff)
        $0.writtenOffOutstanding = sum.writtenOffOutstanding.wire
      }
    }
  }
}
