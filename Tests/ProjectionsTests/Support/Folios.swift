import Schemas
import SwiftProtobuf

/// Events of folios as tests write them down.
enum Folios {
  static let agente = FolioActor.with {
    $0.role = .agente
    $0.key = "A-1024"
    $0.name = "Begoña Núñez"
  }
  static let mesa = FolioActor.with {
    $0.role = .mesaGestionDocumental
    $0.key = "jlopez"
    $0.name = "José López"
  }
  static let system = FolioActor.with { $0.role = .system }

  static func form(
    _ processType: FolioProcessType = .cotizacionEmisionAutos, contratante: String = "Peña e Hijos"
  ) -> FolioForm {
    .with {
      $0.processType = processType
      $0.requestKind = .cotizacionInicial
      $0.ramo = .autos
      $0.priority = .alta
      $0.oficina = "León"
      $0.region = "Centro"
      $0.currency = "MXN"
      $0.contratante = contratante
      $0.centroEmisor = "Bajío"
      $0.agent = .with {
        $0.key = "A-1024"
        $0.name = "Begoña Núñez"
        $0.promotor = "Promotoría Ibáñez"
      }
    }
  }

  static func opened(
    _ number: UInt64, _ form: FolioForm = form(), clonedFrom: UInt64 = 0
  ) -> FolioOpened {
    .with {
      $0.actor = agente
      $0.number = number
      $0.form = form
      $0.clonedFrom = clonedFrom
    }
  }

  static func moved(
    _ from: FolioStage, _ to: FolioStage, area: String = "", by actor: FolioActor = mesa
  ) -> FolioStageChanged {
    .with {
      $0.actor = actor
      $0.from = from
      $0.to = to
      $0.area = area
    }
  }

  static func updated(_ form: FolioForm) -> FolioFormUpdated {
    .with {
      $0.actor = agente
      $0.form = form
    }
  }

  static func attached(_ document: String, name: String) -> FolioDocumentAttached {
    .with {
      $0.actor = agente
      $0.document = document
      $0.kind = .quote
      $0.name = name
      $0.created = "2026-01-04"
      $0.sizeBytes = 48_213
      $0.mediaType = "application/pdf"
      $0.sha256 = String(repeating: "0f", count: 32)
    }
  }
}
