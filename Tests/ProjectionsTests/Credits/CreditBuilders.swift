import Events
import Projections
import Schemas
import SwiftProtobuf

/// A day; traps for what is none.
func day(_ text: String) -> LocalDate {
  guard let date = LocalDate(text) else { preconditionFailure("\(text) is no day") }
  return date
}

/// Noon in Bogota of a day.
func noon(_ text: String) -> Timestamp {
  Timestamp(seconds: Int64(day(text).daysSinceEpoch) * 86_400 + 17 * 3600)
}

func pesos(_ amount: Int64) -> Money { Money(minorUnits: amount * 100, .cop) }

/// Events of credits as tests write them down.
enum Credits {
  static func registered(_ cedula: String = "1098765432") -> CreditEvent {
    .clientRegistered(
      .with {
        $0.cedula = cedula
        $0.name = "Íngrid Peña Ñúñez"
        $0.birthDate = "1980-02-29"
      })
  }

  /// Six instalments of 100,000 of capital, 20,000 of interest and 5,000 of charges.
  static func granted(
    _ invoice: String = "F-1", on disbursed: String = "2018-07-15",
    due: [String] = [
      "2018-08-15", "2018-09-15", "2018-10-15", "2018-11-15", "2018-12-15", "2019-01-15",
    ],
    capital: Int64 = 100_000, interest: Int64 = 20_000, charges: Int64 = 5_000,
    policy: String = "VD-1"
  ) -> CreditEvent {
    .granted(
      .with {
        $0.id = "otorgado-\(invoice)"
        $0.invoice = invoice
        $0.store = "Bucaramanga"
        $0.disbursementDate = disbursed
        $0.insurancePolicy = policy
        $0.instalments = due.map { due in
          CreditInstalment.with {
            $0.dueDate = due
            if capital > 0 { $0.capital = pesos(capital).wire }
            if interest > 0 { $0.interest = pesos(interest).wire }
            if charges > 0 { $0.charges = pesos(charges).wire }
          }
        }
      })
  }

  /// `concepts`: by the order of application when none are given.
  static func paid(
    _ id: String, _ amount: Int64, on date: String, of invoice: String = "F-1",
    _ concepts: [CreditConcept: Int64] = [:]
  ) -> CreditEvent {
    .paid(
      .with {
        $0.id = id
        $0.bankReference = "B-\(id)"
        $0.payer = .cliente
        $0.amount = pesos(amount).wire
        $0.effectiveDate = date
        $0.applications = [
          CreditApplication.with {
            $0.invoice = invoice
            $0.amount = pesos(amount).wire
            $0.concepts = amounts(concepts)
          }
        ]
      })
  }

  static func charged(
    _ id: String, _ concept: CreditConcept, _ amount: Int64, on date: String,
    of invoice: String = "F-1"
  ) -> CreditEvent {
    .charged(
      .with {
        $0.id = id
        $0.invoice = invoice
        $0.concept = concept
        $0.amount = pesos(amount).wire
        $0.effectiveDate = date
      })
  }

  static func condoned(
    _ id: String, _ concepts: [CreditConcept: Int64], on date: String,
    of invoice: String = "F-1"
  ) -> CreditEvent {
    .condoned(
      .with {
        $0.id = id
        $0.invoice = invoice
        $0.concepts = amounts(concepts)
        $0.effectiveDate = date
      })
  }

  static func writtenOff(
    _ id: String, on date: String, of invoice: String = "F-1"
  ) -> CreditEvent {
    .writtenOff(
      .with {
        $0.id = id
        $0.invoice = invoice
        $0.effectiveDate = date
      })
  }

  static func writtenDown(
    _ id: String, payment: String, of invoice: String = "F-1"
  ) -> CreditEvent {
    .writtenDown(
      .with {
        $0.id = id
        $0.invoice = invoice
        $0.payment = payment
      })
  }

  static func cleared(_ id: String, on date: String, of invoice: String = "F-1") -> CreditEvent {
    .cleared(
      .with {
        $0.id = id
        $0.invoice = invoice
        $0.effectiveDate = date
      })
  }

  static func reversed(_ id: String, _ reverses: String) -> CreditEvent {
    .reversed(
      .with {
        $0.id = id
        $0.reverses = reverses
      })
  }

  static func amounts(_ concepts: [CreditConcept: Int64]) -> [CreditConceptAmount] {
    concepts.sorted { $0.key.rawValue < $1.key.rawValue }.map { concept, amount in
      CreditConceptAmount.with {
        $0.concept = concept
        $0.amount = pesos(amount).wire
      }
    }
  }
}

/// What a claim's stream says.
enum ClaimMoney {
  static let stream = {
    do { return try StreamName("claim-00000417") } catch { preconditionFailure("\(error)") }
  }()

  static func application(
    _ paid: [ClaimConcept: Int64], condoned: [ClaimConcept: Int64] = [:],
    of invoice: String = "F-1"
  ) -> ClaimApplication {
    .with {
      $0.invoice = invoice
      $0.concepts = ClaimConcept.allCases.compactMap { concept in
        if paid[concept] == nil, condoned[concept] == nil { return nil }
        return ClaimConceptAmount.with {
          $0.concept = concept
          if let amount = paid[concept] { $0.paid = pesos(amount).wire }
          if let amount = condoned[concept] { $0.condoned = pesos(amount).wire }
        }
      }
    }
  }

  static let instalment = application([.capital: 100_000, .interest: 20_000, .charges: 5_000])

  static func opened(
    months: Int, first: String = "2018-10-15", _ application: ClaimApplication = instalment
  ) -> CreditClaimEvent {
    .poolOpened(
      .with {
        $0.clientID = "1098765432"
        $0.firstDueOn = first
        $0.dueDay = UInt32(day(first).components.day)
        $0.months = (0..<months).map { _ in ClaimPoolMonth.with { $0.applications = [application] }
        }
      })
  }

  static func month(
    _ number: UInt32, on date: String, _ application: ClaimApplication = instalment
  ) -> CreditClaimEvent {
    .poolMonthApplied(
      .with {
        $0.clientID = "1098765432"
        $0.month = number
        $0.effectiveOn = date
        $0.applications = [application]
      })
  }
}

extension CreditAccounts {
  /// One client with the obligation F-1.
  static func withCredit(_ granted: CreditEvent = Credits.granted()) throws -> CreditAccounts {
    var accounts = CreditAccounts()
    try accounts.enter(Credits.registered(), recorded: "2018-07-15")
    try accounts.enter(granted, recorded: "2018-07-15")
    return accounts
  }

  @discardableResult
  mutating func enter(_ event: CreditEvent, recorded: String) throws -> [MovedCredit] {
    try apply(event, recorded: noon(recorded))
  }

  @discardableResult
  mutating func enter(
    _ event: CreditClaimEvent, revision: UInt64, recorded: String
  ) throws -> [MovedCredit] {
    try apply(event, of: ClaimMoney.stream, Revision(revision), recorded: noon(recorded))
  }

  /// Of F-1, in pesos: capital, interest, default interest, charges.
  func owed(on date: String, knownBy known: String? = nil) -> [Int64] {
    let balance = obligations[0].balance(on: day(date), knownBy: known.map { noon($0) })
    return CreditConcept.all.map { balance[$0].minorUnits / 100 }
  }

  func daysPastDue(on date: String, knownBy known: String? = nil) -> Int {
    obligations[0].daysPastDue(on: day(date), knownBy: known.map { noon($0) })
  }
}
