import Events
import Processes
import Projections
import Schemas
import SwiftProtobuf

/// Fills in the events of one account, as one person on one day.
struct AccountWriter {
  let actor: AccountActor
  /// Local date in Bogotá.
  let date: LocalDate
  let cast: AccountCast
  let standing: AccountStanding
  var dice: SplitMix64

  mutating func name(_ role: AccountRole) -> String { cast.actor(role, &dice).name }

  /// So many of the texts, each once.
  mutating func some(_ texts: [String], _ counts: ClosedRange<Int>) -> [String] {
    var left = texts
    return (0..<min(dice.number(in: counts), texts.count)).map { _ in
      left.remove(at: dice.below(left.count))
    }
  }

  mutating func property() -> AccountClientPropertyReceived {
    .with {
      $0.actor = actor
      $0.kind = dice.pick([.information, .information, .goods, .service])
      $0.description_p = dice.pick(AccountTexts.property)
    }
  }

  // Amendments and invoices.

  mutating func amendment(_ id: String, _ step: String) -> any Message {
    switch step {
    case "7":
      let change = dice.pick(AccountTexts.changes)
      return AccountAmendmentProposed.with {
        $0.actor = actor
        $0.amendment = id
        $0.proposedBy = dice.pick([.client, .client, .company])
        $0.changes = [
          .with {
            $0.requirement = change.0
            $0.agreed = change.1
            $0.new = change.2
          }
        ]
        if dice.chance(percent: 30) { $0.paymentTerm.calendarDays = 45 }
      }
    case "7R":
      return AccountAmendmentAttached.with {
        $0.actor = actor
        $0.amendment = id
      }
    default:
      return AccountAmendmentSigned.with {
        $0.actor = actor
        $0.amendment = id
        $0.party = step == "7C" ? .client : .company
        $0.signatory = step == "7C" ? TrafficNames.person(&dice) : name(.gerenteComercial)
      }
    }
  }

  mutating func invoice(_ id: String, _ step: String) -> any Message {
    switch step {
    case "8.1":
      return AccountInvoicePrepared.with {
        $0.actor = actor
        $0.invoice = id
        $0.amount.currencyCode = "COP"
        $0.amount.units = Int64(dice.number(in: 800...250_000)) * 1000
        $0.concept = "Asistencias prestadas"
      }
    case "8.2":
      return AccountInvoiceVerified.with {
        $0.actor = actor
        $0.invoice = id
      }
    case "8.3":
      return AccountInvoiceApproved.with {
        $0.actor = actor
        $0.invoice = id
      }
    case "8.4":
      return AccountInvoiceSigned.with {
        $0.actor = actor
        $0.invoice = id
      }
    case "8.5":
      return AccountInvoiceSubmitted.with {
        $0.actor = actor
        $0.invoice = id
      }
    case "9C":
      return AccountNegotiationErrorResolved.with {
        $0.actor = actor
        $0.invoice = id
        $0.resolution = "Se acordó con el cliente la tarifa del contrato"
      }
    default: return payment(id)
    }
  }

  private mutating func payment(_ id: String) -> any Message {
    if dice.chance(percent: 8) {
      return AccountInvoiceReturned.with {
        $0.actor = actor
        $0.invoice = id
        $0.error = dice.pick(AccountTexts.errors)
      }
    }
    return AccountInvoicePaid.with {
      $0.actor = actor
      $0.invoice = id
      $0.reference = "BCO-\(dice.number(in: 100_000...999_999))"
    }
  }

  mutating func paymentFollowedUp(_ id: String) -> AccountPaymentFollowedUp {
    .with {
      $0.actor = actor
      $0.invoice = id
      $0.note = dice.pick(AccountTexts.payments)
    }
  }
}
