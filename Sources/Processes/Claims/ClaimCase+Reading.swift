import Events
public import Schemas

extension ClaimCase {
  /// Reads the facts as they were asked.
  ///
  /// - Throws: `fieldsMissing` with all that this cause asks for and is not given, `notADate`,
  ///   `unknownValue`, `datesOutOfOrder`, `invoiceTwice`, `tooMany`.
  public init(_ facts: ClaimFacts) throws(ClaimRefusal) {
    var fields = ClaimFields()
    try fields.choice(facts.cause, "facts.cause")
    fields.answer(facts.hasBefellHolder, "facts.befell_holder")
    let occurredOn = try fields.date(facts.occurredOn, "facts.occurred_on")
    let claimedOn = try fields.date(facts.claimedOn, "facts.claimed_on")
    let cause = try Self.cause(of: facts, &fields)
    var bornOn: LocalDate?
    if facts.cause == .death || facts.cause == .permanentIncapacity {
      bornOn = try fields.date(facts.bornOn, "facts.born_on")
    }
    if facts.credits.isEmpty { fields.text("", "facts.credits") }
    guard facts.credits.count <= ClaimAmounts.obligationsMax else {
      throw .tooMany(facts.credits.count, field: "facts.credits")
    }
    var credits: [Credit] = []
    for (index, credit) in facts.credits.enumerated() {
      credits.append(try Self.credit(credit, "facts.credits[\(index)]", &fields))
    }
    try fields.check()
    guard let cause else { preconditionFailure("a cause without its details") }
    self.init(
      cause: cause, befellHolder: facts.befellHolder, occurredOn: occurredOn, bornOn: bornOn,
      claimedOn: claimedOn, credits: credits)
    try checkOrder()
  }

  /// - Throws: `inTheFuture` for a date after `today`.
  func check(notAfter today: LocalDate) throws(ClaimRefusal) {
    try ClaimRefusal.check(claimedOn, "facts.claimed_on", notAfter: today)
    for credit in credits {
      try ClaimRefusal.check(
        credit.disbursedOn, "disbursed_on of \(credit.invoice)", notAfter: today)
    }
  }

  private func checkOrder() throws(ClaimRefusal) {
    let occurred = (occurredOn, "facts.occurred_on")
    try ClaimRefusal.check(occurred, notAfter: (claimedOn, "facts.claimed_on"))
    if let bornOn { try ClaimRefusal.check((bornOn, "facts.born_on"), notAfter: occurred) }
    if let began = employment?.beganOn {
      try ClaimRefusal.check((began, "employment.began_on"), notAfter: occurred)
      if let ends = employment?.endsOn {
        try ClaimRefusal.check(
          (began, "employment.began_on"), notAfter: (ends, "employment.ends_on"))
      }
    }
    var seen: Set<String> = []
    for credit in credits {
      guard seen.insert(credit.invoice).inserted else { throw .invoiceTwice(credit.invoice) }
      if let bornOn {
        try ClaimRefusal.check(
          (bornOn, "facts.born_on"),
          notAfter: (credit.disbursedOn, "disbursed_on of \(credit.invoice)"))
      }
    }
  }

  private var employment: Employment? {
    switch cause {
    case .unemployment(let unemployment): unemployment.employment
    case .temporaryIncapacity(let incapacity): incapacity.employment
    case .death, .permanentIncapacity: nil
    }
  }

  private static func credit(
    _ credit: ClaimCredit, _ place: String, _ fields: inout ClaimFields
  ) throws(ClaimRefusal) -> Credit {
    fields.text(credit.invoice, "\(place).invoice")
    let disbursedOn = try fields.date(credit.disbursedOn, "\(place).disbursed_on")
    fields.answer(credit.hasDaysPastDue, "\(place).days_past_due")
    try fields.choice(credit.state, "\(place).state")
    fields.answer(credit.hasPolicySubscribed, "\(place).policy_subscribed")
    fields.answer(credit.hasMotorcycle, "\(place).motorcycle")
    return Credit(
      invoice: credit.invoice, disbursedOn: disbursedOn, daysPastDue: Int(credit.daysPastDue),
      state: credit.state, policySubscribed: credit.policySubscribed,
      motorcycle: credit.motorcycle)
  }

  /// `nil` when the details of the cause are not given, which is then among the missing.
  private static func cause(
    of facts: ClaimFacts, _ fields: inout ClaimFields
  ) throws(ClaimRefusal) -> Cause? {
    switch (facts.cause, facts.details) {
    case (.death, .death(let death)):
      try fields.choice(death.manner, "facts.death.manner")
      return .death(death.manner)
    case (.permanentIncapacity, .permanentIncapacity(let incapacity)):
      return .permanentIncapacity(Self.permanent(incapacity, &fields))
    case (.unemployment, .unemployment(let unemployment)):
      return .unemployment(try Self.unemployment(unemployment, &fields))
    case (.temporaryIncapacity, .temporaryIncapacity(let incapacity)):
      return .temporaryIncapacity(try Self.temporary(incapacity, &fields))
    case (.death, _): fields.text("", "facts.death")
    case (.permanentIncapacity, _): fields.text("", "facts.permanent_incapacity")
    case (.unemployment, _): fields.text("", "facts.unemployment")
    case (.temporaryIncapacity, _): fields.text("", "facts.temporary_incapacity")
    case (.unspecified, _), (.UNRECOGNIZED, _): break
    }
    return nil
  }

  private static func permanent(
    _ incapacity: ClaimPermanentIncapacity, _ fields: inout ClaimFields
  ) -> PermanentIncapacity {
    let place = "facts.permanent_incapacity"
    fields.answer(incapacity.hasSelfInflicted, "\(place).self_inflicted")
    fields.answer(incapacity.hasFoundByPhysician, "\(place).found_by_physician")
    fields.answer(incapacity.hasDecreed, "\(place).decreed")
    // A decree says the loss; before it there may be none to say.
    if incapacity.decreed {
      fields.answer(incapacity.hasLossHundredths, "\(place).loss_hundredths")
    }
    return PermanentIncapacity(
      lossHundredths: incapacity.hasLossHundredths ? Int(incapacity.lossHundredths) : nil,
      selfInflicted: incapacity.selfInflicted, foundByPhysician: incapacity.foundByPhysician,
      decreed: incapacity.decreed)
  }

  private static func unemployment(
    _ unemployment: ClaimUnemployment, _ fields: inout ClaimFields
  ) throws(ClaimRefusal) -> Unemployment {
    let place = "facts.unemployment"
    try fields.choice(unemployment.contractEnd, "\(place).contract_end")
    fields.answer(unemployment.hasWithinTrialPeriod, "\(place).within_trial_period")
    fields.answer(unemployment.hasOwnCompany, "\(place).own_company")
    fields.answer(unemployment.hasDuringUnpaidLeave, "\(place).during_unpaid_leave")
    return Unemployment(
      employment: try employment(unemployment.employment, "\(place).employment", &fields),
      contractEnd: unemployment.contractEnd,
      withinTrialPeriod: unemployment.withinTrialPeriod, ownCompany: unemployment.ownCompany,
      duringUnpaidLeave: unemployment.duringUnpaidLeave)
  }

  private static func temporary(
    _ incapacity: ClaimTemporaryIncapacity, _ fields: inout ClaimFields
  ) throws(ClaimRefusal) -> TemporaryIncapacity {
    let place = "facts.temporary_incapacity"
    try fields.choice(incapacity.certifier, "\(place).certifier")
    fields.answer(incapacity.hasDays, "\(place).days")
    fields.answer(incapacity.hasCausedByInsured, "\(place).caused_by_insured")
    return TemporaryIncapacity(
      employment: try employment(incapacity.employment, "\(place).employment", &fields),
      certifier: incapacity.certifier, days: Int(incapacity.days),
      causedByInsured: incapacity.causedByInsured)
  }

  private static func employment(
    _ employment: ClaimEmployment, _ place: String, _ fields: inout ClaimFields
  ) throws(ClaimRefusal) -> Employment {
    try fields.choice(employment.kind, "\(place).kind")
    var beganOn: LocalDate?
    var endsOn: LocalDate?
    if employment.kind == .indefiniteTerm || employment.kind == .fixedTerm {
      beganOn = try fields.date(employment.beganOn, "\(place).began_on")
    }
    if employment.kind == .fixedTerm {
      endsOn = try fields.date(employment.endsOn, "\(place).ends_on")
    }
    return Employment(kind: employment.kind, beganOn: beganOn, endsOn: endsOn)
  }
}
