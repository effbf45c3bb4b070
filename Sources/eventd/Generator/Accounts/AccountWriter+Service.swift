import Events
import Processes
import Projections
import Schemas
import SwiftProtobuf

extension AccountWriter {
  private var plan: String { "Plan \(standing.number)" }
  private var line: String { "01 8000 \(910_000 + standing.number)" }
  private var coverages: [String] { Array(AccountTexts.coverages.prefix(4)) }

  mutating func service(_ step: String) -> any Message {
    switch step {
    case "S1":
      return AccountHeaderNumberRequested.with {
        $0.actor = actor
        $0.subsidiary = "Colombia"
        $0.askedOf = name(.ti)
      }
    case "S1R":
      return AccountHeaderNumberAssigned.with {
        $0.actor = actor
        $0.headerNumber = "601\(7_000_000 + standing.number)"
      }
    case "S2":
      return AccountLineRequested.with {
        $0.actor = actor
        $0.kind = dice.pick([.line0800, .line0800, .line0810])
        $0.provider = dice.pick(AccountTexts.providers)
        $0.headerNumber = standing.headerNumber
      }
    case "S2R":
      return AccountLineLinked.with {
        $0.actor = actor
        $0.line = line
        $0.headerNumber = standing.headerNumber
      }
    case "S3":
      return AccountPlanSentToSystems.with {
        $0.actor = actor
        $0.plan = plan
        $0.fantasyName = "Asistencia \(standing.number)"
        $0.data = "Línea \(standing.line)"
      }
    case "S3R":
      return AccountPbxConfigured.with {
        $0.actor = actor
        $0.fantasyName = "Asistencia \(standing.number)"
      }
    case "S4":
      return AccountPlanSentToOperations.with {
        $0.actor = actor
        $0.line = standing.line
        $0.plan = plan
        $0.coverages = coverages
        $0.events = [dice.pick(AccountTexts.events)]
        $0.generalConditions = "Condiciones generales \(standing.number).pdf"
        $0.soldByTelemarketing = dice.chance(percent: 35)
      }
    case "S5":
      return AccountPlanConfigured.with {
        $0.actor = actor
        $0.plan = plan
        $0.accountCreated = dice.chance(percent: 80)
        $0.startDate = date.adding(days: dice.number(in: 1...20)).description
        $0.coverages = coverages
        $0.events = [dice.pick(AccountTexts.events)]
        $0.coordinatorsCat = [TrafficNames.person(&dice)]
        $0.coordinatorsSac = [TrafficNames.person(&dice)]
      }
    case "S6": return providers()
    case "S7":
      return AccountTelemarketersTrained.with {
        $0.actor = actor
        $0.agents = UInt32(dice.number(in: 4...40))
        $0.planDataGiven = true
        $0.clientBaseGiven = true
      }
    default:
      return AccountLaunchCommunicated.with {
        $0.actor = actor
        $0.message = "Desde hoy atendemos \(plan)"
      }
    }
  }

  private mutating func providers() -> AccountProvidersCounted {
    .with {
      $0.actor = actor
      $0.enough = !dice.chance(percent: 25)
      let least = $0.enough ? 3 : 0
      $0.services = coverages.prefix(3).map { service in
        AccountServiceProviders.with {
          $0.service = service
          $0.providers = UInt32(dice.number(in: least...25))
        }
      }
    }
  }

  mutating func incorporation(_ step: String) -> any Message {
    switch step {
    case "1":
      return AccountProspectProfiled.with {
        $0.actor = actor
        $0.profile = "Empresa con \(dice.number(in: 10...900)).000 afiliados"
        $0.location = dice.pick(AccountTexts.places)
      }
    case "2":
      return AccountCoveragesConsolidated.with {
        $0.actor = actor
        $0.coverages = some(AccountTexts.coverages, 2...6)
        $0.paper = "Carpeta \(standing.number)"
        $0.electronic = "coberturas-\(standing.number).xlsx"
      }
    case "3":
      return AccountCoveragesSent.with {
        $0.actor = actor
        $0.sentTo = name(.jefeDeOperaciones)
      }
    case "4":
      return AccountObservationsIssued.with {
        $0.actor = actor
        $0.none = dice.chance(percent: 40)
        if !$0.none { $0.observations = some(AccountTexts.observations, 1...3) }
      }
    case "5":
      return AccountCoveragesAdjusted.with {
        $0.actor = actor
        if standing.observed { $0.adjustments = ["Se ajustó según lo observado"] }
        $0.finalParameters = dice.pick(AccountTexts.events)
      }
    case "6":
      return AccountCoveragesLoaded.with {
        $0.actor = actor
        $0.system = "Apolo"
        $0.signedByComercial = name(.comercial)
        $0.signedByOperaciones = name(.operaciones)
        $0.privacyNoticeConsidered = true
      }
    case "7":
      return AccountCoveragesArchived.with {
        $0.actor = actor
        $0.archive = "Carpeta \(standing.number)"
        $0.requestHandedTo = name(.ti)
        $0.ivrMenu = "menu-ivr-\(standing.number).wav"
      }
    case "8":
      return AccountNumberConfigured.with {
        $0.actor = actor
        $0.number = standing.line
      }
    case "9":
      return AccountNumberTested.with {
        $0.actor = actor
        $0.passed = !dice.chance(percent: 15)
        if $0.passed {
          $0.handedOverTo = [.operaciones, .comercial]
        } else {
          $0.findings = dice.pick(AccountTexts.failures)
        }
      }
    default:
      return AccountNumberReleased.with {
        $0.actor = actor
        $0.passed = !dice.chance(percent: 10)
        if !$0.passed { $0.findings = dice.pick(AccountTexts.failures) }
      }
    }
  }
}
