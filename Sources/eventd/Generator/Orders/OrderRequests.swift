import Events
import Processes
import Projections
import Schemas
import SwiftProtobuf

/// What requests ask for: the first event of each procedure.
struct OrderRequests {
  let cast: OrderCast
  var dice: SplitMix64

  /// How often each procedure comes, in all.
  private static let shares: [(OrderProcedure, weight: Int)] = [
    (.serviciosSuplementarios, 8), (.cambioDePlan, 10), (.trasladoDeProductos, 10),
    (.suspensionYReconexion, 9), (.registroDeDanos, 18), (.registroDeReclamos, 10),
    (.detalleDeLlamadas, 6), (.retiroDeProductos, 8), (.gestionDeMora, 5),
    (.llamadasDeFidelizacion, 6), (.gestionPreventiva, 8), (.visitaDeSoporte, 10),
  ]

  /// A client's request, or one of our own.
  mutating func any(_ number: UInt64, at moment: Timestamp) -> OrderReceived {
    let executive = dice.pick(cast.executives)
    let procedure = dice.pick(weighted: Self.shares)
    var received = OrderReceived()
    received.client = OrderCast.client(&dice)
    received.contract = "C-\(received.client.number.suffix(6))-\(number)"
    received.products = OrderCast.products(&dice)
    received.executive = executive
    fill(&received, number, procedure, at: moment)
    if dice.chance(percent: 40) {
      received.documents = [
        .with {
          $0.kind = .requisito
          $0.name = dice.pick(["fotocopia del NIT", "poder del representante", "nota firmada"])
        }
      ]
    }
    return received
  }

  /// Another request of the same client about the same products.
  mutating func another(
    _ number: UInt64, _ procedure: OrderProcedure, after first: OrderReceived, at moment: Timestamp,
    asking asked: OrderReceived.OneOf_Asked? = nil
  ) -> OrderReceived {
    var received = OrderReceived()
    received.client = first.client
    received.contract = first.contract
    received.products = first.products
    received.executive = first.executive
    fill(&received, number, procedure, at: moment)
    if let asked { received.asked = asked }
    return received
  }

  private mutating func fill(
    _ received: inout OrderReceived, _ number: UInt64, _ procedure: OrderProcedure,
    at moment: Timestamp
  ) {
    received.number = number
    received.procedure = procedure
    let receiver: OrderRole =
      procedure == .gestionPreventiva || (procedure == .visitaDeSoporte && dice.chance(percent: 30))
      ? .analistaTecnico : .ejecutivoEmpresas
    received.actor = cast.actor(receiver, of: received.executive, &dice)
    received.contact = TrafficNames.person(&dice)
    guard procedure.countsInIndicators else { return }
    received.channel = dice.pick(Self.channels(procedure))
    received.asker =
      procedure == .visitaDeSoporte
      ? dice.pick([
        .cliente, .cliente, .cliente, .ejecutivoEmpresas, .analistaTecnico, .gestorTecnico,
        .responsableEmpresas, .jefeDivision,
      ]) : .cliente
    received.asked = asked(procedure, received, at: moment)
  }

  /// **Source:** post-sale page, the headings of A to L.
  private static func channels(_ procedure: OrderProcedure) -> [OrderChannel] {
    switch procedure {
    case .cambioDePlan, .trasladoDeProductos: [.email, .whatsapp, .presencial]
    case .registroDeReclamos: [.telefono, .whatsapp]
    case .retiroDeProductos: [.email, .whatsapp, .carta]
    case .visitaDeSoporte: [.telefono, .whatsapp, .email]
    default: [.email, .whatsapp, .presencial, .carta, .telefono]
    }
  }

  private mutating func asked(
    _ procedure: OrderProcedure, _ received: OrderReceived, at moment: Timestamp
  ) -> OrderReceived.OneOf_Asked? {
    let today = OrderHours.date(of: moment)
    let month = YearMonth(today)
    switch procedure {
    case .serviciosSuplementarios:
      let kind = dice.pick(OrderSupplementaryServiceKind.allCases.filter { $0 != .unspecified })
      return .supplementaryService(
        .with {
          $0.kind = kind
          $0.change = dice.chance(percent: 75) ? .habilitacion : .retiro
          if kind == .categoria013 { $0.category = dice.pick(["Y", "Z", "S"]) }
        })
    case .cambioDePlan:
      let (from, to) = dice.pick([(30, 60), (60, 100), (100, 200), (100, 60), (200, 100)])
      return .planChange(
        .with {
          $0.fromPlan = "Empresas \(from) Mbps"
          $0.toPlan = "Empresas \(to) Mbps"
          $0.direction = to > from ? .mayorCosto : .menorCosto
        })
    case .trasladoDeProductos:
      return .transfer(
        .with {
          $0.address = OrderCast.address(&dice)
          $0.barrio = OrderCast.place(&dice)
        })
    case .suspensionYReconexion: return suspension(from: today)
    case .registroDeDanos:
      return .trouble(
        .with {
          $0.service = dice.pick([.internet, .internet, .linea, .tv])
          $0.description_p = dice.pick(OrderTexts.troubles)
        })
    case .registroDeReclamos:
      return .billingClaim(
        .with {
          $0.month = "\(before(month, dice.number(in: 0...2)))"
          $0.disputed = dice.pick(OrderTexts.disputes)
        })
    case .detalleDeLlamadas:
      let months = (0...dice.below(4)).map { "\(before(month, $0))" }
      return .callDetail(
        .with {
          $0.network = dice.chance(percent: 70) ? .comteco : .boliviatel
          $0.telephones = received.products.map(\.number)
          $0.months = months.reversed()
        })
    case .retiroDeProductos:
      return .withdrawal(.with { $0.cause = dice.pick(OrderTexts.causes) })
    case .visitaDeSoporte:
      return .supportVisit(.with { $0.problem = dice.pick(OrderTexts.troubles) })
    case .gestionDeMora, .llamadasDeFidelizacion, .gestionPreventiva, .unspecified, .UNRECOGNIZED:
      return nil
    }
  }

  /// From a day soon on, for one month to four.
  mutating func suspension(from today: LocalDate) -> OrderReceived.OneOf_Asked {
    let start = today.adding(days: dice.number(in: 3...12))
    return .suspension(
      .with {
        $0.start = "\(start)"
        $0.end = "\(start.adding(months: dice.number(in: 1...4)))"
      })
  }

  private func before(_ month: YearMonth, _ count: Int) -> YearMonth {
    YearMonth(month.days.lowerBound.adding(months: -count))
  }
}
