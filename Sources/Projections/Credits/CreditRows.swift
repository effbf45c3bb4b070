import Events
import Schemas
import SwiftProtobuf

/// A client's accounts as rows: `schemas/eventd/v1/credit_state.proto`.
extension CreditAccounts {
  /// Reads what `stored` wrote; traps for anything else.
  init(_ row: StoredCreditAccounts) {
    client = Cedula(row.cedula)
    obligations = row.obligations.map(Obligation.init)
    entries = row.entries.map(CreditEntry.init)
    claims = row.claims.map { claim in
      Claim(
        stream: claim.stream, entry: claim.entry.isEmpty ? nil : claim.entry,
        transfer: claim.transfer.isEmpty
          ? nil : Claim.Transfer(id: claim.transfer, effective: LocalDate(claim.transferredOn)))
    }
  }

  var stored: StoredCreditAccounts {
    .with { row in
      row.cedula = client?.digits ?? ""
      row.obligations = obligations.map(\.stored)
      row.entries = entries.map(\.stored)
      row.claims = claims.map { claim in
        StoredCreditClaim.with {
          $0.stream = claim.stream
          $0.entry = claim.entry ?? ""
          if let transfer = claim.transfer {
            $0.transfer = transfer.id
            $0.transferredOn = transfer.effective.stored
          }
        }
      }
    }
  }
}

extension LocalDate {
  init(_ stored: Int32) { self.init(daysSinceEpoch: Int(stored)) }

  var stored: Int32 { Int32(daysSinceEpoch) }
}

extension ConceptAmounts {
  init(_ row: ConceptCentavos) {
    self.init(
      capital: Money(minorUnits: row.capital, .cop),
      interest: Money(minorUnits: row.interest, .cop),
      defaultInterest: Money(minorUnits: row.defaultInterest, .cop),
      charges: Money(minorUnits: row.charges, .cop))
  }

  var stored: ConceptCentavos {
    .with {
      $0.capital = capital.minorUnits
      $0.interest = interest.minorUnits
      $0.defaultInterest = defaultInterest.minorUnits
      $0.charges = charges.minorUnits
    }
  }
}

extension Obligation {
  fileprivate init(_ row: StoredObligation) {
    self.init(
      invoice: row.invoice, store: row.store, promissoryNote: row.promissoryNote,
      disbursed: LocalDate(row.disbursed), insurancePolicy: row.insurancePolicy,
      plan: InstalmentPlan(
        row.instalments.map {
          InstalmentPlan.Instalment(due: LocalDate($0.due), amounts: ConceptAmounts($0.amounts))
        }))
    movements = row.movements.map(CreditMovement.init)
    standings = row.standings.map(Standing.init)
    waiting = row.waiting.map {
      WaitingMonth(id: $0.id, due: LocalDate($0.due), amounts: ConceptAmounts($0.amounts))
    }
  }

  fileprivate var stored: StoredObligation {
    .with { row in
      row.invoice = invoice
      row.store = store
      row.promissoryNote = promissoryNote
      row.disbursed = disbursed.stored
      row.insurancePolicy = insurancePolicy
      row.instalments = plan.instalments.map { instalment in
        StoredInstalment.with {
          $0.due = instalment.due.stored
          $0.amounts = instalment.amounts.stored
        }
      }
      row.movements = movements.map(\.stored)
      row.standings = standings.map(\.stored)
      row.waiting = waiting.map { month in
        StoredPoolMonth.with {
          $0.id = month.id
          $0.due = month.due.stored
          $0.amounts = month.amounts.stored
        }
      }
    }
  }
}

extension CreditMovement {
  fileprivate init(_ row: StoredCreditMovement) {
    guard let kind = Kind(rawValue: Int(row.kind)) else {
      preconditionFailure("no movement of kind \(row.kind)")
    }
    self.init(
      row.id, Int(row.index), kind, ConceptAmounts(row.amounts),
      effective: LocalDate(row.effective), recorded: Timestamp(microseconds: row.recorded),
      isReversal: row.reversal, forDue: row.hasForDue ? LocalDate(row.forDue) : nil)
  }

  fileprivate var stored: StoredCreditMovement {
    .with {
      $0.id = id
      $0.index = UInt32(index)
      $0.kind = UInt32(kind.rawValue)
      $0.amounts = amounts.stored
      $0.effective = effective.stored
      $0.recorded = recorded.microseconds
      $0.reversal = isReversal
      if let forDue { $0.forDue = forDue.stored }
    }
  }
}

extension Obligation.Standing {
  fileprivate init(_ row: StoredStanding) {
    guard let state = Obligation.State(rawValue: Int(row.state)) else {
      preconditionFailure("no state \(row.state)")
    }
    self.init(
      id: row.id, state: state, effective: LocalDate(row.effective),
      recorded: Timestamp(microseconds: row.recorded),
      takenBack: row.hasTakenBack ? Timestamp(microseconds: row.takenBack) : nil)
  }

  fileprivate var stored: StoredStanding {
    .with {
      $0.id = id
      $0.state = UInt32(state.rawValue)
      $0.effective = effective.stored
      $0.recorded = recorded.microseconds
      if let takenBack { $0.takenBack = takenBack.microseconds }
    }
  }
}

extension CreditEntry {
  fileprivate init(_ row: StoredCreditEntry) {
    guard let kind = Kind(rawValue: Int(row.kind)) else {
      preconditionFailure("no entry of kind \(row.kind)")
    }
    self.init(
      id: row.id, kind: kind, invoices: row.invoices, effective: LocalDate(row.effective),
      isTakenBack: row.takenBack)
  }

  fileprivate var stored: StoredCreditEntry {
    .with {
      $0.id = id
      $0.kind = UInt32(kind.rawValue)
      $0.invoices = invoices
      $0.effective = effective.stored
      $0.takenBack = isTakenBack
    }
  }
}
