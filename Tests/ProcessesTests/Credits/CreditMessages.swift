import Events
import Projections
import Schemas
import SwiftProtobuf

/// A day; traps for what is none.
func day(_ text: String) -> LocalDate {
  guard let date = LocalDate(text) else { preconditionFailure("\(text) is no day") }
  return date
}

func pesos(_ amount: Int64) -> Money { Money(minorUnits: amount * 100, .cop) }

extension CreditActor {
  static func person(_ role: CreditRole) -> CreditActor {
    .with {
      $0.role = role
      $0.key = "nquintero"
      $0.name = "Núria Quintero"
    }
  }

  static let daemon = CreditActor.with {
    $0.role = .system
    $0.key = "eventd"
    $0.name = "Sistema"
  }
}

extension Message where Self == CreditClientRegistered {
  static func registration(_ cedula: String = CreditScenario.cedula) -> Self {
    .with {
      $0.actor = .person(.almacen)
      $0.cedula = cedula
      $0.name = "Íngrid Peña Ñúñez"
      $0.birthDate = "1980-02-29"
    }
  }
}

extension Message where Self == CreditIdCancelled {
  static func idCancelled(on date: String) -> Self {
    .with {
      $0.actor = .person(.asesorCallCenter)
      $0.resolution = "RES-77"
      $0.resolutionDate = date
    }
  }
}

extension Message where Self == CreditCreditGranted {
  /// Six instalments of 100,000 of capital, 20,000 of interest and 5,000 of charges.
  static func credit(
    _ invoice: String = "F-1", on disbursed: String = "2018-07-15",
    first: String = "2018-08-15", count: Int = 6, policy: String = "VD-1"
  ) -> Self {
    .with {
      $0.actor = .person(.almacen)
      $0.id = "otorgado-\(invoice)"
      $0.invoice = invoice
      $0.store = "Bucaramanga"
      $0.disbursementDate = disbursed
      $0.insurancePolicy = policy
      $0.instalments = InstalmentPlan.dueDates(first: day(first), count: count).map { due in
        CreditInstalment.with {
          $0.dueDate = "\(due)"
          $0.capital = pesos(100_000).wire
          $0.interest = pesos(20_000).wire
          $0.charges = pesos(5_000).wire
        }
      }
    }
  }
}

extension Message where Self == CreditPaymentReceived {
  /// By the order of application when no concepts are given.
  static func payment(
    _ id: String, _ amount: Int64, on date: String, of invoice: String = "F-1",
    _ concepts: [CreditConcept: Int64] = [:]
  ) -> Self {
    .with {
      $0.actor = .person(.almacen)
      $0.id = id
      $0.bankReference = "B-\(id)"
      $0.payer = .cliente
      $0.amount = pesos(amount).wire
      $0.effectiveDate = date
      $0.applications = [.application(invoice, amount, concepts)]
    }
  }
}

extension CreditApplication {
  static func application(
    _ invoice: String, _ amount: Int64, _ concepts: [CreditConcept: Int64] = [:]
  ) -> CreditApplication {
    .with {
      $0.invoice = invoice
      $0.amount = pesos(amount).wire
      $0.concepts = .concepts(concepts)
    }
  }
}

extension [CreditConceptAmount] {
  static func concepts(_ amounts: [CreditConcept: Int64]) -> [CreditConceptAmount] {
    amounts.sorted { $0.key.rawValue < $1.key.rawValue }.map { concept, amount in
      CreditConceptAmount.with {
        $0.concept = concept
        $0.amount = pesos(amount).wire
      }
    }
  }
}

extension Message where Self == CreditChargeAdded {
  static func charge(
    _ id: String, _ concept: CreditConcept, _ amount: Int64, on date: String,
    of invoice: String = "F-1"
  ) -> Self {
    .with {
      $0.actor = .person(.carteraCentral)
      $0.id = id
      $0.invoice = invoice
      $0.concept = concept
      $0.amount = pesos(amount).wire
      $0.effectiveDate = date
      $0.reason = "Gestión de cobranza"
    }
  }
}

extension Message where Self == CreditCondoned {
  static func condonation(
    _ id: String, _ concepts: [CreditConcept: Int64], on date: String,
    of invoice: String = "F-1"
  ) -> Self {
    .with {
      $0.actor = .person(.carteraBajas)
      $0.id = id
      $0.invoice = invoice
      $0.concepts = .concepts(concepts)
      $0.effectiveDate = date
      $0.approval = "Política de Condonaciones, numeral 3"
    }
  }
}

extension Message where Self == CreditWrittenOff {
  static func writeOff(
    _ id: String, on date: String, of invoice: String = "F-1"
  ) -> Self {
    .with {
      $0.actor = .person(.gerenciaRiesgo)
      $0.id = id
      $0.invoice = invoice
      $0.effectiveDate = date
      $0.approval = "Acta 12"
    }
  }
}

extension Message where Self == CreditWrittenDown {
  static func writeDown(
    _ id: String, payment: String, condonations: [String] = [], of invoice: String = "F-1"
  ) -> Self {
    .with {
      $0.actor = .person(.carteraBajas)
      $0.id = id
      $0.invoice = invoice
      $0.payment = payment
      $0.condonations = condonations
    }
  }
}

extension Message where Self == CreditClearanceIssued {
  static func clearance(
    _ id: String, on date: String, of invoice: String = "F-1"
  ) -> Self {
    .with {
      $0.actor = .person(.carteraCentral)
      $0.id = id
      $0.invoice = invoice
      $0.number = "PS-\(id)"
      $0.effectiveDate = date
    }
  }
}

extension Message where Self == CreditCertificateIssued {
  static func certificate(on date: String, _ balances: [String: Int64]) -> Self {
    .with {
      $0.actor = .person(.carteraCentral)
      $0.number = "C-1"
      $0.date = date
      $0.obligations = balances.sorted { $0.key < $1.key }.map { invoice, balance in
        CreditCertifiedObligation.with {
          $0.invoice = invoice
          $0.balance = pesos(balance).wire
        }
      }
    }
  }
}

extension Message where Self == CreditReversed {
  static func reversal(_ id: String, of reverses: String) -> Self {
    .with {
      $0.actor = .person(.carteraCentral)
      $0.id = id
      $0.reverses = reverses
      $0.reason = "Registrado por error"
    }
  }
}

extension Message where Self == CreditClientContacted {
  static func contact(
    _ id: String, _ typification: CreditTypification = .otraRespuesta,
    reason: CreditNonPaymentReason = .unspecified, by role: CreditRole = .asesorCallCenter
  ) -> Self {
    .with {
      $0.actor = .person(role)
      $0.id = id
      $0.channel = .llamada
      $0.typification = typification
      $0.reason = reason
    }
  }

  static func promise(_ id: String, _ amount: Int64, by date: String) -> Self {
    contact(id, .promesaDePago).changed {
      $0.promise.amount = pesos(amount).wire
      $0.promise.date = date
    }
  }
}

extension Message where Self == CreditAdviserAssigned {
  static func assignment(
    band: UInt32, by director: CreditRole, to role: CreditRole = .asesorCallCenter
  ) -> Self {
    .with {
      $0.actor = .person(director)
      $0.adviser = .person(role)
      $0.band = band
    }
  }
}

extension Message where Self == CreditReportingStarted {
  static func reporting(from month: String) -> Self {
    .with {
      $0.actor = .person(.carteraCentral)
      $0.firstMonth = month
    }
  }
}

extension Message where Self == CreditReportSent {
  static func reportSent(_ month: String) -> Self {
    .with {
      $0.actor = .person(.carteraCentral)
      $0.month = month
      $0.insurer = "LA EQUIDAD"
      $0.obligations = 1
      $0.total = pesos(600_000).wire
    }
  }
}
