import Events
import Processes
import Projections
import Schemas
import SwiftProtobuf

/// What becomes of one request, and of those that it leads to: the damage of a quality call that was
/// not confirmed, the reconnection of a suspension, a second suspension in a year.
struct OrderCourse {
  private let cast: OrderCast
  private let until: Timestamp
  private let start: Timestamp
  /// The number of the next request.
  private(set) var next: UInt64
  private var dice: SplitMix64
  private var scripts: [UInt64: OrderScript] = [:]

  init(cast: OrderCast, next: UInt64, at start: Timestamp, until: Timestamp, dice: SplitMix64) {
    self.cast = cast
    self.next = next
    self.start = start
    self.until = until
    self.dice = dice
  }

  var steps: [TrafficStep] { scripts.keys.sorted().flatMap { scripts[$0]?.steps ?? [] } }

  mutating func run() {
    var requests = OrderRequests(cast: cast, dice: split())
    let first = requests.any(takeNumber(), at: start)
    follow(first, at: start)
    guard let script = scripts[first.number], let suspension = script.order.suspension,
      script.order.step == nil
    else { return }
    if dice.chance(percent: 55) {
      reconnect(script, suspension)
    } else if dice.chance(percent: 60) {
      let again = OrderHours.after(script.now, workSeconds: work(days: 5...30))
      let asked = requests.suspension(from: OrderHours.date(of: again))
      follow(
        requests.another(
          takeNumber(), .suspensionYReconexion, after: first, at: again, asking: asked),
        at: again)
    }
  }

  /// Some days before the suspension ends by itself.
  private mutating func reconnect(_ script: OrderScript, _ suspension: Order.Suspension) {
    let days = suspension.end.days(since: suspension.start)
    let day = suspension.start.adding(days: dice.number(in: 1...max(1, days - 8)))
    let at = OrderHours.after(
      max(script.now, OrderHours.moment(day)), workSeconds: work(days: 0...1))
    guard OrderHours.date(of: at).adding(days: 3) < suspension.end else { return }
    var requests = OrderRequests(cast: cast, dice: split())
    let number = script.number.rawValue
    let request = requests.another(
      takeNumber(), .suspensionYReconexion, after: script.order.received, at: at,
      asking: .reconnection(.with { $0.suspension = number }))
    follow(request, at: at)
  }

  /// From its receipt on, to its end or to where it is left alone.
  private mutating func follow(_ received: OrderReceived, at moment: Timestamp) {
    let number = received.number
    var script = OrderScript(received, at: moment, dice: split())
    let isSlow = dice.chance(percent: 9)
    var left = dice.chance(percent: 4) ? dice.number(in: 1...7) : .max
    if case .reconnection = received.asked { left = .max }
    var canReopen = dice.chance(percent: 3)
    if dice.chance(percent: 3) { assign(&script) }
    while script.now < until {
      while let id = script.order.step, left > 0, script.now < until {
        left -= 1
        let at = OrderHours.after(script.now, workSeconds: wait(before: id, isSlow))
        prepare(id, &script, at: at)
        var writer = writer(for: script, at: at)
        let step = writer.step()
        script.write(step, at: at)
        let isDenied = step.outcome == "not-confirmed"
        if isDenied, received.procedure != .registroDeDanos, dice.chance(percent: 60) {
          openDamage(for: &script)
        }
      }
      guard script.order.step == nil else { break }
      archive(&script)
      guard canReopen, script.order.path.end == .done else { break }
      canReopen = false
      reopen(&script)
    }
    scripts[number] = script
  }

  private mutating func writer(for script: OrderScript, at moment: Timestamp) -> OrderStepWriter {
    let order = script.order
    var earlier: UInt64?
    if case .suspension(let asked) = order.received.asked, let start = LocalDate(asked.start) {
      earlier =
        scripts.values.first { other in
          other.order.suspension.map { YearMonth($0.start).year == YearMonth(start).year } ?? false
        }?.number.rawValue
    }
    let suspended = scripts[order.received.reconnection.suspension]
    return OrderStepWriter(
      order: order, cast: cast, at: moment, earlierSuspension: earlier,
      reconnection: suspended?.order.suspension.map { "\($0.end)" } ?? "", dice: split())
  }

  /// What others do before a step: a work order reported, the day of a reconnection entered.
  private mutating func prepare(_ id: String, _ script: inout OrderScript, at moment: Timestamp) {
    let order = script.order
    let closing: Set = ["C8", "E8", "E11", "J11", "K14"]
    if closing.contains(id), dice.chance(percent: 25) {
      for open in order.openWorkOrders {
        let report = OrderWorkOrderReported.with {
          $0.actor = cast.actor(.unidadExterna, of: order.executive, &dice)
          $0.workOrder.number = open
          $0.workOrder.state = dice.pick([.atendido, .cerrado])
        }
        script.write(report, at: moment.adding(seconds: -60))
      }
    }
    if dice.chance(percent: 4) {
      let interaction = OrderInteractionRecorded.with {
        $0.actor = cast.actor(.ejecutivoEmpresas, of: order.executive, &dice)
        $0.interaction.text = dice.pick(OrderTexts.interactions)
        $0.interaction.channel = dice.pick([.telefono, .whatsapp])
      }
      script.write(interaction, at: moment.adding(seconds: -30))
    }
    if id == "D5" {
      let change = OrderReconnectionDateChanged.with {
        $0.actor = cast.actor(.gestorComercial, of: order.executive, &dice)
        $0.date = "\(OrderHours.date(of: moment).adding(days: 1))"
        $0.reconnection = order.number.rawValue
      }
      scripts[order.received.reconnection.suspension]?.write(
        change, at: moment.adding(seconds: -20))
    }
  }

  private mutating func openDamage(for script: inout OrderScript) {
    let number = script.order.number.rawValue
    let at = script.now.adding(seconds: 600)
    var requests = OrderRequests(cast: cast, dice: split())
    var damage = requests.another(
      takeNumber(), .registroDeDanos, after: script.order.received, at: at)
    damage.linkedTo = number
    let actor = cast.actor(.ejecutivoEmpresas, of: script.order.executive, &dice)
    follow(damage, at: at)
    script.write(
      OrderDamageLinked.with {
        $0.actor = actor
        $0.damage = damage.number
      }, at: at.adding(seconds: 30))
  }

  private mutating func assign(_ script: inout OrderScript) {
    let executive = dice.pick(cast.executives)
    script.write(
      OrderExecutiveAssigned.with {
        $0.actor = cast.responsable
        $0.executive = executive
      }, at: script.now.adding(seconds: 90))
  }

  /// Papers that came back after the end.
  private mutating func archive(_ script: inout OrderScript) {
    guard script.order.holder != nil else { return }
    let at = OrderHours.after(script.now, workSeconds: dice.number(in: 600...36_000))
    script.write(
      OrderDocumentsArchived.with {
        $0.actor = cast.actor(.ejecutivoEmpresas, of: script.order.executive, &dice)
      }, at: at)
  }

  private mutating func reopen(_ script: inout OrderScript) {
    let at = OrderHours.after(script.now, workSeconds: work(days: 1...5))
    script.write(
      OrderReopened.with {
        $0.actor = cast.actor(.ejecutivoEmpresas, of: script.order.executive, &dice)
        $0.interaction.text = "El cliente indica que no quedó resuelto."
        $0.interaction.channel = .telefono
      }, at: at)
  }

  /// Working seconds. The week of I6 is sometimes longer than seven days.
  private mutating func wait(before id: String, _ isSlow: Bool) -> Int {
    if id == "I6" { return work(days: 2...6) }
    // Whether the television is back is sometimes asked too late.
    if id == "D9", dice.chance(percent: 35) { return work(days: 1...2) }
    if isSlow, dice.chance(percent: 30) { return work(days: 1...3) }
    return dice.number(in: 120...1500)
  }

  private mutating func work(days: ClosedRange<Int>) -> Int {
    dice.number(in: days) * OfficeHours.secondsPerDay + dice.below(7200)
  }

  private mutating func takeNumber() -> UInt64 {
    defer { next += 1 }
    return next
  }

  private mutating func split() -> SplitMix64 { SplitMix64(seed: dice.next()) }
}
