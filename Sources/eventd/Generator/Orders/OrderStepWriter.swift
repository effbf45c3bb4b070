import Events
import Processes
import Projections
import Schemas
import SwiftProtobuf

/// Takes the open step of a request as its table and the rules want it: who, what held, what it says.
struct OrderStepWriter {
  let order: Order
  let cast: OrderCast
  let at: Timestamp
  /// A request that suspended the products in the year that is asked for (D3).
  let earlierSuspension: UInt64?
  /// The day that was entered in the request of the suspension (D5).
  let reconnection: String
  var dice: SplitMix64

  mutating func step() -> OrderStepTaken {
    guard let id = order.step, let path = OrderProcedures.path(order.procedure),
      let row = path.step(id)
    else { preconditionFailure("\(order.number) waits at no step") }
    var step = OrderStepTaken()
    step.actor = cast.actor(dice.pick(row.roles), of: order.executive, &dice)
    step.step = id
    let facts = OrderStepFacts(order, id, &dice)
    step.workOrders = workOrders(id)
    let outcome = outcome(of: row, facts, step.workOrders)
    step.outcome = outcome.name
    switch outcome.next {
    case .steps(let steps): step.next = steps.first ?? ""
    case .again: step.next = id
    case .done: step.end = .done
    case .early: step.end = .early
    }
    if step.end != .unspecified || ["C9", "E8", "I2", "K14"].contains(id) {
      step.interaction.text = dice.pick(OrderTexts.interactions)
      step.interaction.channel = dice.pick([.telefono, .whatsapp, .email, .presencial])
    }
    step.details = details("\(id) \(outcome.name)", facts)
    step.documents = letters("\(id) \(outcome.name)")
    move(&step, path)
    return step
  }

  // What held.

  /// How often conditions hold that are not the usual ones, against 60 of those.
  private static let weights: [String: Int] = [
    "missing": 15, "not-completed": 12, "not-complete": 12, "lacking": 12, "not-confirmed": 6,
    "not-sent": 20, "not-satisfied": 15, "stays": 20, "does-not-pay": 25, "completed": 30,
  ]

  private mutating func outcome(
    of row: PathStep<OrderRole>, _ facts: OrderStepFacts, _ orders: [OrderWorkOrder]
  ) -> PathOutcome {
    if let known = facts.outcome ?? outcome(row.id, orders),
      let outcome = row.outcomes.first(where: { $0.name == known })
    {
      return outcome
    }
    // D9 ends without the service only where D1 says so.
    let open = row.outcomes.filter { $0.name != "without-service" }
    return dice.pick(weighted: open.map { ($0, weight: Self.weights[$0.name] ?? 60) })
  }

  /// Where the request decides it; `nil` where chance does.
  private mutating func outcome(_ id: String, _ orders: [OrderWorkOrder]) -> String? {
    switch id {
    case "D2":
      if case .suspension = order.received.asked { return "suspension" }
      return "reconnection"
    case "D3": return earlierSuspension == nil ? "yes" : "no"
    case "D9": return order.outcomes["D1"] == "not-completed" ? "without-service" : nil
    case "E3": return order.received.trouble.service == .internet ? "internet" : "line-or-tv"
    case "E9":
      return order.workOrders.last?.state == .atendidoSinSolucion ? "without-solution" : "solved"
    case "G1": return order.received.callDetail.network == .boliviatel ? "boliviatel" : "comteco"
    case "H8":
      if order.outcomes["H13"] != nil { return "already-charged" }
      return dice.chance(percent: 70) ? "yes" : "no"
    case "H9": return orders.contains(where: \.state.isOpen) ? "no" : "yes"
    default: return nil
    }
  }

  // Work orders and papers.

  private mutating func workOrders(_ id: String) -> [OrderWorkOrder] {
    let open = order.openWorkOrders
    let fresh = "OT-\(order.number.rawValue)-\(order.workOrders.count + 1)"
    func issued(_ repeated: OrderWorkOrder? = nil) -> OrderWorkOrder {
      .with {
        $0.number = fresh
        $0.state = .asignado
        $0.cause = repeated?.cause ?? order.received.trouble.description_p
        $0.repeats = repeated?.number ?? ""
      }
    }
    func closed(_ state: OrderWorkOrderState) -> [OrderWorkOrder] {
      open.map { number in
        .with {
          $0.number = number
          $0.state = state
        }
      }
    }
    switch id {
    case "E3", "J5", "K8": return [issued()]
    case "C5", "C6": return dice.chance(percent: 60) ? [issued()] : []
    case "H9": return dice.chance(percent: 25) ? [issued()] : []
    case "E10": return [issued(order.workOrders.last)]
    case "E5", "J7": return closed(.infundado)
    case "E8", "E11":
      // Not for ever.
      let fails = order.workOrders.count < 4 && dice.chance(percent: 25)
      return closed(fails ? .atendidoSinSolucion : .atendido)
    case "C8", "H10", "J11", "K14", "L7": return closed(dice.pick([.atendido, .cerrado]))
    default: return []
    }
  }

  /// G and H ask for letters.
  private func letters(_ taken: String) -> [OrderDocument] {
    switch taken {
    case "G4 complete", "G10 sent":
      [
        .with {
          $0.kind = .cartaDeSolicitud
          $0.name = "carta de solicitud.pdf"
        }
      ]
    case "H4 complete":
      [
        .with {
          $0.kind = .cartaDeRetiro
          $0.name = "carta con la causal"
          $0.onPaper = true
        }
      ]
    default: []
    }
  }

  /// The documents go where the request goes, and back to the executive at the end.
  private func move(_ step: inout OrderStepTaken, _ path: OrderPath) {
    guard let holder = order.holder ?? (step.documents.isEmpty ? nil : step.actor.role) else {
      return
    }
    if step.end != .unspecified {
      step.documentsMove = step.actor.role == .ejecutivoEmpresas ? .archived : .handedOver
    } else if step.next != step.step, path.step(step.next)?.roles.contains(holder) == false {
      step.documentsMove = .handedOver
    }
  }
}
