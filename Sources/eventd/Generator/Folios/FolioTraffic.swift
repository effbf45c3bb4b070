import Events
import Projections
import Schemas

/// Traffic of folios as a month of an office might bring it, in order of time.
///
/// The same parameters give the same steps to the last byte, event ids among them; any other
/// parameter gives other ids. So traffic that was sent once can be sent again without doubling
/// anything. Steps are made day by day as they are asked for; what is kept are the steps of folios
/// that are under way.
///
/// `folios` folios are opened within the days. What would happen after the last day is left out, so
/// that folios are found in every stage. Some are left alone by their people; time limits apply to
/// those.
struct FolioTraffic: Sequence, Sendable {
  let seed: UInt64
  /// How many folios are opened, clones among them.
  let folios: Int
  /// Local date in Mexico.
  let start: LocalDate
  let days: Int
  let firstNumber: UInt64

  static let foliosMax = 1_000_000
  static let daysMax = 3650

  /// Traps where the numbers leave `FolioNumber.range`, where `start` is before 2023 (the offset of
  /// Mexico is taken as −06:00 all year), and where folios have only a Sunday to be opened on.
  init(seed: UInt64, folios: Int, start: LocalDate, days: Int, firstNumber: UInt64) {
    precondition(
      (0...Self.foliosMax).contains(folios), "0 to \(Self.foliosMax) folios, not \(folios)")
    precondition((1...Self.daysMax).contains(days), "1 to \(Self.daysMax) days, not \(days)")
    precondition(
      start.components.year >= OfficeHours.firstYear,
      "the traffic begins in \(OfficeHours.firstYear) or later, not on \(start)")
    precondition(
      FolioNumber.range.contains(firstNumber)
        && firstNumber + UInt64(Swift.max(folios, 1)) - 1 <= FolioNumber.range.upperBound,
      "\(folios) folios from number \(firstNumber) on leave the range \(FolioNumber.range)")
    precondition(
      folios == 0 || days > 1 || OfficeHours.share(of: start) > 0, "\(start) is a Sunday")
    self.seed = seed
    self.folios = folios
    self.start = start
    self.days = days
    self.firstNumber = firstNumber
  }

  func makeIterator() -> Iterator { Iterator(self) }

  struct Iterator: IteratorProtocol {
    private let traffic: FolioTraffic
    private let cast: TrafficCast
    /// Of all parameters.
    private let seed: UInt64
    /// How many folios are opened on each day.
    private let openings: [Int]
    private var day = 0
    private var opened = 0
    private var deck: [FolioProcessType] = []
    private var rejected = RejectedFolios()
    private var today: ArraySlice<TrafficStep> = []
    /// Steps of later days, by day.
    private var later: [Int: [TrafficStep]] = [:]

    init(_ traffic: FolioTraffic) {
      self.traffic = traffic
      cast = TrafficCast(seed: traffic.seed)
      var dice = SplitMix64(
        mixing: traffic.seed, UInt64(traffic.folios),
        UInt64(bitPattern: Int64(traffic.start.daysSinceEpoch)), UInt64(traffic.days),
        traffic.firstNumber)
      let shares = (0..<traffic.days).map { day in
        (day, weight: OfficeHours.share(of: traffic.start.adding(days: day)))
      }
      openings = Self.draw(traffic.folios, over: shares, &dice)
      seed = dice.next()
    }

    /// Each time so many folios were opened, the next is a clone if one was rejected before.
    private static let cloneEvery = 16

    /// Complexity of one day: that of sorting its steps.
    mutating func next() -> TrafficStep? {
      while today.isEmpty {
        guard day < traffic.days else { return nil }
        openFolios()
        today =
          (later.removeValue(forKey: day) ?? []).sorted {
            ($0.at, $0.stream) < ($1.at, $1.stream)
          }[...]
        day += 1
      }
      return today.popFirst()
    }

    /// By bisection of the running totals, since a year has many days.
    private static func draw(
      _ folios: Int, over shares: [(Int, weight: Int)], _ dice: inout SplitMix64
    ) -> [Int] {
      var ends: [Int] = []
      for share in shares { ends.append((ends.last ?? 0) + share.weight) }
      var counts = [Int](repeating: 0, count: shares.count)
      for _ in 0..<folios {
        let drawn = dice.below(ends.last ?? 0)
        var candidates = 0..<ends.count
        while candidates.count > 1 {
          let middle = candidates.lowerBound + candidates.count / 2
          candidates =
            ends[middle - 1] > drawn
            ? candidates.lowerBound..<middle : middle..<candidates.upperBound
        }
        counts[candidates.lowerBound] += 1
      }
      return counts
    }

    private mutating func openFolios() {
      let date = traffic.start.adding(days: day)
      var dice = SplitMix64(mixing: seed, UInt64(day))
      let moments = (0..<openings[day]).map { _ in OfficeHours.anyMoment(on: date, &dice) }
      for moment in moments.sorted() { openFolio(at: moment, on: date) }
    }

    private mutating func openFolio(at moment: Timestamp, on date: LocalDate) {
      guard let number = FolioNumber(traffic.firstNumber + UInt64(opened)) else {
        preconditionFailure("folio \(opened) from \(traffic.firstNumber) on has no number")
      }
      opened += 1
      var dice = SplitMix64(mixing: seed, 0x666f_6c69, number.rawValue)
      var seller = dice.pick(cast.sellers)
      let script: TrafficScript
      if opened.isMultiple(of: Self.cloneEvery), let original = rejected.take(before: moment) {
        seller = original.seller
        let form = TrafficForms.clone(original.form, created: date, &dice)
        script = TrafficScript(
          number: number, form: form, by: original.owner, clonedFrom: original.number,
          at: moment, dice: dice)
      } else {
        if deck.isEmpty { deck = TrafficForms.deck(&dice) }
        var form = TrafficForms.draw(deck.removeLast(), of: seller, created: date, &dice)
        // An address is registered for one access only.
        if form.processType == .administracionAgentes {
          form.agent.email = "\(number.rawValue)." + form.agent.email
        }
        let owner = Self.opener(of: form.requestKind, seller, &dice)
        script = TrafficScript(
          number: number, form: form, by: owner, clonedFrom: nil, at: moment, dice: dice)
      }

      var course = TrafficCourse(script, cast: cast, seller: seller)
      course.run()
      keep(course.script, of: seller)
    }

    /// Who may ask for an access is told in the page's section “Portal access”.
    private static func opener(
      of kind: FolioRequestKind, _ seller: TrafficCast.Seller, _ dice: inout SplitMix64
    ) -> FolioActor {
      switch kind {
      case .altaPromotor: seller.ejecutivo
      case .altaAgente: dice.pick([seller.promotor, seller.ejecutivo])
      case .cotizacionInicial, .cotizacionRenovacion, .renovacionAnticipada, .reexpedicion,
        .revire, .emisionPolizaNueva, .emisionRenovacion, .endosoA, .endosoB, .endosoD,
        .solicitud, .unspecified, .UNRECOGNIZED:
        dice.pick(weighted: [(seller.agente, 70), (seller.promotor, 20), (seller.ejecutivo, 10)])
      }
    }

    private mutating func keep(_ script: TrafficScript, of seller: TrafficCast.Seller) {
      for step in script.steps {
        let day = OfficeHours.local(step.at).date.days(since: traffic.start)
        if day < traffic.days { later[day, default: []].append(step) }
      }
      if script.place.stage == .rechazo { rejected.add(script, seller) }
    }
  }
}
