import Events
import Processes
import Projections
import Schemas
import SwiftProtobuf
import Testing

extension OrderActor {
  static func person(_ role: OrderRole) -> OrderActor {
    .with {
      $0.role = role
      $0.key = role.code
      $0.name = "Ximena Peña"
    }
  }

  static let daemonForTests = OrderActor.with {
    $0.role = .system
    $0.key = "eventd"
    $0.name = "Sistema"
  }
}

extension OrderProduct {
  static func of(
    _ kind: OrderProductKind, _ number: String = "4401234", _ technology: OrderTechnology = .cobre
  ) -> OrderProduct {
    .with {
      $0.number = number
      $0.kind = kind
      $0.technology = technology
    }
  }
}

extension OrderReceived {
  /// A request as its procedure takes it, with the asked things of the first kind.
  static func of(
    _ procedure: OrderProcedure, number: UInt64 = OrderScenario.number,
    _ change: (inout OrderReceived) -> Void = { _ in }
  ) -> OrderReceived {
    var received = OrderReceived()
    received.actor = .person(
      procedure == .gestionPreventiva ? .analistaTecnico : .ejecutivoEmpresas)
    received.number = number
    received.procedure = procedure
    received.client.document = .nit
    received.client.number = "1023275028"
    received.client.name = "Panadería Ñuflo S.R.L."
    received.contract = "C-77"
    received.products = [.of(.internet)]
    received.executive.key = "EE-1"
    received.executive.name = "Ximena Peña"
    if procedure.countsInIndicators {
      received.channel = .whatsapp
      received.asker = .cliente
    }
    received.asked = .asking(procedure)
    change(&received)
    return received
  }
}

extension OrderReceived.OneOf_Asked {
  /// What a request of this procedure asks for; `nil` for our own initiative.
  static func asking(_ procedure: OrderProcedure) -> OrderReceived.OneOf_Asked? {
    switch procedure {
    case .serviciosSuplementarios:
      .supplementaryService(
        .with {
          $0.kind = .callerID
          $0.change = .habilitacion
        })
    case .cambioDePlan:
      .planChange(
        .with {
          $0.toPlan = "Empresas 100 Mbps"
          $0.direction = .mayorCosto
        })
    case .trasladoDeProductos:
      .transfer(
        .with {
          $0.address = "Av. América 123"
          $0.barrio = "Queru Queru"
        })
    case .suspensionYReconexion: .suspending("2026-04-01", "2026-08-01")
    case .registroDeDanos:
      .trouble(
        .with {
          $0.service = .internet
          $0.description_p = "cortes"
        })
    case .registroDeReclamos:
      .billingClaim(
        .with {
          $0.month = "2026-02"
          $0.disputed = "llamadas no realizadas"
        })
    case .detalleDeLlamadas:
      .callDetail(
        .with {
          $0.network = .comteco
          $0.telephones = ["4401234"]
          $0.months = ["2026-01", "2026-02", "2026-03"]
        })
    case .retiroDeProductos: .withdrawal(.with { $0.cause = "cierre de sucursal" })
    case .visitaDeSoporte: .supportVisit(.with { $0.problem = "sin servicio" })
    default: nil
    }
  }

  static func suspending(_ start: String, _ end: String) -> OrderReceived.OneOf_Asked {
    .suspension(
      .with {
        $0.start = start
        $0.end = end
      })
  }

  static func reconnecting(_ suspension: UInt64) -> OrderReceived.OneOf_Asked {
    .reconnection(.with { $0.suspension = suspension })
  }
}

extension OrderWorkOrder {
  static func of(
    _ number: String, _ state: OrderWorkOrderState, cause: String = "cortes", repeats: String = ""
  ) -> OrderWorkOrder {
    .with {
      $0.number = number
      $0.state = state
      $0.cause = cause
      $0.repeats = repeats
    }
  }
}

extension OrderDocument {
  static func of(
    _ kind: OrderDocumentKind, _ name: String = "documento", onPaper: Bool = false
  ) -> OrderDocument {
    .with {
      $0.kind = kind
      $0.name = name
      $0.onPaper = onPaper
    }
  }
}

/// An amount in bolivianos, e.g. `bob("12.50")`.
func bob(_ text: String) throws -> Money { try #require(Money(decimal: text, .bob)) }

extension WireMoney {
  static func bob(_ units: Int64, nanos: Int32 = 0) -> WireMoney {
    .with {
      $0.currencyCode = "BOB"
      $0.units = units
      $0.nanos = nanos
    }
  }
}
