import Processes
import Projections
import Schemas
import SwiftProtobuf

// The payments of a claim over COP 3,000,000 of the invoice F-100: COP 2,700,000 are paid.

extension ClaimPaymentAnnounced {
  static func announced(
    _ units: Int64 = 2_700_000, by role: ClaimRole = .broker
  ) -> ClaimPaymentAnnounced {
    .with {
      $0.actor = .person(role)
      $0.amount = .cop(units)
    }
  }
}

extension ClaimTransferConfirmed {
  static func confirmed(
    _ reference: String = "BCO-9001", _ units: Int64 = 2_700_000, by role: ClaimRole = .central
  ) -> ClaimTransferConfirmed {
    .with {
      $0.actor = .person(role)
      $0.bankReference = reference
      $0.amount = .cop(units)
      $0.transferredOn = "2019-04-01"
      $0.ticket = "GLPI-20960"
    }
  }
}

extension ClaimTransferReversed {
  static func reversed(
    _ reference: String = "BCO-9001", by role: ClaimRole = .central
  ) -> ClaimTransferReversed {
    .with {
      $0.actor = .person(role)
      $0.bankReference = reference
      $0.why = "Era de otro siniestro."
    }
  }
}

extension ClaimConceptAmount {
  static func line(
    _ concept: ClaimConcept, paid: Int64 = 0, condoned: Int64 = 0
  ) -> ClaimConceptAmount {
    .with {
      $0.concept = concept
      if paid != 0 { $0.paid = .cop(paid) }
      if condoned != 0 { $0.condoned = .cop(condoned) }
    }
  }
}

extension ClaimApplication {
  static func of(_ invoice: String, _ lines: ClaimConceptAmount...) -> ClaimApplication {
    .with {
      $0.invoice = invoice
      $0.concepts = lines
    }
  }

  /// Paid COP 2,700,000, condoned the default interest of COP 300,000.
  static let whole = of(
    "F-100", .line(.capital, paid: 2_500_000), .line(.interest, paid: 200_000),
    .line(.defaultInterest, condoned: 300_000))
}

extension ClaimPaymentApplied {
  static func applied(
    on day: String, _ applications: ClaimApplication..., by role: ClaimRole = .writeDowns
  ) -> ClaimPaymentApplied {
    .with {
      $0.actor = .person(role)
      $0.clientID = "63502417"
      $0.bankReference = "BCO-9001"
      $0.effectiveOn = day
      $0.applications = applications.isEmpty ? [.whole] : applications
      $0.arrears = .notInArrears
      $0.informed = .person(.assignedAdviser)
    }
  }
}

extension ClaimPoolOpened {
  /// Level months of the transfer.
  static func pooled(
    months: Int = 1, first: String = "2019-04-05", dueDay: UInt32 = 5,
    by role: ClaimRole = .writeDowns
  ) -> ClaimPoolOpened {
    .with {
      $0.actor = .person(role)
      $0.clientID = "63502417"
      $0.bankReference = "BCO-9001"
      $0.months = (0..<months).map { _ in
        .with {
          $0.applications = [.of("F-100", .line(.capital, paid: 2_700_000 / Int64(months)))]
        }
      }
      $0.firstDueOn = first
      $0.dueDay = dueDay
      $0.arrears = .notInArrears
      $0.informed = .person(.adviser)
    }
  }
}

extension ClaimPoolMonthApplied {
  /// The month of this pool as the daemon applies it.
  static func month(_ month: Int, of pool: ClaimPoolOpened) -> ClaimPoolMonthApplied {
    .with {
      $0.actor = .daemon
      $0.clientID = pool.clientID
      $0.bankReference = pool.bankReference
      $0.month = UInt32(month)
      $0.months = UInt32(pool.months.count)
      $0.effectiveOn = pool.dueDate(ofMonth: month).map { "\($0)" } ?? ""
      $0.applications = pool.months[month - 1].applications
      $0.escalation.rule = "pool-month"
    }
  }
}

extension ClaimEmploymentChecked {
  static func checked(month: UInt32 = 1, by role: ClaimRole = .adviser) -> ClaimEmploymentChecked {
    .with {
      $0.actor = .person(role)
      $0.month = month
      $0.employed = false
    }
  }
}

extension ClaimApplicationReversed {
  static func reversed(
    _ revision: UInt64, by role: ClaimRole = .writeDowns
  ) -> ClaimApplicationReversed {
    .with {
      $0.actor = .person(role)
      $0.reverses = revision
      $0.why = "Se aplicó a la factura equivocada."
    }
  }
}
