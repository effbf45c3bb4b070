import Events
import Processes
import Projections
import Schemas
import SwiftProtobuf
import Testing

/// Steps that are as they should be, for a request as it stands.
enum WellFormedStep {
  /// - Parameter text: `A3 complete`, or `A2` for the outcome `done`.
  static func of(_ text: String, _ order: Order) throws -> OrderStepTaken {
    let words = text.split(separator: " ").map(String.init)
    let (id, outcome) = (words[0], words.count > 1 ? words[1] : "done")
    let path = try #require(OrderProcedures.path(order.procedure))
    let row = try #require(path.step(id), "\(id)")
    let next = try #require(row.outcomes.first { $0.name == outcome }, "\(text)").next

    var step = OrderStepTaken()
    step.actor = .person(row.roles[0])
    step.step = id
    step.outcome = outcome
    switch next {
    case .steps(let steps): step.next = try #require(steps.first)
    case .again: step.next = id
    case .done: step.end = .done
    case .early: step.end = .early
    }
    let isRecorded = ["C9", "E8", "I2", "K14"].contains(id) || step.end != .unspecified
    if isRecorded { step.interaction.text = "Se informó al cliente." }
    step.details = details(id, outcome, order)
    addWorkOrders(&step, order)
    if text == "H4 complete" {
      step.documents = [.of(.cartaDeRetiro, "carta con causal", onPaper: true)]
    }
    if text == "G4 complete" || text == "G10 sent" { step.documents = [.of(.cartaDeSolicitud)] }
    move(&step, order, row, path)
    return step
  }

  /// The documents go where the request goes.
  private static func move(
    _ step: inout OrderStepTaken, _ order: Order, _ row: PathStep<OrderRole>, _ path: OrderPath
  ) {
    guard let holder = order.holder ?? (step.documents.isEmpty ? nil : step.actor.role) else {
      return
    }
    if step.end != .unspecified {
      step.documentsMove = step.actor.role == .ejecutivoEmpresas ? .archived : .handedOver
    } else if path.step(step.next)?.roles.contains(holder) == false {
      step.documentsMove = .handedOver
    }
  }

  private static func addWorkOrders(_ step: inout OrderStepTaken, _ order: Order) {
    let open = order.openWorkOrders
    let fresh = "OT-\(order.workOrders.count + 1)"
    switch step.step {
    case "E3", "J5", "K8": step.workOrders = [.of(fresh, .asignado)]
    case "E10":
      let last = order.workOrders.last
      step.workOrders = [
        .of(fresh, .asignado, cause: last?.cause ?? "", repeats: last?.number ?? "")
      ]
    case "E5", "J7": step.workOrders = open.map { .of($0, .infundado) }
    case "E8", "E11", "K14", "C8", "H10", "J11", "L7", "J8":
      step.workOrders = open.map { .of($0, .atendido) }
    case "E9" where step.outcome == "without-solution":
      step.workOrders = (order.workOrders.last.map { [$0.number] } ?? []).map {
        .of($0, .atendidoSinSolucion)
      }
    case "H9" where step.outcome == "no": step.workOrders = [.of("OT-H", .asignado)]
    default: break
    }
  }

  private static func details(
    _ id: String, _ outcome: String, _ order: Order
  ) -> OrderStepTaken.OneOf_Details? {
    switch "\(id) \(outcome)" {
    case "A5 done", "C5 done", "C6 done", "H5 yes": .charge(.with { $0.amount = .bob(50) })
    case "C3 yes": .technologyCheck(.with { $0.technology = .fibra })
    case "C3 no": .technologyCheck(.with { $0.technology = .cobre })
    case "D3 no": .earlierSuspension(.with { $0.number = OrderScenario.number - 1 })
    case "D4 done":
      .suspensionTerm(
        .with {
          $0.start = order.received.suspension.start
          $0.end = order.received.suspension.end
        })
    case "D5 done": .reconnectionDate(.with { $0.date = "2026-06-01" })
    case "D8 done": .returnTimes(returnTimes(order))
    case "E2 none-open": .lastDamage(OrderLastDamage())
    case "E2 in-repair": .lastDamage(.of("OT-0", .asignado))
    case "E2 closed-without-solution": .lastDamage(.of("OT-0", .atendidoSinSolucion))
    case "E8 done", "K14 done", "L5 done":
      .visit(
        .with {
          $0.at.seconds = 1_773_327_600
          $0.person = "Noé Ibáñez"
        })
    case "F3 attended", "F3 assigned", "F7 resolved": .claimReference(.with { $0.claim = "R-9" })
    case "G5 done", "G7 done": .charge(.with { $0.amount = .bob(24) })
    case "H2 fulfilled", "H2 not-fulfilled": .contractReview(.with { $0.damages = 2 })
    case "H7 done":
      order.outcomes["H7"] == nil ? .lastInvoice(lastInvoice(order)) : nil
    case "H12 done":
      .legalisation(
        .with {
          $0.cutState = .inicioDeRetiro
          $0.missingAccessories = "falta el control remoto"
        })
    case "H13 done":
      .equipmentCharge(
        .with {
          $0.kind = .facturaCxc
          $0.amount = .bob(350)
        })
    case "K12 accepts":
      .excessCable(
        .with {
          $0.metres = 40
          $0.cost = .bob(120)
        })
    case "K15 done": .migrationNotes(.with { $0.notes = "acepta Bs 120 por el cable" })
    case "L7 done": .engineeringService(.with { $0.workDone = "cambio de router" })
    default: nil
    }
  }

  private static func returnTimes(_ order: Order) -> OrderReturnTimes {
    .with { times in
      for product in order.received.products {
        let services: [OrderService] =
          switch product.kind {
          case .telefoniaFija: [.linea]
          case .television: [.tv]
          case .multipack: [.linea, .internet, .tv]
          default: [.internet]
          }
        for service in services {
          times.times.append(
            .with {
              $0.product = product.number
              $0.service = service
              let isLate = service == .tv && product.technology == .cobre
              $0.within = isLate ? .within24Hours : .atOnce
            })
        }
      }
    }
  }

  /// Received on 11 March: 11 of 31 days of Bs 310.
  private static func lastInvoice(_ order: Order) -> OrderLastInvoice {
    .with { invoice in
      invoice.lines = order.received.products.map { product in
        .with {
          $0.product = product.number
          $0.monthly = .bob(310)
          $0.amount = .bob(110)
        }
      }
    }
  }
}

extension OrderLastDamage {
  static func of(_ number: String, _ state: OrderWorkOrderState) -> OrderLastDamage {
    .with {
      $0.workOrder = number
      $0.state = state
      $0.cause = "cortes"
    }
  }
}
