public import Schemas
internal import SwiftProtobuf

/// Events of premiums as tests write them down. Dates are Lima's.
public enum Premiums {
  public static let client = "premium-20512345678"
  public static let collections = PremiumActor.with {
    $0.role = .cobranzas
    $0.key = "mquispe"
    $0.name = "María Quispe Ñahui"
  }
  public static let system = PremiumActor.with {
    $0.role = .system
    $0.key = "eventd"
  }

  public static func pen(_ minorUnits: Int64) -> WireMoney { money(minorUnits, "PEN") }
  public static func usd(_ minorUnits: Int64) -> WireMoney { money(minorUnits, "USD") }

  public static func money(_ minorUnits: Int64, _ currency: String) -> WireMoney {
    .with {
      $0.currencyCode = currency
      $0.units = minorUnits / 100
      $0.nanos = Int32(minorUnits % 100) * 10_000_000
    }
  }

  public static func policy(
    _ number: String = "V-1", _ line: PremiumLine = .vida, broker: String = "C-77",
    client: String = "Peña e Hijos S.A.C."
  ) -> PremiumPolicyAssigned {
    .with {
      $0.actor = collections
      $0.policy = number
      $0.line = line
      $0.broker.key = broker
      $0.broker.name = "Corredora \(broker)"
      $0.clientName = client
    }
  }

  public static func validity(_ start: String, _ end: String) -> PremiumValidity {
    .with {
      $0.start = start
      $0.end = end
    }
  }

  /// Of Vida and Salud with the validity of its year, of Seguros Generales without.
  public static func cuota(
    _ number: String, policy: String = "V-1", _ amount: WireMoney = pen(25_000),
    issued: String = "2026-01-15", due: String = "2026-02-15", hasValidity: Bool = true
  ) -> PremiumCuotaIssued {
    .with {
      $0.actor = collections
      $0.number = number
      $0.policy = policy
      $0.amount = amount
      $0.issuedOn = issued
      $0.dueOn = due
      if hasValidity { $0.validity = validity("2026-01-01", "2026-12-31") }
    }
  }

  public static func amended(
    _ number: String, policy: String = "V-1", _ amount: WireMoney = pen(26_000),
    issued: String = "2026-01-15", due: String = "2026-02-20", hasValidity: Bool = true
  ) -> PremiumCuotaAmended {
    .with {
      $0.actor = collections
      $0.number = number
      $0.policy = policy
      $0.amount = amount
      $0.issuedOn = issued
      $0.dueOn = due
      if hasValidity { $0.validity = validity("2026-01-01", "2026-12-31") }
      $0.reason = "Prima mal calculada"
    }
  }

  public static func settlement(
    _ number: String, policy: String = "V-1", _ amount: WireMoney = pen(90_000),
    issued: String = "2026-01-31", due: String = "2026-02-28"
  ) -> PremiumSettlementIssued {
    .with {
      $0.actor = collections
      $0.number = number
      $0.policy = policy
      $0.periodStart = "2026-01-01"
      $0.periodEnd = "2026-01-31"
      $0.amount = amount
      $0.issuedOn = issued
      $0.dueOn = due
    }
  }

  public static func annulled(
    _ document: PremiumDocument, on date: String = "2026-03-01"
  ) -> PremiumDocumentAnnulled {
    .with {
      $0.actor = collections
      $0.document = document
      $0.annulledOn = date
      $0.reason = "Póliza anulada"
    }
  }

  /// A payment of these documents; what the bank took in is their sum.
  public static func payment(
    _ reference: String, on date: String = "2026-02-10", bank: String = "BCP",
    _ parts: (PremiumDocument, WireMoney)...
  ) -> PremiumPaymentRecorded {
    payment(reference, on: date, bank: bank, parts)
  }

  public static func payment(
    _ reference: String, on date: String, bank: String = "BCP",
    _ parts: [(PremiumDocument, WireMoney)]
  ) -> PremiumPaymentRecorded {
    .with {
      $0.actor = collections
      $0.bankReference = reference
      $0.bank = bank
      $0.paidOn = date
      $0.applications = parts.map { document, amount in
        .with {
          $0.document = document
          $0.amount = amount
        }
      }
      let cents = parts.reduce(Int64(0)) { $0 + $1.1.units * 100 + Int64($1.1.nanos / 10_000_000) }
      $0.amount = money(cents, parts.first?.1.currencyCode ?? "PEN")
    }
  }

  public static func reversed(
    _ reference: String, on date: String = "2026-03-01"
  ) -> PremiumPaymentReversed {
    .with {
      $0.actor = collections
      $0.bankReference = reference
      $0.reversedOn = date
      $0.reason = "Cheque sin fondos"
    }
  }

  public static func receipt(
    _ number: String, _ document: PremiumDocument, on date: String = "2026-02-11"
  ) -> PremiumReceiptIssued {
    .with {
      $0.actor = collections
      $0.number = number
      $0.document = document
      $0.issuedOn = date
    }
  }

  public static func cuota(named number: String) -> PremiumDocument {
    .with {
      $0.kind = .cuota
      $0.number = number
    }
  }

  public static func settlement(named number: String) -> PremiumDocument {
    .with {
      $0.kind = .liquidacion
      $0.number = number
    }
  }
}
