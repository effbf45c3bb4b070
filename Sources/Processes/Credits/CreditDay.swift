public import Events
public import Projections
public import Schemas
import SwiftProtobuf

/// What is shown of the credits on a day: balances, days past due, bands, all worked out from what
/// happened.
///
/// **Source:** receivables page, “Credits and collections”.
public struct CreditDay: Sendable {
  public let date: LocalDate
  public let bands: CreditBands

  /// - Parameter book: the figures in force on the day are used.
  public init(_ date: LocalDate, _ book: PolicyBook) {
    self.date = date
    bands = CreditBands(book, on: date)
  }

  /// A client in a list.
  public func row(of client: CreditClient) -> CreditClientRow {
    let current = client.accounts.current(on: date)
    let days = current.map { $0.daysPastDue(on: date) }.max() ?? 0
    return .with { row in
      row.cedula = client.cedula.digits
      row.name = client.row.name
      row.obligations = UInt32(current.count)
      row.outstanding = current.reduce(.zero(.cop)) { $0 + $1.outstanding(on: date) }.wire
      row.daysPastDue = UInt32(days)
      row.band = UInt32(bands.band(of: days).number)
      if client.row.hasAdviser { row.adviser = client.row.adviser }
      if let last = client.row.contacts.last { row.lastContact = last }
      if let contact = client.promised {
        row.promise = contact.contact.promise
        row.promiseOutcome = contact.outcome
      }
      row.deceased = client.row.hasIDCancelled
      let pool = client.accounts.pool(on: date)
      if !pool.isZero { row.pool = pool.wire }
    }
  }

  /// A whole client.
  public func page(of client: CreditClient) -> CreditClientPage {
    .with { page in
      page.row = row(of: client)
      page.birthDate = client.row.birthDate
      if client.row.hasIDCancelled { page.idCancelled = client.row.idCancelled }
      page.obligations = client.accounts.obligations.filter { $0.disbursed <= date }
        .map { view(of: $0, withMovements: true) }
      page.contacts = client.row.contacts
      page.certificates = client.row.certificates
      page.claims = client.row.claims
      page.revision = client.row.revision
    }
  }

  func view(of obligation: Obligation, withMovements: Bool) -> ObligationView {
    let days = obligation.daysPastDue(on: date)
    return .with { view in
      view.invoice = obligation.invoice
      view.store = obligation.store
      view.promissoryNote = obligation.promissoryNote
      view.disbursementDate = "\(obligation.disbursed)"
      view.insurancePolicy = obligation.insurancePolicy
      view.state = obligation.state(on: date).wire
      view.balance = obligation.balance(on: date).balance
      view.daysPastDue = UInt32(days)
      view.band = UInt32(bands.band(of: days).number)
      view.covered = isCovered(obligation)
      if !obligation.state(on: date).isClosed, let next = obligation.oldestUnpaid(on: date) {
        view.nextInstalment = .init(due: next.due, next.amounts.total)
      }
      view.instalments = UInt32(obligation.plan.instalments.count)
      view.pool = obligation.waiting.map { .init(due: $0.due, $0.amounts.total) }
      if withMovements {
        view.movements = obligation.movements.filter { $0.effective <= date }.enumerated()
          .sorted { ($0.element.effective, $0.offset) < ($1.element.effective, $1.offset) }
          .map(\.element.view)
      }
    }
  }

  func isCovered(_ obligation: Obligation) -> Bool {
    obligation.isCovered(on: date, daysPastDueBelow: bands.coverageDays)
  }
}

extension CreditClient {
  /// The last contact with a promise that is open or was not kept.
  var promised: CreditContact? {
    row.contacts.last { $0.outcome == .open || $0.outcome == .notKept || $0.outcome == .kept }
      .flatMap { $0.outcome == .kept ? nil : $0 }
  }
}

extension Obligation.State {
  var wire: ObligationState {
    switch self {
    case .current: .vigente
    case .writtenOff: .castigada
    case .paidOff: .pazYSalvo
    case .annulled: .anulada
    }
  }
}

extension InstalmentView {
  init(due: LocalDate, _ amount: Money) {
    self = .with {
      $0.dueDate = "\(due)"
      $0.amount = amount.wire
    }
  }
}

extension ConceptAmounts {
  /// What is zero is left out.
  var balance: CreditBalance {
    .with {
      if !capital.isZero { $0.capital = capital.wire }
      if !interest.isZero { $0.interest = interest.wire }
      if !defaultInterest.isZero { $0.defaultInterest = defaultInterest.wire }
      if !charges.isZero { $0.charges = charges.wire }
      $0.total = total.wire
    }
  }
}

extension CreditMovement {
  var view: CreditMovementView {
    .with {
      $0.effectiveDate = "\(effective)"
      $0.recorded = .init(recorded)
      $0.kind = kind.code
      $0.id = id
      $0.amounts = amounts.balance
      $0.reversal = isReversal
    }
  }
}
