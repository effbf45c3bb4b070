public import Events
public import Schemas

extension CreditAccounts {
  /// Enters an event of the client's stream. Events without a movement, a state or an id change
  /// nothing.
  ///
  /// - Returns: what it moved, in order.
  /// - Throws: `CreditFault` for what the rules do not admit; the accounts may then be half changed.
  public mutating func apply(
    _ event: CreditEvent, recorded: Timestamp
  ) throws(CreditFault) -> [MovedCredit] {
    switch event {
    case .clientRegistered(let event): register(event)
    case .granted(let event): try grant(event, recorded)
    case .paid(let event): try pay(event, recorded)
    case .charged(let event): try charge(event, recorded)
    case .condoned(let event): try condone(event, recorded)
    case .writtenOff(let event): try writeOff(event, recorded)
    case .writtenDown(let event): try writeDown(event, recorded)
    case .cleared(let event): try clear(event, recorded)
    case .reversed(let event): try reverse(event, recorded)
    case .contacted(let event): contact(event)
    case .idCancelled, .certified, .claimLinked, .assigned, .released,
      .reportingStarted, .reportSent, .deadlinePassed:
      []
    }
  }

  private mutating func register(_ event: CreditClientRegistered) -> [MovedCredit] {
    client = Cedula(event.cedula)
    return []
  }

  private mutating func grant(
    _ event: CreditCreditGranted, _ recorded: Timestamp
  ) throws(CreditFault) -> [MovedCredit] {
    let disbursed = try CreditFault.date(event.disbursementDate, "disbursement_date")
    let plan = try InstalmentPlan(event.instalments)
    obligations.append(
      Obligation(
        invoice: event.invoice, store: event.store, promissoryNote: event.promissoryNote,
        disbursed: disbursed, insurancePolicy: event.insurancePolicy, plan: plan))
    entries.append(
      CreditEntry(id: event.id, kind: .granted, invoices: [event.invoice], effective: disbursed))
    var movements = [
      CreditMovement(
        event.id, 0, .disbursement, ConceptAmounts(capital: plan.total.capital),
        effective: disbursed, recorded: recorded)
    ]
    for instalment in plan.instalments {
      var accrued = instalment.amounts
      accrued.capital = .zero(.cop)
      if accrued.isZero { continue }
      movements.append(
        CreditMovement(
          event.id, movements.count, .accrual, accrued, effective: instalment.due,
          recorded: recorded))
    }
    return try add(movements, to: event.invoice)
  }

  private mutating func pay(
    _ event: CreditPaymentReceived, _ recorded: Timestamp
  ) throws(CreditFault) -> [MovedCredit] {
    let date = try CreditFault.date(event.effectiveDate, "effective_date")
    let kind: CreditMovement.Kind = event.payer == .aseguradora ? .insurerPayment : .payment
    entries.append(
      CreditEntry(
        id: event.id, kind: .payment, invoices: event.applications.map(\.invoice), effective: date))
    var moved: [MovedCredit] = []
    for application in event.applications {
      let movement = CreditMovement(
        event.id, moved.count, kind, -(try applied(application, on: date)), effective: date,
        recorded: recorded)
      moved += try add([movement], to: application.invoice)
    }
    return moved
  }

  private mutating func charge(
    _ event: CreditChargeAdded, _ recorded: Timestamp
  ) throws(CreditFault) -> [MovedCredit] {
    let date = try CreditFault.date(event.effectiveDate, "effective_date")
    guard event.concept == .interesesDeMora || event.concept == .cargos else {
      throw .notAConcept(event.concept.rawValue)
    }
    entries.append(
      CreditEntry(id: event.id, kind: .charge, invoices: [event.invoice], effective: date))
    let amounts = ConceptAmounts(event.concept, try CreditFault.money(event.amount))
    return try add(
      [CreditMovement(event.id, 0, .charge, amounts, effective: date, recorded: recorded)],
      to: event.invoice)
  }

  private mutating func condone(
    _ event: CreditCondoned, _ recorded: Timestamp
  ) throws(CreditFault) -> [MovedCredit] {
    let date = try CreditFault.date(event.effectiveDate, "effective_date")
    entries.append(
      CreditEntry(id: event.id, kind: .condonation, invoices: [event.invoice], effective: date))
    let amounts = try CreditFault.amounts(event.concepts)
    return try add(
      [CreditMovement(event.id, 0, .condonation, -amounts, effective: date, recorded: recorded)],
      to: event.invoice)
  }

  private mutating func writeOff(
    _ event: CreditWrittenOff, _ recorded: Timestamp
  ) throws(CreditFault) -> [MovedCredit] {
    let date = try CreditFault.date(event.effectiveDate, "effective_date")
    try stand(event.id, .writeOff, .writtenOff, event.invoice, date, recorded)
    return []
  }

  private mutating func writeDown(
    _ event: CreditWrittenDown, _ recorded: Timestamp
  ) throws(CreditFault) -> [MovedCredit] {
    guard let payment = payment(of: event) else { throw .idUnknown(event.payment + event.claim) }
    return try close(event.id, .writeDown, event.invoice, payment.effective, recorded)
  }

  /// The payment with which an obligation is written down; `nil` when there is none.
  public func payment(of event: CreditWrittenDown) -> CreditEntry? {
    switch event.paymentMade {
    case .payment(let id): entry(id)
    case .claim(let stream): payment(ofClaim: stream)
    case nil: nil
    }
  }

  private mutating func clear(
    _ event: CreditClearanceIssued, _ recorded: Timestamp
  ) throws(CreditFault) -> [MovedCredit] {
    let date = try CreditFault.date(event.effectiveDate, "effective_date")
    return try close(event.id, .clearance, event.invoice, date, recorded)
  }

  /// What was closed before stays closed from the day from which it was.
  private mutating func close(
    _ id: String, _ kind: CreditEntry.Kind, _ invoice: String, _ date: LocalDate,
    _ recorded: Timestamp
  ) throws(CreditFault) -> [MovedCredit] {
    guard let obligation = obligation(invoice) else { throw .invoiceUnknown(invoice) }
    if obligation.state.isClosed {
      entries.append(CreditEntry(id: id, kind: kind, invoices: [invoice], effective: date))
      return []
    }
    let lapses = obligation.closing(on: date).lapses.enumerated().map { index, lapse in
      CreditMovement(
        id, index, .lapse, -lapse.amounts, effective: lapse.due, recorded: recorded)
    }
    try stand(id, kind, .paidOff, invoice, date, recorded)
    return try add(lapses, to: invoice)
  }

  private mutating func stand(
    _ id: String, _ kind: CreditEntry.Kind, _ state: Obligation.State, _ invoice: String,
    _ date: LocalDate, _ recorded: Timestamp
  ) throws(CreditFault) {
    guard
      let index = obligations.lastIndex(where: {
        $0.invoice == invoice && $0.state != .annulled
      })
    else { throw .invoiceUnknown(invoice) }
    obligations[index].standings.append(
      Obligation.Standing(id: id, state: state, effective: date, recorded: recorded))
    entries.append(CreditEntry(id: id, kind: kind, invoices: [invoice], effective: date))
  }

  private mutating func reverse(
    _ event: CreditReversed, _ recorded: Timestamp
  ) throws(CreditFault) -> [MovedCredit] {
    guard let entry = entry(event.reverses), entry.kind.isReversible, !entry.isTakenBack else {
      throw .idUnknown(event.reverses)
    }
    if entry.kind == .granted, let invoice = entry.invoices.first {
      try stand(event.id, .reversal, .annulled, invoice, entry.effective, recorded)
    } else {
      entries.append(
        CreditEntry(
          id: event.id, kind: .reversal, invoices: entry.invoices, effective: entry.effective))
    }
    return takeBack(entry.id, recorded: recorded)
  }

  private mutating func contact(_ event: CreditClientContacted) -> [MovedCredit] {
    entries.append(
      CreditEntry(
        id: event.id, kind: .contact, invoices: [], effective: LocalDate(daysSinceEpoch: 0)))
    return []
  }
}
