public import Events
public import Schemas

/// The facts of a claim, complete and readable: what the coverage decision is a function of.
///
/// **Source:** claims page, “Coverage decision”, the list of facts.
public struct ClaimCase: Equatable, Sendable {
  /// Why the client does not pay, with what only this cause asks for.
  public enum Cause: Equatable, Sendable {
    case death(ClaimManner)
    case permanentIncapacity(PermanentIncapacity)
    case unemployment(Unemployment)
    case temporaryIncapacity(TemporaryIncapacity)
  }

  public struct PermanentIncapacity: Equatable, Sendable {
    /// In hundredths of a percent; `nil` before it is rated.
    public let lossHundredths: Int?
    public let selfInflicted: Bool
    public let foundByPhysician: Bool
    public let decreed: Bool
  }

  public struct Employment: Equatable, Sendable {
    public let kind: ClaimEmploymentKind
    /// First day of the contract; only for an indefinite or a fixed term.
    public let beganOn: LocalDate?
    /// Last day agreed; only for a fixed term.
    public let endsOn: LocalDate?
  }

  public struct Unemployment: Equatable, Sendable {
    public let employment: Employment
    public let contractEnd: ClaimContractEnd
    public let withinTrialPeriod: Bool
    public let ownCompany: Bool
    public let duringUnpaidLeave: Bool
  }

  public struct TemporaryIncapacity: Equatable, Sendable {
    public let employment: Employment
    public let certifier: ClaimCertifier
    public let days: Int
    public let causedByInsured: Bool
  }

  /// One obligation of the client.
  public struct Credit: Equatable, Sendable {
    public let invoice: String
    public let disbursedOn: LocalDate
    /// At the date of occurrence.
    public let daysPastDue: Int
    public let state: ClaimCreditState
    public let policySubscribed: Bool
    public let motorcycle: Bool
  }

  public let cause: Cause
  public let befellHolder: Bool
  public let occurredOn: LocalDate
  /// Given for death and permanent incapacity.
  public let bornOn: LocalDate?
  public let claimedOn: LocalDate
  public let credits: [Credit]
}

extension ClaimCase.Employment {
  /// A fixed term that is shorter than so many months: from its first to its last day, both counted.
  func isFixedTerm(shorterThan months: Int) -> Bool {
    guard kind == .fixedTerm, let beganOn, let endsOn else { return false }
    return !Self.spans(beganOn, endsOn, months: months)
  }

  /// Whether so many months lie between the first and the last day, both counted (a): from 1 January
  /// to 30 June there are six.
  static func spans(_ first: LocalDate, _ last: LocalDate, months: Int) -> Bool {
    last.adding(days: 1) >= first.adding(months: months)
  }
}
