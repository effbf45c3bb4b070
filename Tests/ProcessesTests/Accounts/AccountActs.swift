import Events
import Schemas
import SwiftProtobuf

/// Events of an account as whoever the page names would write them, with everything that the page
/// records.
enum Act {
  static let opened = AccountProspectOpened.with {
    $0.actor = .person(.comercial)
    $0.number = AccountScenario.number
    $0.client.name = "Seguros Peñalosa S.A."
    $0.client.kind = .aseguradora
  }
  static let property = AccountClientPropertyReceived.with {
    $0.actor = .person(.operaciones)
    $0.kind = .information
    $0.description_p = "Base de datos de afiliados"
  }

  // Commercial phase.

  static let contact = AccountContactMade.with {
    $0.actor = .person(.gerenteComercial)
    $0.startedBy = .startedByComercial
    $0.channel = .telephone
    $0.foundIn = .referral
  }
  static let visitRequested = AccountVisitRequested.with {
    $0.actor = .person(.gerenteComercial)
  }
  static let visit = AccountVisitHeld.with {
    $0.actor = .person(.gerenteComercial)
    $0.date = "2026-03-02"
    $0.time = "09:30"
    $0.place = "Bogotá, Calle 100"
    $0.minutes = "acta-001.pdf"
    $0.supportedBy = "Íñigo Salazar"
    $0.commitments = "Cotizar vial y hogar"
    $0.confirmedTo = "compras@penalosa.example"
  }
  static let presentationRequested = AccountPresentationRequested.with {
    $0.actor = .person(.gerenteComercial)
  }
  static let presentation = AccountPresentationGiven.with {
    $0.actor = .person(.gerenteComercial)
    $0.way = .sentByEmail
    $0.companyPresentation = true
    $0.servicePortfolio = true
  }
  static let presentationArrived = AccountPresentationArrived.with {
    $0.actor = .person(.gerenteComercial)
    $0.spokeWith = "Ángela Rincón"
  }
  static let wanted = AccountRequirements.with {
    $0.assistances = [.hogar, .vial]
    $0.modes = [.emergencia]
    $0.purpose = "Fidelizar a sus asegurados"
    $0.description_p = "Asistencia vial y del hogar"
    $0.coverage = .nacional
    $0.levelsOfService = "90 % en 30 s"
  }
  static let requirements = AccountRequirementsRecorded.with {
    $0.actor = .person(.gerenteComercial)
    $0.requirements = wanted
  }
  static let able = AccountCapabilityVerified.with {
    $0.actor = .person(.jefeDeOperaciones)
    $0.capability = .able
    $0.byComercial = "Begoña Muñoz"
    $0.byOperaciones = "Íñigo Salazar"
  }
  static let differences = able.changed {
    $0.capability = .differences
    $0.reason = "Falta definir la cobertura en Leticia"
  }
  static let notAble = able.changed {
    $0.capability = .notAble
    $0.reason = "No hay red de proveedores"
  }
  static let contract = AccountContractReceived.with {
    $0.actor = .person(.gerenteComercial)
    $0.contract = "CT-2026-014"
    $0.issued = "2026-03-01"
    $0.finalRequirements = wanted
    $0.paymentTerm.calendarDays = 30
  }
  static let communication = AccountInternalCommunicationSent.with {
    $0.actor = .person(.gerenteComercial)
    $0.recipients = [.operaciones, .ti, .proveedores]
    $0.conditions = "30 días"
    $0.requirements = "Vial y hogar"
  }
  static let satisfaction = AccountSatisfactionMeasured.with {
    $0.actor = .person(.gerenteComercial)
    $0.result = "4,6 de 5"
  }

  // Quotes.

  static func quoteRequested(_ id: String = "COT-1") -> AccountQuoteRequested {
    .with {
      $0.actor = .person(.gerenteComercial)
      $0.quote = id
      $0.channel = .email
    }
  }
  static let alternative = AccountQuoteAlternative.with {
    $0.description_p = "Vial y hogar"
    $0.quantity = "120.000 afiliados"
    $0.price.currencyCode = "COP"
    $0.price.units = 1_250
    $0.quality = "ISO 9001"
    $0.guarantee = "Póliza de cumplimiento"
  }
  static func quote(_ id: String = "COT-1") -> AccountQuoteSent {
    .with {
      $0.actor = .person(.gerenteComercial)
      $0.quote = id
      $0.sentTo = "compras@penalosa.example"
      $0.clientData = "NIT 900.123.456-7"
      $0.negotiationConditions = "Un año"
      $0.deliveryConditions = "Desde abril"
      $0.paymentConditions = "30 días"
      $0.alternatives = [alternative]
    }
  }
  static func followUp(_ id: String = "COT-1") -> AccountQuoteFollowedUp {
    .with {
      $0.actor = .person(.gerenteComercial)
      $0.quote = id
      $0.note = "Revisan en comité"
    }
  }
  static func refusal(_ id: String = "COT-1", then new: String = "") -> AccountQuoteRefused {
    .with {
      $0.actor = .person(.gerenteComercial)
      $0.quote = id
      $0.reason = "Precio"
      $0.newQuote = new
    }
  }

  // Amendments.

  static func amendment(_ id: String = "OS-1") -> AccountAmendmentProposed {
    .with {
      $0.actor = .person(.gerenteComercial)
      $0.amendment = id
      $0.proposedBy = .client
      $0.changes = [
        .with {
          $0.requirement = "cobertura"
          $0.agreed = "regional"
          $0.new = "nacional"
        }
      ]
    }
  }
  static func signature(_ party: AccountParty, _ id: String = "OS-1") -> AccountAmendmentSigned {
    .with {
      $0.actor = .person(.gerenteComercial)
      $0.amendment = id
      $0.party = party
      $0.signatory = "Óscar Núñez"
    }
  }
  static func attachment(_ id: String = "OS-1") -> AccountAmendmentAttached {
    .with {
      $0.actor = .person(.gerenteComercial)
      $0.amendment = id
    }
  }
}
