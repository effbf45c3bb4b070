import Events
import Projections
import Schemas

/// Why a credit is not covered, or doubtful, in the order of the page.
extension Coverage {
  /// **Source:** claims page, “Refused outright”; that a credit which owes nothing is none to claim
  /// for is of its source, which asks for a *crédito vigente*.
  static let outright: [Row<ClaimReason>] = [
    Row(.arrearsTooLong) { $0.reaches($0.credit.daysPastDue, ClaimFigures.arrearsDays) },
    Row(.writtenOff) { $0.credit.state == .castigado },
    Row(.owesNothing) { $0.credit.state == .pazYSalvo },
    Row(.noPolicy) { !$0.credit.policySubscribed },
    Row(.notTheHolder) { !$0.facts.befellHolder },
    Row(.prescribed) { one in
      one.terms.prescribesAfter(one.facts.occurredOn).map { one.facts.claimedOn > $0 } ?? false
    },
    Row(.occurredBeforeDisbursement) { $0.facts.occurredOn < $0.credit.disbursedOn },
  ]

  /// Insurer A takes any age, insurer B up to 75 completed years at disbursement (a) and until the day
  /// before the 85th birthday. Any cause, suicide and acts of terrorism included, from the first day.
  ///
  /// **Source:** claims page, “Insurer A”, “Insurer B”.
  static let life: [Row<ClaimReason>] = [
    Row(.tooOldAtEntry) {
      $0.insurer == .laEquidad && $0.exceeds($0.ageAtEntry, ClaimFigures.entryAgeMax)
    },
    Row(.tooOldToStay) {
      $0.insurer == .laEquidad && $0.reaches($0.age, ClaimFigures.stayAge)
    },
  ]

  /// **Source:** claims page, “Total and permanent incapacity”.
  static let permanent: [Row<ClaimReason>] = [
    Row(.tooOldForIncapacity) { $0.exceeds($0.age, ClaimFigures.incapacityAgeMax) },
    Row(.lossTooSmall) { one in
      guard let loss = one.permanent?.lossHundredths,
        let least = one.terms.percent(ClaimFigures.lossMin)
      else { return false }
      return loss < least.hundredths
    },
    Row(.selfInflicted) { $0.permanent?.selfInflicted ?? false },
  ]

  /// Insurer B's text says under 64, its table up to 65 (a). What is not decreed, or not found by the
  /// treating physician, may still be (a).
  static let permanentDoubts: [Row<ClaimDoubt>] = [
    Row(.ageBetweenTextAndTable) {
      $0.insurer == .laEquidad && $0.reaches($0.age, ClaimFigures.incapacityAgeDoubtful)
    },
    Row(.notDecreed) { $0.permanent?.decreed == false },
    Row(.notFoundByPhysician) { $0.permanent?.foundByPhysician == false },
  ]

  /// **Source:** claims page, “Involuntary unemployment and total temporary incapacity: only insurer B”.
  static let employment: [Row<ClaimReason>] = [
    Row(.notInsuredByMapfre) { $0.insurer == .mapfre },
    Row(.disbursedBeforeCover) { one in
      one.terms.date(ClaimFigures.employmentCoverFrom).map { one.credit.disbursedOn < $0 } ?? false
    },
  ]

  /// First the conditions, then the exclusions by their letters. Exclusion *b* of the source cannot be
  /// read; its row goes between the free appointments and the service contracts.
  ///
  /// **Source:** claims page, “Unemployment”.
  static let unemployment: [Row<ClaimReason>] = [
    Row(.fixedTermTooShort) { one in
      guard let least = one.terms.count(ClaimFigures.fixedTermMonthsMin) else { return false }
      return one.unemployment?.employment.isFixedTerm(shorterThan: least) ?? false
    },
    Row(.notEndedWithoutJustCause) {
      $0.unemployment?.contractEnd != .employerWithoutJustCause
    },
    Row(.tooFewMonthsWorked) { one in
      guard let least = one.terms.count(ClaimFigures.monthsWorkedMin),
        let began = one.unemployment?.employment.beganOn
      else { return false }
      return !ClaimCase.Employment.spans(began, one.facts.occurredOn, months: least)
    },
    Row(.resigned) { $0.unemployment?.contractEnd == .resignation },
    Row(.withinWaitingPeriod) { one in
      guard let days = one.terms.count(ClaimFigures.waitingDays) else { return false }
      return one.facts.occurredOn <= one.credit.disbursedOn.adding(days: days)
    },
    Row(.publicEmployee) { $0.unemployment?.employment.kind == .publicServant },
    Row(.freeAppointment) { $0.unemployment?.employment.kind == .freeAppointmentPost },
    Row(.serviceContract) { $0.unemployment?.employment.kind == .services },
    Row(.independent) { $0.unemployment?.employment.kind == .independentWorker },
    Row(.endedWithinTrialPeriod) { $0.unemployment?.withinTrialPeriod ?? false },
    Row(.ownCompany) { $0.unemployment?.ownCompany ?? false },
    Row(.endedDuringUnpaidLeave) { $0.unemployment?.duringUnpaidLeave ?? false },
  ]

  /// **Source:** claims page, “Total temporary incapacity”.
  static let temporary: [Row<ClaimReason>] = [
    Row(.tooFewDays) { one in
      one.temporary.map { TemporaryIncapacityTable.months(days: $0.days, one.terms) == 0 } ?? false
    },
    Row(.causedByInsured) { $0.temporary?.causedByInsured ?? false },
    Row(.notDulyCertified) { $0.temporary?.certifier == .otherCertifier },
    Row(.employmentNotCovered) { one in
      switch one.temporary?.employment.kind {
      case .independentWorker, .freeAppointmentPost, .services: return false
      case .fixedTerm:
        guard let limit = one.terms.count(ClaimFigures.fixedTermMonthsMin) else { return false }
        return one.temporary?.employment.isFixedTerm(shorterThan: limit) == false
      case .indefiniteTerm, .publicServant, .unspecified, .UNRECOGNIZED, nil: return true
      }
    },
  ]
}

extension CreditCase {
  fileprivate var permanent: ClaimCase.PermanentIncapacity? {
    if case .permanentIncapacity(let incapacity) = facts.cause { incapacity } else { nil }
  }

  fileprivate var unemployment: ClaimCase.Unemployment? {
    if case .unemployment(let unemployment) = facts.cause { unemployment } else { nil }
  }

  fileprivate var temporary: ClaimCase.TemporaryIncapacity? {
    if case .temporaryIncapacity(let incapacity) = facts.cause { incapacity } else { nil }
  }
}
