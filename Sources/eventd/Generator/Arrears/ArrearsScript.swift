import EventdClient
import Events
import Projections
import Schemas
import SwiftProtobuf

/// What happens to one company client, step by step, each as the rules of arrears take it.
///
/// It keeps what is owed and what waits to be invoiced, so that every amount is one that is owed.
/// What is done on which day is in an agenda, to which every act may add.
struct ArrearsScript {
  /// How a client pays.
  enum Habit {
    case punctual, committing, breaking, silent, disputing
  }

  struct Contract {
    let number: String
    var products: [ArrearsProduct]
    /// Of each product, in centavos.
    var prices: [Int64]
  }

  struct Owed {
    let invoice: String
    let contract: String
    let month: YearMonth
    let lines: [ArrearsLine]
    let issuedOn: LocalDate
    var isStamped = false

    var amount: Int64 { lines.reduce(0) { $0 + $1.amount.centavos } }
  }

  typealias Act = (inout ArrearsScript) -> Void

  private(set) var steps: [TrafficStep] = []
  let nit: UInt64
  let isPublic: Bool
  let habit: Habit
  var executive: ArrearsActor
  private(set) var email = ""
  private(set) var whatsapp = ""
  var contracts: [Contract] = []
  var owed: [Owed] = []
  /// Charges that no invoice has taken up.
  var waiting: [ArrearsChargeAdded] = []
  /// All charges, by their number.
  var charges: [String: ArrearsChargeAdded] = [:]
  /// When an invoice was last committed to.
  var committed: [String: LocalDate] = [:]
  var dice: SplitMix64
  private(set) var now: Timestamp
  private let last: LocalDate
  private var agenda: [(date: LocalDate, act: Act)] = []
  private var ids = 0

  /// - Parameters:
  ///   - client: which one, from 0.
  ///   - last: nothing happens after this day.
  init(client: Int, nit: UInt64, seed: UInt64, from opened: LocalDate, to last: LocalDate) {
    self.nit = nit
    self.last = last
    dice = SplitMix64(mixing: seed, UInt64(client), 0x6172_7265)
    isPublic = dice.chance(percent: 25)
    habit = dice.pick(weighted: [
      (.punctual, 40), (.committing, 25), (.breaking, 15), (.silent, 12), (.disputing, 8),
    ])
    executive = dice.pick(ArrearsCast.executives)
    let first = ArrearsHours.workday(opened)
    now = ArrearsHours.moment(first, secondOfDay: ArrearsHours.anySecond(&dice))
    agenda = [(first, { $0.open() })]
  }

  mutating func run() {
    // Of one day in the order in which they were planned.
    while let index = agenda.indices.min(by: { agenda[$0].date < agenda[$1].date }) {
      let (date, act) = agenda.remove(at: index)
      let day = ArrearsHours.workday(max(date, today))
      guard day <= last else { return }
      now = max(
        now.adding(seconds: 60),
        ArrearsHours.moment(day, secondOfDay: ArrearsHours.anySecond(&dice)))
      guard today <= last else { return }
      act(&self)
    }
  }

  var today: LocalDate { ArrearsHours.local(now) }

  mutating func plan(in days: ClosedRange<Int>, _ act: @escaping Act) {
    plan(on: today.adding(days: dice.number(in: days)), act)
  }

  mutating func plan(on date: LocalDate, _ act: @escaping Act) { agenda.append((date, act)) }

  mutating func newID(_ prefix: String) -> String {
    ids += 1
    return "\(prefix)-\(nit)-\(ids)"
  }

  /// Recorded with the contracts; the invoices of the month before are the first.
  private mutating func open() {
    var client = ArrearsClientRecorded()
    client.actor = executive
    client.name = isPublic ? ArrearsCast.publicInstitution(&dice) : ArrearsCast.company(&dice)
    client.publicInstitution = isPublic
    client.executive = executive
    email = "pagos@\(TrafficNames.mailbox(of: client.name)).example"
    whatsapp = "+591 7\(dice.number(in: 1_000_000...9_999_999))"
    client.email = email
    client.whatsapp = whatsapp
    contracts = (1...dice.number(in: 1...3)).map { contract(number: $0) }
    append([client] + contracts.map(recorded))
    if dice.chance(percent: 6) { plan(in: 20...200) { $0.hand(over: client) } }
    if dice.chance(percent: 15) { plan(in: 15...150) { $0.addProduct() } }
    let month = YearMonth(YearMonth(today).days.lowerBound.adding(days: -1))
    plan(in: 0...2) { $0.bill(month) }
  }

  private mutating func contract(number: Int) -> Contract {
    let kinds = ArrearsProductKind.allCases.filter { $0 != .unspecified }
    let name = "\(nit % 100_000_000)-\(number)"
    var contract = Contract(number: name, products: [], prices: [])
    for index in 1...dice.number(in: 1...3) { add(dice.pick(kinds), "\(name)/\(index)", &contract) }
    return contract
  }

  private mutating func add(
    _ kind: ArrearsProductKind, _ number: String, _ contract: inout Contract
  ) {
    contract.products.append(
      .with {
        $0.number = number
        $0.kind = kind
        $0.description_p = ArrearsCast.description(of: kind)
      })
    contract.prices.append(ArrearsCast.price(of: kind, &dice))
  }

  private func recorded(_ contract: Contract) -> ArrearsContractRecorded {
    .with {
      $0.actor = executive
      $0.contract = contract.number
      $0.products = contract.products
    }
  }

  /// The portfolio passes to another executive.
  private mutating func hand(over client: ArrearsClientRecorded) {
    executive = dice.pick(ArrearsCast.executives.filter { $0.key != executive.key })
    var again = client
    again.actor = ArrearsCast.head
    again.executive = executive
    append([again])
  }

  private mutating func addProduct() {
    var contract = contracts[0]
    add(.internet, "\(contract.number)/\(contract.products.count + 1)", &contract)
    contracts[0] = contract
    var again = recorded(contract)
    again.actor = ArrearsCast.commercial
    append([again])
  }

  /// Writes events down, in one append.
  ///
  /// - Parameter waitsFor: a refusal that goes away once the daemon has done its part.
  mutating func append(_ messages: [any Message], waitsFor: String? = nil) {
    func proposed(_ message: some Message) -> ProposedEvent {
      ProposedEvent(message, id: dice.eventID(), at: now)
    }
    let events = messages.map { proposed($0) }
    steps.append(
      TrafficStep(
        at: now, stream: "\(ArrearsEvent.category)-\(nit)",
        expected: steps.isEmpty ? .noStream : .exists, events: events, waitsFor: waitsFor))
    now = now.adding(seconds: 30)
  }
}

extension WireMoney {
  /// Of bolivianos.
  static func centavos(_ amount: Int64) -> WireMoney { Money(minorUnits: amount, .bob).wire }

  fileprivate var centavos: Int64 { (try? Money(self))?.minorUnits ?? 0 }
}
