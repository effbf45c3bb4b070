import Schemas
import SwiftProtobuf

extension Act {
  // Incorporation: the ten activities.

  static let profiled = AccountProspectProfiled.with {
    $0.actor = .person(.comercial)
    $0.profile = "Aseguradora con 120.000 pólizas de hogar"
    $0.location = "Bogotá"
  }
  static let consolidated = AccountCoveragesConsolidated.with {
    $0.actor = .person(.comercial)
    $0.coverages = ["Grúa", "Plomería", "Cerrajería"]
    $0.paper = "Carpeta 12"
    $0.electronic = "coberturas.xlsx"
  }
  static let coveragesSent = AccountCoveragesSent.with {
    $0.actor = .person(.comercial)
    $0.sentTo = "Íñigo Salazar"
  }
  static let observed = AccountObservationsIssued.with {
    $0.actor = .person(.operaciones)
    $0.observations = ["Sin grúa en San Andrés"]
  }
  static let nothingObserved = AccountObservationsIssued.with {
    $0.actor = .person(.operaciones)
    $0.none = true
  }
  static let adjusted = AccountCoveragesAdjusted.with {
    $0.actor = .person(.comercial)
    $0.adjustments = ["Grúa solo en el continente"]
    $0.finalParameters = "Dos eventos al año"
  }
  static let fixed = adjusted.changed { $0.adjustments = [] }
  static let loaded = AccountCoveragesLoaded.with {
    $0.actor = .person(.comercial)
    $0.system = "Apolo"
    $0.signedByComercial = "Begoña Muñoz"
    $0.signedByOperaciones = "Íñigo Salazar"
    $0.privacyNoticeConsidered = true
  }
  static let archived = AccountCoveragesArchived.with {
    $0.actor = .person(.comercial)
    $0.archive = "Carpeta 12"
    $0.requestHandedTo = "Sebastián Cárdenas"
    $0.ivrMenu = "menu-ivr.wav"
  }
  static let configured = AccountNumberConfigured.with {
    $0.actor = .person(.ti)
    $0.number = "01 8000 123 456"
  }
  static let tested = AccountNumberTested.with {
    $0.actor = .person(.ti)
    $0.passed = true
    $0.handedOverTo = [.operaciones]
  }
  static let testFailed = AccountNumberTested.with {
    $0.actor = .person(.ti)
    $0.findings = "No entra la llamada"
  }
  static let released = AccountNumberReleased.with {
    $0.actor = .person(.operaciones)
    $0.passed = true
  }
  static let releaseFailed = AccountNumberReleased.with {
    $0.actor = .person(.operaciones)
    $0.findings = "El menú corta la llamada"
  }

  // Service start.

  static let headerAsked = AccountHeaderNumberRequested.with {
    $0.actor = .person(.comercial)
    $0.subsidiary = "Colombia"
    $0.askedOf = "Sebastián Cárdenas"
  }
  static let headerAssigned = AccountHeaderNumberAssigned.with {
    $0.actor = .person(.ti)
    $0.headerNumber = "6017000"
  }
  static let lineAsked = AccountLineRequested.with {
    $0.actor = .person(.comercial)
    $0.kind = .line0800
    $0.provider = "ETB"
    $0.headerNumber = "6017000"
  }
  static let lineLinked = AccountLineLinked.with {
    $0.actor = .person(.comercial)
    $0.line = "01 8000 123 456"
    $0.headerNumber = "6017000"
  }
  static let toSystems = AccountPlanSentToSystems.with {
    $0.actor = .person(.comercial)
    $0.plan = "Plan Oro"
    $0.fantasyName = "Peñalosa Oro"
  }
  static let pbx = AccountPbxConfigured.with {
    $0.actor = .person(.ti)
    $0.fantasyName = "Peñalosa Oro"
  }
  static let toOperations = AccountPlanSentToOperations.with {
    $0.actor = .person(.comercial)
    $0.line = "01 8000 123 456"
    $0.plan = "Plan Oro"
    $0.coverages = ["Grúa", "Plomería"]
    $0.events = ["Dos al año"]
    $0.generalConditions = "condiciones.pdf"
  }
  static let toOperationsForTMK = toOperations.changed { $0.soldByTelemarketing = true }
  static let planConfigured = AccountPlanConfigured.with {
    $0.actor = .person(.operaciones)
    $0.plan = "Plan Oro"
    $0.accountCreated = true
    $0.startDate = "2026-04-01"
    $0.coverages = ["Grúa", "Plomería"]
    $0.events = ["Dos al año"]
    $0.coordinatorsCat = ["Yolanda Ávila"]
    $0.coordinatorsSac = ["Germán Ibáñez"]
  }
  static let enoughProviders = AccountProvidersCounted.with {
    $0.actor = .person(.proveedores)
    $0.services = [
      .with {
        $0.service = "Grúa"
        $0.providers = 14
      },
      .with {
        $0.service = "Plomería"
        $0.providers = 9
      },
    ]
    $0.enough = true
  }
  static let tooFewProviders = enoughProviders.changed {
    $0.enough = false
    $0.services[1].providers = 0
  }
  static let trained = AccountTelemarketersTrained.with {
    $0.actor = .person(.comercial)
    $0.agents = 12
    $0.planDataGiven = true
    $0.clientBaseGiven = true
  }
  static let launched = AccountLaunchCommunicated.with {
    $0.actor = .person(.comercial)
    $0.message = "Desde el 1 de abril atendemos a Peñalosa Oro"
  }
}
