import Events
import Processes
import Projections
import Schemas
import SwiftProtobuf

extension AccountWriter {
  mutating func commercial(_ step: String) -> any Message {
    switch step {
    case "1": return contact()
    case "1a": return visit()
    case "1b":
      return AccountPresentationGiven.with {
        $0.actor = actor
        $0.way = dice.pick([.sentByEmail, .sentByEmail, .sentByPost, .inPerson])
        $0.companyPresentation = true
        $0.servicePortfolio = true
      }
    case "1bR":
      return AccountPresentationArrived.with {
        $0.actor = actor
        $0.spokeWith = TrafficNames.person(&dice)
      }
    case "2":
      return AccountRequirementsRecorded.with {
        $0.actor = actor
        $0.requirements = requirements()
      }
    case "3": return capability()
    case "4": return quote()
    case "5": return contract()
    case "6":
      return AccountInternalCommunicationSent.with {
        $0.actor = actor
        $0.recipients = [.operaciones, .ti, .proveedores, .administracionYFinanciera]
        $0.conditions = "Las del contrato, con su plazo de pago"
        $0.requirements = "Los requisitos finales del contrato"
      }
    default:
      return AccountSatisfactionMeasured.with {
        $0.actor = actor
        $0.result = dice.pick(AccountTexts.results)
        $0.method = dice.pick(["Encuesta telefónica", "Reunión", ""])
      }
    }
  }

  private mutating func contact() -> AccountContactMade {
    .with {
      $0.actor = actor
      $0.startedBy = dice.pick([.startedByClient, .startedByComercial])
      $0.channel = dice.pick([.telephone, .email, .visit, .presentation])
      if $0.startedBy == .startedByComercial {
        $0.foundIn = dice.pick([.telephoneDirectory, .webPage, .referral])
      }
    }
  }

  private mutating func visit() -> AccountVisitHeld {
    .with {
      $0.actor = actor
      $0.date = date.description
      $0.time = "\(dice.number(in: 10...16)):\(dice.pick(["00", "15", "30", "45"]))"
      $0.place = dice.pick(AccountTexts.places)
      $0.minutes = "Acta de visita \(standing.number).pdf"
      $0.supportedBy = name(.jefeDeOperaciones)
      $0.commitments = "Enviar la propuesta con los niveles de servicio pedidos"
      $0.confirmedTo = "compras@cliente\(standing.number).example"
    }
  }

  private mutating func requirements() -> AccountRequirements {
    let assistances: [AccountAssistance] = [
      .hogar, .vial, .medica, .odontologica, .mascotas, .viajes,
    ]
    let first = dice.below(assistances.count)
    let second = dice.below(assistances.count)
    return .with {
      $0.assistances =
        first == second ? [assistances[first]] : [assistances[first], assistances[second]]
      $0.modes = dice.pick([[.emergencia], [.programada], [.emergencia, .programada]])
      $0.purpose = dice.pick(AccountTexts.purposes)
      $0.description_p =
        "Asistencia \($0.assistances.map(\.label).joined(separator: " y ").lowercased())"
      $0.coverage = dice.pick([.nacional, .nacional, .regional])
      if dice.chance(percent: 60) { $0.levelsOfService = "90 % de las llamadas en 30 s" }
      if dice.chance(percent: 40) { $0.quality = "Encuesta de satisfacción mensual" }
    }
  }

  private mutating func capability() -> AccountCapabilityVerified {
    .with {
      $0.actor = actor
      $0.byComercial = name(.gerenteComercial)
      $0.byOperaciones = name(.jefeDeOperaciones)
      switch dice.below(100) {
      case 0..<8:
        $0.capability = .differences
        $0.reason = dice.pick(AccountTexts.differences)
      case 8..<12:
        $0.capability = .notAble
        $0.reason = dice.pick(AccountTexts.impossible)
      default: $0.capability = .able
      }
    }
  }

  mutating func quoteRequested() -> AccountQuoteRequested {
    .with {
      $0.actor = actor
      $0.quote = nextQuote
      $0.channel = dice.pick([.email, .email, .telephone])
    }
  }

  private var nextQuote: String { "COT-\(standing.quotes.count + 1)" }

  /// Now and then something preferred is missing.
  private mutating func quote() -> AccountQuoteSent {
    .with {
      $0.actor = actor
      $0.quote = standing.dueQuote?.quote ?? ""
      $0.sentTo = "compras@cliente\(standing.number).example"
      $0.clientData = "Razón social y NIT"
      $0.negotiationConditions = "Contrato a un año"
      $0.deliveryConditions = "Alta en tres semanas"
      if !dice.chance(percent: 15) { $0.paymentConditions = "30 días" }
      if dice.chance(percent: 60) { $0.withOperaciones = name(.operaciones) }
      $0.alternatives = (1...dice.number(in: 1...3)).map { number in
        AccountQuoteAlternative.with {
          $0.description_p = "Alternativa \(number)"
          $0.quantity = "\(dice.number(in: 5...400)).000 afiliados"
          $0.price.currencyCode = "COP"
          $0.price.units = Int64(dice.number(in: 300...4500))
          $0.quality = "Según ISO 9001"
          if !dice.chance(percent: 20) { $0.guarantee = "Póliza de cumplimiento" }
        }
      }
    }
  }

  mutating func quoteFollowedUp() -> AccountQuoteFollowedUp {
    .with {
      $0.actor = actor
      $0.quote = AccountAct.standingQuote(standing) ?? ""
      $0.note = dice.pick(AccountTexts.followUps)
    }
  }

  mutating func quoteRefused() -> AccountQuoteRefused {
    .with {
      $0.actor = actor
      $0.quote = AccountAct.standingQuote(standing) ?? ""
      $0.reason = dice.pick(AccountTexts.refusals)
      if dice.chance(percent: 60) { $0.newQuote = nextQuote }
    }
  }

  private mutating func contract() -> AccountContractReceived {
    let accepted = standing.quotes.last { $0.hasSent && !$0.refused }
    return .with {
      $0.actor = actor
      $0.contract = "CT-\(date.components.year)-\(standing.number)"
      $0.issued = date.adding(days: -dice.below(3)).description
      if let accepted {
        $0.quote = accepted.quote
        $0.alternative = UInt32(dice.number(in: 1...Int(max(accepted.alternatives, 1))))
      }
      $0.finalRequirements = requirements()
      if dice.chance(percent: 30) {
        $0.differences = [
          .with {
            $0.requirement = "cobertura"
            $0.asked = "nacional"
            $0.agreed = "nacional sin San Andrés"
            $0.resolution = "Confirmado por correo con el cliente"
          }
        ]
      }
      $0.paymentTerm = dice.pick([
        .with { $0.calendarDays = 30 }, .with { $0.calendarDays = 60 },
        .with { $0.businessDays = 20 },
      ])
    }
  }
}
