import Processes
import Projections
import Schemas
import SwiftProtobuf

extension Message where Self == OrderReconnectionDateChanged {
  static func changing(
    to date: String, by reconnection: UInt64 = OrderScenario.number
  ) -> OrderReconnectionDateChanged {
    .with {
      $0.actor = .person(.gestorComercial)
      $0.date = date
      $0.reconnection = reconnection
    }
  }
}

extension Message where Self == OrderReopened {
  static func reopening() -> OrderReopened {
    .with {
      $0.actor = .person(.ejecutivoEmpresas)
      $0.interaction.text = "El cliente indica que sigue sin servicio."
    }
  }
}

extension Message where Self == OrderInteractionRecorded {
  static func interaction() -> OrderInteractionRecorded {
    .with {
      $0.actor = .person(.gestorTecnico)
      $0.interaction.text = "Se coordinó la visita."
    }
  }
}

extension Message where Self == OrderWorkOrderReported {
  static func report(
    _ order: OrderWorkOrder, by role: OrderRole = .unidadExterna
  ) -> OrderWorkOrderReported {
    .with {
      $0.actor = .person(role)
      $0.workOrder = order
    }
  }
}

extension Message where Self == OrderDocumentsArchived {
  static func archiving() -> OrderDocumentsArchived {
    .with { $0.actor = .person(.ejecutivoEmpresas) }
  }
}

extension Message where Self == OrderDamageLinked {
  static func link(_ damage: UInt64) -> OrderDamageLinked {
    .with {
      $0.actor = .person(.ejecutivoEmpresas)
      $0.damage = damage
    }
  }
}

extension Message where Self == OrderExecutiveAssigned {
  static func assigning(_ key: String) -> OrderExecutiveAssigned {
    .with {
      $0.actor = .person(.responsableEmpresas)
      $0.executive.key = key
      $0.executive.name = "Noé Quispe"
    }
  }
}

extension Message where Self == OrderDeadlinePassed {
  static func passed(_ rule: String) -> OrderDeadlinePassed {
    .with {
      $0.actor = .daemonForTests
      $0.escalation.rule = rule
    }
  }
}

extension Message where Self == PolicyFigureAdopted {
  static func adoption(
    of figure: PolicyFigure, from date: String, _ value: PolicyFigureAdopted.OneOf_Value
  ) -> PolicyFigureAdopted {
    .with {
      $0.actor.name = "María"
      $0.figure = figure.name
      $0.value = value
      $0.validFrom = date
      $0.source = "circular 7-2026"
    }
  }
}
