public import Schemas
import SwiftProtobuf

/// An amount in COP for each concept of what is owed.
public struct ConceptAmounts: Hashable, Sendable {
  public var capital: Money
  public var interest: Money
  public var defaultInterest: Money
  public var charges: Money

  public init(
    capital: Money = .zero(.cop), interest: Money = .zero(.cop),
    defaultInterest: Money = .zero(.cop), charges: Money = .zero(.cop)
  ) {
    self.capital = capital
    self.interest = interest
    self.defaultInterest = defaultInterest
    self.charges = charges
  }

  public static let zero = ConceptAmounts()

  public init(_ concept: CreditConcept, _ amount: Money) {
    self.init()
    self[concept] = amount
  }

  /// Traps for what is no concept.
  public subscript(concept: CreditConcept) -> Money {
    get {
      switch concept {
      case .capital: capital
      case .intereses: interest
      case .interesesDeMora: defaultInterest
      case .cargos: charges
      case .unspecified, .UNRECOGNIZED: preconditionFailure("\(concept) is no concept")
      }
    }
    set {
      switch concept {
      case .capital: capital = newValue
      case .intereses: interest = newValue
      case .interesesDeMora: defaultInterest = newValue
      case .cargos: charges = newValue
      case .unspecified, .UNRECOGNIZED: preconditionFailure("\(concept) is no concept")
      }
    }
  }

  public var total: Money { capital + interest + defaultInterest + charges }

  public var isZero: Bool { self == .zero }

  /// Whether one of them is below zero.
  public var hasNegative: Bool { CreditConcept.all.contains { self[$0].minorUnits < 0 } }

  public static func + (a: ConceptAmounts, b: ConceptAmounts) -> ConceptAmounts {
    ConceptAmounts(
      capital: a.capital + b.capital, interest: a.interest + b.interest,
      defaultInterest: a.defaultInterest + b.defaultInterest, charges: a.charges + b.charges)
  }

  public static func - (a: ConceptAmounts, b: ConceptAmounts) -> ConceptAmounts { a + -b }

  public static prefix func - (a: ConceptAmounts) -> ConceptAmounts {
    ConceptAmounts(
      capital: -a.capital, interest: -a.interest, defaultInterest: -a.defaultInterest,
      charges: -a.charges)
  }

  public static func += (a: inout ConceptAmounts, b: ConceptAmounts) { a = a + b }

  public static func -= (a: inout ConceptAmounts, b: ConceptAmounts) { a = a - b }

  /// The smaller of the two, concept by concept.
  func lesser(_ other: ConceptAmounts) -> ConceptAmounts {
    ConceptAmounts(
      capital: min(capital, other.capital), interest: min(interest, other.interest),
      defaultInterest: min(defaultInterest, other.defaultInterest),
      charges: min(charges, other.charges))
  }

  /// What is above zero of each.
  public var positive: ConceptAmounts {
    func positive(_ amount: Money) -> Money { max(amount, .zero(.cop)) }
    return ConceptAmounts(
      capital: positive(capital), interest: positive(interest),
      defaultInterest: positive(defaultInterest), charges: positive(charges))
  }
}

extension ConceptAmounts {
  /// What is not zero, in the order of the concepts.
  public var wire: [CreditConceptAmount] {
    CreditConcept.all.filter { !self[$0].isZero }.map { concept in
      CreditConceptAmount.with {
        $0.concept = concept
        $0.amount = self[concept].wire
      }
    }
  }
}

extension ConceptAmounts: CustomStringConvertible {
  public var description: String {
    let parts = CreditConcept.all.filter { !self[$0].isZero }.map { "\($0.code) \(self[$0])" }
    return parts.isEmpty ? "nothing" : parts.joined(separator: ", ")
  }
}
