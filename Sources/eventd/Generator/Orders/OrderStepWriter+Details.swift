import Events
import Processes
import Projections
import Schemas
import SwiftProtobuf

/// What single steps must say.
extension OrderStepWriter {
  /// - Parameter taken: step and outcome, e.g. `D3 no`.
  mutating func details(
    _ taken: String, _ facts: OrderStepFacts
  ) -> OrderStepTaken.OneOf_Details? {
    switch taken {
    case "A5 done", "C5 done", "C6 done", "H5 yes":
      return .charge(.with { $0.amount = Self.bob(dice.number(in: 2...40) * 5) })
    case "D3 no": return .earlierSuspension(.with { $0.number = earlierSuspension ?? 0 })
    case "D4 done":
      return .suspensionTerm(
        .with {
          $0.start = order.received.suspension.start
          $0.end = order.received.suspension.end
        })
    case "D5 done": return .reconnectionDate(.with { $0.date = reconnection })
    case "D8 done": return .returnTimes(returnTimes)
    case "E8 done", "K14 done", "L5 done":
      // A damage is attended at once, support in the next days.
      let isDamage = !taken.hasPrefix("L")
      let time =
        isDamage
        ? at.adding(seconds: Int64(dice.number(in: 1...6)) * 900)
        : OrderHours.after(
          at, workSeconds: dice.number(in: 1...3) * OfficeHours.secondsPerDay + dice.below(7200))
      return .visit(
        .with {
          $0.at = .init(time)
          $0.person = order.received.contact
          $0.location = "\(OrderCast.address(&dice)), \(OrderCast.place(&dice))"
          if dice.chance(percent: 30) { $0.observations = "llamar antes de llegar" }
        })
    case "F3 attended", "F3 assigned", "F7 resolved":
      return .claimReference(.with { $0.claim = "R-\(order.number.rawValue)" })
    case "G5 done", "G7 done": return .charge(.with { $0.amount = callCost.wire })
    case "H7 done":
      return order.outcomes["H7"] == nil ? .lastInvoice(lastInvoice()) : nil
    case "H12 done":
      return .legalisation(
        .with {
          $0.cutState = .inicioDeRetiro
          if order.outcomes["H8"] == "already-charged" {
            $0.missingAccessories = dice.pick(OrderTexts.accessories)
          }
        })
    case "H13 done":
      return .equipmentCharge(
        .with {
          $0.kind = dice.pick([.facturaCxc, .reclamoEconomico])
          $0.amount = Self.bob(dice.number(in: 10...80) * 10)
        })
    case "J3 done":
      return .contactUpdate(.with { $0.person = order.received.contact })
    case "K12 accepts":
      let metres = dice.chance(percent: 30) ? 0 : dice.number(in: 5...60)
      return .excessCable(
        .with {
          $0.metres = UInt32(metres)
          if metres > 0 { $0.cost = Self.bob(metres * 3) }
        })
    case "K15 done":
      guard let cost = order.excessCable, cost.isPositive else { return nil }
      return .migrationNotes(.with { $0.notes = "acepta \(cost) por el cable excedente" })
    case "L7 done":
      return .engineeringService(.with { $0.workDone = dice.pick(OrderTexts.work) })
    default: return facts.details
    }
  }

  private static func bob(_ units: Int) -> WireMoney {
    .with {
      $0.currencyCode = "BOB"
      $0.units = Int64(units)
    }
  }

  /// **Source:** post-sale page, D8.
  private var returnTimes: OrderReturnTimes {
    .with { told in
      for product in order.received.products {
        let services: [OrderService] =
          switch product.kind {
          case .telefoniaFija: [.linea]
          case .television: [.tv]
          case .multipack: [.linea, .internet, .tv]
          case .duoPack: [.linea, .internet]
          case .internet, .hspa, .unspecified, .UNRECOGNIZED: [.internet]
          }
        for service in services {
          told.times.append(
            .with {
              $0.product = product.number
              $0.service = service
              let isDelayed = service == .tv && product.technology == .cobre
              $0.within = isDelayed ? .within24Hours : .atOnce
            })
        }
      }
    }
  }

  /// **Source:** post-sale page, G5.
  private var callCost: Money {
    let asked = order.received.callDetail
    return OrderCalls.cost(
      months: asked.months.compactMap { YearMonth($0) }, lines: asked.telephones.count,
      received: BolivianTime.month(at: order.receivedAt),
      earlierMonth: Money(minorUnits: 12_00, .bob))
  }

  /// **Source:** post-sale page, H, last invoice.
  private mutating func lastInvoice() -> OrderLastInvoice {
    var invoice = OrderLastInvoice()
    for product in order.received.products {
      let monthly = Money(minorUnits: Int64(dice.number(in: 15...80)) * 10_00, .bob)
      guard let billing = LastInvoice.billing(product.kind),
        let amount = LastInvoice.amount(
          billing, monthly: monthly, requested: BolivianTime.date(at: order.receivedAt),
          basicTelephony: Money(minorUnits: 70_00, .bob))
      else { preconditionFailure("\(product.kind) has no last invoice") }
      invoice.lines.append(
        .with {
          $0.product = product.number
          $0.monthly = monthly.wire
          $0.amount = amount.wire
        })
    }
    return invoice
  }
}

/// What is found out at a step, and which condition holds then: where the two go together.
struct OrderStepFacts {
  private(set) var outcome: String?
  private(set) var details: OrderStepTaken.OneOf_Details?

  init(_ order: Order, _ id: String, _ dice: inout SplitMix64) {
    switch id {
    case "C3":
      let place: OrderTechnology = dice.chance(percent: 50) ? .fibra : .cobre
      let changes = order.received.products.contains {
        $0.technology != .unspecified && $0.technology != place
      }
      outcome = changes ? "yes" : "no"
      details = .technologyCheck(.with { $0.technology = place })
    case "E2":
      let state = dice.pick(weighted: [
        (OrderWorkOrderState.unspecified, weight: 60), (.cerrado, 10), (.asignado, 12),
        (.atendidoSinSolucion, 12),
      ])
      outcome =
        state == .asignado
        ? "in-repair" : state == .atendidoSinSolucion ? "closed-without-solution" : "none-open"
      details = .lastDamage(
        .with {
          guard state != .unspecified else { return }
          $0.workOrder = "OT-\(order.number.rawValue)-0"
          $0.state = state
          $0.cause = order.received.trouble.description_p
        })
    case "H2":
      let stays = dice.chance(percent: 25)
      outcome = stays ? "not-fulfilled" : "fulfilled"
      let until = BolivianTime.date(at: order.receivedAt).adding(days: dice.number(in: 20...300))
      let (damages, claims) = (dice.below(4), dice.below(3))
      details = .contractReview(
        .with {
          $0.damages = UInt32(damages)
          $0.claims = UInt32(claims)
          $0.interactions = UInt32(damages + claims)
          if stays { $0.minimumStayUntil = "\(until)" }
        })
    default: break
    }
  }
}
