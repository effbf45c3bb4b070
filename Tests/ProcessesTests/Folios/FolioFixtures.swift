import Events
import Processes
import Projections
import Schemas
import SwiftProtobuf

extension FolioActor {
  static func person(_ role: FolioRole) -> FolioActor {
    .with {
      $0.role = role
      $0.key = "K-1"
      $0.name = "María"
    }
  }

  static let daemon = FolioActor.with {
    $0.role = .system
    $0.key = "eventd"
    $0.name = "Sistema"
  }
}

extension FolioForm {
  /// A form with every required field, of this type and kind.
  static func complete(
    _ type: FolioProcessType, _ kind: FolioRequestKind, ramo: FolioRamo, subramo: String
  ) -> FolioForm {
    .with {
      $0.processType = type
      $0.requestKind = kind
      $0.ramo = ramo
      $0.subramo = subramo
      $0.priority = .alta
      $0.oficina = "León"
      $0.region = "Centro"
      $0.currency = "MXN"
      $0.agent.key = "A-77"
      $0.agent.name = "Agustín Pérez"
      $0.agent.promotor = "Promotoría del Bajío"
      $0.agent.email = "agustin@example.mx"
    }
  }

  static let individual = complete(
    .cotizacionEmisionPersonasIndividual, .cotizacionInicial, ramo: .personas, subramo: "GMM")
  static let autos = complete(
    .cotizacionEmisionAutos, .emisionPolizaNueva, ramo: .autos, subramo: "Flotillas")
  static let movimiento = complete(
    .movimientosIndividual, .endosoB, ramo: .personas, subramo: "Vida"
  ).changed {
    $0.referencePolicy.ramo = .personas
    $0.referencePolicy.number = "GMM-0001"
  }
  static let cobranza = complete(.cobranza, .solicitud, ramo: .unspecified, subramo: "")
  static let altaAgente = complete(
    .administracionAgentes, .altaAgente, ramo: .unspecified, subramo: "")
}

extension Message where Self == FolioOpened {
  static func opening(
    _ form: FolioForm, by role: FolioRole = .agente, number: UInt64 = FolioScenario.number,
    clonedFrom: UInt64 = 0
  ) -> FolioOpened {
    .with {
      $0.actor = .person(role)
      $0.number = number
      $0.form = form
      $0.clonedFrom = clonedFrom
    }
  }
}

extension Message where Self == FolioFormUpdated {
  static func saving(_ form: FolioForm, by role: FolioRole = .agente) -> FolioFormUpdated {
    .with {
      $0.actor = .person(role)
      $0.form = form
    }
  }
}

extension Message where Self == FolioNoteAdded {
  static func note(_ text: String = "Se integró el estudio.") -> FolioNoteAdded {
    .with {
      $0.actor = .person(.agente)
      $0.text = text
    }
  }
}

extension Message where Self == FolioDocumentAttached {
  static func document(
    _ id: String, _ kind: FolioDocumentKind = .general
  ) -> FolioDocumentAttached {
    .with {
      $0.actor = .person(.mesaSuscripcion)
      $0.document = id
      $0.kind = kind
      $0.name = "cotización.pdf"
      $0.created = "2026-03-02"
      $0.sizeBytes = 120_000
      $0.mediaType = "application/pdf"
      $0.sha256 = String(repeating: "0a", count: 32)
    }
  }
}

extension Message where Self == FolioDocumentWithdrawn {
  static func withdrawal(of id: String) -> FolioDocumentWithdrawn {
    .with {
      $0.actor = .person(.mesaSuscripcion)
      $0.document = id
    }
  }
}

extension Message where Self == FolioOwnerAssigned {
  static func owner(_ owner: FolioActor) -> FolioOwnerAssigned {
    .with {
      $0.actor = .person(.ejecutivoComercial)
      $0.owner = owner
    }
  }
}

extension Message where Self == FolioStageChanged {
  static func move(
    _ from: FolioStage, _ to: FolioStage, by role: FolioRole,
    _ change: (inout FolioStageChanged) -> Void = { _ in }
  ) -> FolioStageChanged {
    var move = FolioStageChanged.with {
      $0.actor = .person(role)
      $0.from = from
      $0.to = to
    }
    change(&move)
    return move
  }
}

extension Message {
  func changed(_ change: (inout Self) -> Void) -> Self {
    var message = self
    change(&message)
    return message
  }
}

extension Timestamp {
  /// Reads RFC 3339.
  static func at(_ text: String) -> Timestamp { Timestamp(rfc3339: text)! }
}
