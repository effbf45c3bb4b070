import Events
import Processes
import Projections
import Schemas
import SwiftProtobuf

extension ClaimActor {
  static func person(_ role: ClaimRole) -> ClaimActor {
    .with {
      $0.role = role
      $0.key = "P-\(role.rawValue)"
      $0.name = "Yolanda Muñoz"
    }
  }

  static let daemon = ClaimActor.with {
    $0.role = .system
    $0.key = "eventd"
    $0.name = "Sistema"
  }
}

extension WireMoney {
  /// Whole pesos.
  static func cop(_ units: Int64) -> WireMoney {
    .with {
      $0.currencyCode = "COP"
      $0.units = units
    }
  }
}

extension ClaimCredit {
  /// Covered by everything that asks for a disbursement in November 2018.
  static func credit(
    _ invoice: String = "F-100", disbursed: String = "2018-11-05",
    _ change: (inout ClaimCredit) -> Void = { _ in }
  ) -> ClaimCredit {
    var credit = ClaimCredit.with {
      $0.invoice = invoice
      $0.store = "Almacén Bucaramanga"
      $0.disbursedOn = disbursed
      $0.daysPastDue = 12
      $0.state = .vigente
      $0.policySubscribed = true
      $0.motorcycle = false
    }
    change(&credit)
    return credit
  }
}

extension ClaimFacts {
  /// Facts that are covered by insurer B.
  static func covered(_ cause: ClaimCause) -> ClaimFacts {
    switch cause {
    case .permanentIncapacity: .permanent()
    case .unemployment: .unemployed()
    case .temporaryIncapacity: .temporary()
    case .death, .unspecified, .UNRECOGNIZED: .died()
    }
  }

  private static func common(_ cause: ClaimCause, _ occurred: String) -> ClaimFacts {
    .with {
      $0.cause = cause
      $0.befellHolder = true
      $0.occurredOn = occurred
      $0.claimedOn = occurred
      $0.credits = [.credit()]
    }
  }

  static func died(
    _ manner: ClaimManner = .natural, on occurred: String = "2019-03-10",
    born: String = "1970-05-20"
  ) -> ClaimFacts {
    common(.death, occurred).changed {
      $0.bornOn = born
      $0.death.manner = manner
    }
  }

  static func permanent(
    on occurred: String = "2019-03-10", born: String = "1970-05-20",
    _ change: (inout ClaimPermanentIncapacity) -> Void = { _ in }
  ) -> ClaimFacts {
    common(.permanentIncapacity, occurred).changed {
      $0.bornOn = born
      $0.permanentIncapacity = .with {
        $0.lossHundredths = 6250
        $0.selfInflicted = false
        $0.foundByPhysician = true
        $0.decreed = true
      }
      change(&$0.permanentIncapacity)
    }
  }

  static func unemployed(
    on occurred: String = "2019-03-10",
    _ change: (inout ClaimUnemployment) -> Void = { _ in }
  ) -> ClaimFacts {
    common(.unemployment, occurred).changed {
      $0.unemployment = .with {
        $0.employment.kind = .indefiniteTerm
        $0.employment.beganOn = "2015-02-01"
        $0.contractEnd = .employerWithoutJustCause
        $0.withinTrialPeriod = false
        $0.ownCompany = false
        $0.duringUnpaidLeave = false
      }
      change(&$0.unemployment)
    }
  }

  static func temporary(
    days: UInt32 = 45, on occurred: String = "2019-03-10",
    _ change: (inout ClaimTemporaryIncapacity) -> Void = { _ in }
  ) -> ClaimFacts {
    common(.temporaryIncapacity, occurred).changed {
      $0.temporaryIncapacity = .with {
        $0.employment.kind = .independentWorker
        $0.certifier = .eps
        $0.days = days
        $0.causedByInsured = false
      }
      change(&$0.temporaryIncapacity)
    }
  }

  /// With one credit, changed.
  func credit(_ change: (inout ClaimCredit) -> Void) -> ClaimFacts {
    changed { $0.credits = [.credit("F-100", disbursed: $0.credits[0].disbursedOn, change)] }
  }
}

extension Coverage {
  /// The findings by the figures of this book.
  static func findings(
    _ facts: ClaimFacts, book: PolicyBook = PolicyBook()
  ) throws -> [ClaimFinding] {
    let facts = try ClaimCase(facts)
    return findings(facts, ClaimTerms(book, on: facts.occurredOn))
  }

  /// What they say of the first credit, in a line: `COVERED LA EQUIDAD`, `NOT prescribed, noPolicy`.
  static func line(_ facts: ClaimFacts, book: PolicyBook = PolicyBook()) throws -> String {
    let finding = try findings(facts, book: book)[0]
    let months = finding.poolMonths == 0 ? "" : " \(finding.poolMonths) months"
    switch finding.decision {
    case .covered: return "COVERED \(finding.insurer.label)\(months)"
    case .doubtful:
      let doubts = finding.doubts.map { "\($0)" }.joined(separator: ", ")
      return "DOUBTFUL \(finding.insurer.label)\(months): \(doubts)"
    case .notCovered:
      return "NOT " + finding.reasons.map { "\($0)" }.joined(separator: ", ")
    case .unspecified, .UNRECOGNIZED: return "?"
    }
  }
}
