import Processes
import Projections
import Schemas
import SwiftProtobuf

// The events of a claim over COP 3,000,000 of the invoice F-100, as they would go well.

extension ClaimCauseDetected {
  static func detected(
    _ cause: ClaimCause, by role: ClaimRole = .adviser, number: UInt64 = ClaimScenario.number
  ) -> ClaimCauseDetected {
    .with {
      $0.actor = .person(role)
      $0.number = number
      $0.client.id = "63502417"
      $0.client.name = "Íngrid Peña Ordóñez"
      $0.cause = cause
      $0.contact = .call
    }
  }
}

extension ClaimCoverageDetermined {
  /// With the findings that the facts ask for, and all documents requested.
  static func determined(
    _ facts: ClaimFacts, by role: ClaimRole = .adviser
  ) throws -> ClaimCoverageDetermined {
    let read = try ClaimCase(facts)
    let terms = ClaimTerms(PolicyBook(), on: read.occurredOn)
    let findings = Coverage.findings(read, terms)
    return .with {
      $0.actor = .person(role)
      $0.facts = facts
      $0.findings = findings
      if $0.isOfNoCredit { return }
      $0.clientInformed = true
      $0.requested = ClaimDocuments(read, findings, terms).toRequest.map { .of($0.anyOf[0]) }
    }
  }
}

extension ClaimDocument {
  static func of(_ kind: ClaimDocumentKind, _ name: String = "") -> ClaimDocument {
    .with {
      $0.kind = kind
      $0.name = name
    }
  }
}

extension ClaimTypified {
  static func typified(_ cause: ClaimCause, by role: ClaimRole = .adviser) -> ClaimTypified {
    .with {
      $0.actor = .person(role)
      switch cause {
      case .death:
        $0.typification = .fallecido
        $0.resolutionOn = "2019-03-25"
      case .permanentIncapacity: $0.typification = .incapacidadTotal
      case .unemployment, .temporaryIncapacity, .unspecified, .UNRECOGNIZED:
        $0.typification = .tramiteDesempleo
      }
    }
  }
}

extension ClaimAssigned {
  static func assigned(
    _ cause: ClaimCause, by role: ClaimRole = .directorAdvanced
  ) -> ClaimAssigned {
    .with {
      $0.actor = .person(role)
      switch cause {
      case .death, .permanentIncapacity: $0.adviser = .person(.assignedAdviser)
      case .unemployment, .temporaryIncapacity, .unspecified, .UNRECOGNIZED: $0.band = "1-30"
      }
    }
  }
}

extension ClaimDocumentsReceived {
  static func received(
    _ kinds: [ClaimDocumentKind], on day: String = "2019-04-01", by role: ClaimRole = .store
  ) -> ClaimDocumentsReceived {
    .with {
      $0.actor = .person(role)
      $0.receivedOn = day
      $0.documents = kinds.map { kind in
        .with {
          $0.kind = kind
          $0.medium = .paper
        }
      }
      $0.receipt = "R-881"
      $0.ticket = "GLPI-20417"
      $0.markedInSiif = true
    }
  }
}

extension ClaimBalancesCertified {
  static func certified(
    _ balances: (invoice: String, units: Int64)..., by role: ClaimRole = .central
  ) -> ClaimBalancesCertified {
    .with {
      $0.actor = .person(role)
      $0.issuedOn = "2019-04-01"
      $0.obligations = balances.map { balance in
        .with {
          $0.invoice = balance.invoice
          $0.balance = .cop(balance.units)
        }
      }
    }
  }
}

extension ClaimDocumentsReturned {
  static func returned(
    _ missing: ClaimDocument..., by role: ClaimRole = .central
  ) -> ClaimDocumentsReturned {
    .with {
      $0.actor = .person(role)
      $0.missing = missing
    }
  }
}

extension ClaimSentToBroker {
  static func sent(by role: ClaimRole = .central) -> ClaimSentToBroker {
    .with {
      $0.actor = .person(role)
      $0.memorandum = "M-77"
    }
  }
}

extension ClaimReturnedByBroker {
  static func returned(
    _ missing: ClaimDocument..., by role: ClaimRole = .broker
  ) -> ClaimReturnedByBroker {
    .with {
      $0.actor = .person(role)
      $0.missing = missing
    }
  }
}

extension ClaimSubmittedToInsurer {
  static func submitted(
    to insurer: ClaimInsurer, claimed: Int64 = 3_000_000, by role: ClaimRole = .broker
  ) -> ClaimSubmittedToInsurer {
    .with {
      $0.actor = .person(role)
      $0.insurer = insurer
      $0.claimed = .cop(claimed)
    }
  }
}

extension ClaimInsurerAnswered {
  static func answered(
    _ answer: ClaimAnswer, by role: ClaimRole = .insurer
  ) -> ClaimInsurerAnswered {
    .with {
      $0.actor = .person(role)
      $0.answer = answer
      if answer == .moreDocuments { $0.documents = [.of(.necropsy)] }
      if answer == .refuses { $0.objection = "Preexistencia no declarada." }
    }
  }
}

extension ClaimRequestPassedOn {
  static func passedOn(by role: ClaimRole) -> ClaimRequestPassedOn {
    .with { $0.actor = .person(role) }
  }
}

extension ClaimRefusalPassedOn {
  static func refusalPassedOn(by role: ClaimRole) -> ClaimRefusalPassedOn {
    .with {
      $0.actor = .person(role)
      $0.ticket = "GLPI-20417"
      $0.informed = .person(.assignedAdviser)
    }
  }
}

extension ClaimRefusalDelivered {
  static func delivered(
    _ delivery: ClaimDelivery = .inPerson, by role: ClaimRole = .store
  ) -> ClaimRefusalDelivered {
    .with {
      $0.actor = .person(role)
      $0.delivery = delivery
      $0.recipient = "Íngrid Peña Ordóñez"
    }
  }
}

extension ClaimRefusalClosed {
  static func closed(
    _ kind: ClaimProofKind = .receipt, by role: ClaimRole = .store
  ) -> ClaimRefusalClosed {
    .with {
      $0.actor = .person(role)
      $0.proof.kind = kind
      $0.proof.reference = "G-5512"
      $0.proof.receivedOn = "2019-04-01"
    }
  }
}

extension ClaimNoteAdded {
  static func note(_ text: String = "Se llamó a la familia.") -> ClaimNoteAdded {
    .with {
      $0.actor = .person(.adviser)
      $0.system = .sac
      $0.text = text
    }
  }
}
