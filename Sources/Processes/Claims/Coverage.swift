import Events
import Projections
public import Schemas
import SwiftProtobuf

/// Our decision on the coverage: whether and where to claim, for each credit of the client. The
/// insurer alone decides on the payment.
///
/// A pure function of the facts and the figures in force on the date of occurrence: not covered with
/// every reason, else doubtful with every doubt, else covered.
///
/// **Source:** claims page, “Coverage decision”.
public enum Coverage {
  /// One finding for each credit, in the order of the facts.
  public static func findings(_ facts: ClaimCase, _ terms: ClaimTerms) -> [ClaimFinding] {
    facts.credits.map { CreditCase(facts, $0, terms).finding }
  }

  /// A row of the tables: when what it names is the case.
  struct Row<Name: Sendable>: Sendable {
    let name: Name
    let holds: @Sendable (CreditCase) -> Bool

    init(_ name: Name, when holds: @escaping @Sendable (CreditCase) -> Bool) {
      self.name = name
      self.holds = holds
    }
  }
}

/// One credit and the facts of its claim, with what the tables ask about them.
struct CreditCase: Sendable {
  let facts: ClaimCase
  let credit: ClaimCase.Credit
  let terms: ClaimTerms

  init(_ facts: ClaimCase, _ credit: ClaimCase.Credit, _ terms: ClaimTerms) {
    self.facts = facts
    self.credit = credit
    self.terms = terms
  }

  /// Insurer A: disbursed and occurred before the day from which insurer B covers. Insurer B: occurred
  /// on that day (a) or later, whenever disbursed. `nil` for what occurred before its disbursement.
  var insurer: ClaimInsurer? {
    guard let from = terms.date(ClaimFigures.laEquidadFrom) else { return .mapfre }
    if facts.occurredOn >= from { return .laEquidad }
    return credit.disbursedOn < from ? .mapfre : nil
  }

  /// Completed years at the date of occurrence.
  var age: Int { facts.bornOn.map { facts.occurredOn.completedYears(since: $0) } ?? 0 }

  /// Completed years at disbursement.
  var ageAtEntry: Int { facts.bornOn.map { credit.disbursedOn.completedYears(since: $0) } ?? 0 }

  func reaches(_ number: Int, _ figure: PolicyFigure) -> Bool {
    terms.count(figure).map { number >= $0 } ?? false
  }

  func exceeds(_ number: Int, _ figure: PolicyFigure) -> Bool {
    terms.count(figure).map { number > $0 } ?? false
  }

  /// Our decision on this credit.
  var finding: ClaimFinding {
    let cover: (reasons: [Coverage.Row<ClaimReason>], doubts: [Coverage.Row<ClaimDoubt>], Int)
    switch facts.cause {
    case .death: cover = (Coverage.life, [], 0)
    case .permanentIncapacity: cover = (Coverage.permanent, Coverage.permanentDoubts, 0)
    case .unemployment:
      cover = (
        Coverage.employment + Coverage.unemployment, [],
        terms.count(ClaimFigures.unemploymentMonths) ?? 0
      )
    case .temporaryIncapacity(let incapacity):
      cover = (
        Coverage.employment + Coverage.temporary, [],
        TemporaryIncapacityTable.months(days: incapacity.days, terms)
      )
    }
    let reasons = (Coverage.outright + cover.reasons).filter { $0.holds(self) }.map(\.name)
    let doubts = cover.doubts.filter { $0.holds(self) }.map(\.name)
    return ClaimFinding.with {
      $0.invoice = credit.invoice
      guard reasons.isEmpty, let insurer else {
        $0.decision = .notCovered
        $0.reasons = reasons
        return
      }
      $0.decision = doubts.isEmpty ? .covered : .doubtful
      $0.insurer = insurer
      $0.doubts = doubts
      $0.poolMonths = UInt32(cover.2)
    }
  }
}
