public import Schemas
internal import SwiftProtobuf

/// Events of arrears as tests write them down. Dates are La Paz's.
public enum Arrears {
  public static let client = "arrears-1023456028"
  /// A public institution.
  public static let alcaldia = "arrears-1009876543"

  public static func actor(_ role: ArrearsRole, _ key: String = "vrojas") -> ArrearsActor {
    .with {
      $0.role = role
      $0.key = key
      $0.name = "Verónica Rojas Núñez"
    }
  }

  public static func bob(_ minorUnits: Int64) -> WireMoney { Premiums.money(minorUnits, "BOB") }

  public static func recorded(
    _ name: String = "Muebles Cochabamba S.R.L.", isPublic: Bool = false,
    executive: String = "vrojas"
  ) -> ArrearsClientRecorded {
    .with {
      $0.actor = actor(.ejecutivoEmpresas)
      $0.name = name
      $0.publicInstitution = isPublic
      $0.executive = actor(.ejecutivoEmpresas, executive)
      $0.email = "pagos@muebles.bo"
    }
  }

  /// With a telephone line and internet.
  public static func contract(_ number: String = "K-1") -> ArrearsContractRecorded {
    .with {
      $0.actor = actor(.gestorComercial)
      $0.contract = number
      $0.products = [("\(number)-TF", .lineaTelefonica), ("\(number)-IN", .internet)]
        .map { (product: String, kind: ArrearsProductKind) in
          .with {
            $0.number = product
            $0.kind = kind
          }
        }
    }
  }

  /// A line of the contract's telephone (`TF`) or internet (`IN`).
  public static func line(
    _ product: String, _ amount: Int64, charge: String = "", contract: String = "K-1"
  ) -> ArrearsLine {
    .with {
      $0.product = "\(contract)-\(product)"
      $0.amount = bob(amount)
      $0.concept = charge.isEmpty ? "Servicio del mes" : "Detalle de llamadas"
      $0.charge = charge
    }
  }

  public static func proforma(
    _ contract: String = "K-1", month: String = "2026-02"
  ) -> ArrearsProformaIssued {
    .with {
      $0.actor = actor(.facturacion)
      $0.contract = contract
      $0.month = month
      $0.lines = [line("TF", 7_000, contract: contract), line("IN", 24_900, contract: contract)]
    }
  }

  public static func sent(
    _ contract: String = "K-1", month: String = "2026-02", by channel: ArrearsChannel = .correo
  ) -> ArrearsProformaSent {
    .with {
      $0.actor = actor(.ejecutivoEmpresas)
      $0.contract = contract
      $0.month = month
      $0.channel = channel
      $0.recipient = "pagos@muebles.bo"
    }
  }

  public static func charge(
    _ id: String, product: String = "TF", _ amount: Int64 = 1_200, month: String = "2026-02",
    contract: String = "K-1", on date: String = "2026-02-10"
  ) -> ArrearsChargeAdded {
    .with {
      $0.actor = actor(.gestorComercial)
      $0.charge = id
      $0.contract = contract
      $0.product = "\(contract)-\(product)"
      $0.amount = bob(amount)
      $0.concept = "Detalle de llamadas salientes de 2026-01"
      $0.month = month
      $0.aroseOn = date
    }
  }

  public static func withdrawn(_ id: String) -> ArrearsChargeWithdrawn {
    .with {
      $0.actor = actor(.gestorComercial)
      $0.charge = id
      $0.reason = "El cliente desistió"
    }
  }

  /// Bs 319 of both products, unless lines are given.
  public static func invoice(
    _ number: String, contract: String = "K-1", month: String = "2026-02",
    on date: String = "2026-02-28", _ lines: [ArrearsLine]? = nil
  ) -> ArrearsInvoiceIssued {
    .with {
      $0.actor = actor(.facturacion)
      $0.invoice = number
      $0.contract = contract
      $0.month = month
      $0.issuedOn = date
      $0.lines =
        lines ?? [line("TF", 7_000, contract: contract), line("IN", 24_900, contract: contract)]
    }
  }

  public static func annulled(
    _ invoice: String, on date: String = "2026-03-01"
  ) -> ArrearsInvoiceAnnulled {
    .with {
      $0.actor = actor(.facturacion)
      $0.invoice = invoice
      $0.annulledOn = date
      $0.reason = "Resolución de UTAR"
    }
  }

  public static func stamped(
    _ form: String, _ invoices: String..., on date: String = "2026-03-01"
  ) -> ArrearsSigepStamped {
    .with {
      $0.actor = actor(.facturacion)
      $0.form = form
      $0.invoices = invoices
      $0.stampedOn = date
    }
  }

  /// What came in is the sum of the parts.
  public static func payment(
    _ reference: String, _ way: ArrearsPaymentWay = .banco, on date: String = "2026-03-01",
    _ parts: (String, Int64)...
  ) -> ArrearsPaymentRecorded {
    payment(reference, way, on: date, parts)
  }

  public static func payment(
    _ reference: String, _ first: (String, Int64), _ others: (String, Int64)...
  ) -> ArrearsPaymentRecorded {
    payment(reference, .banco, on: "2026-03-01", [first] + others)
  }

  public static func payment(
    _ reference: String, _ way: ArrearsPaymentWay, on date: String, _ parts: [(String, Int64)]
  ) -> ArrearsPaymentRecorded {
    .with {
      $0.actor = actor(.facturacion)
      $0.reference = reference
      $0.way = way
      $0.paidOn = date
      $0.applications = parts.map { invoice, amount in
        .with {
          $0.invoice = invoice
          $0.amount = bob(amount)
        }
      }
      $0.amount = bob(parts.reduce(0) { $0 + $1.1 })
    }
  }

  public static func reversed(
    _ reference: String, on date: String = "2026-03-02"
  ) -> ArrearsPaymentReversed {
    .with {
      $0.actor = actor(.facturacion)
      $0.reference = reference
      $0.reversedOn = date
      $0.reason = "Depósito de otro cliente"
    }
  }

  public static func interaction(round: String = "") -> ArrearsInteractionRecorded {
    .with {
      $0.actor = actor(.ejecutivoEmpresas)
      $0.channel = .llamada
      $0.text = "Se informó la deuda pendiente"
      $0.round = round
    }
  }

  public static func commitment(
    _ id: String, _ invoices: String..., way: ArrearsPaymentWay = .banco
  ) -> ArrearsCommitmentMade {
    .with {
      $0.actor = actor(.ejecutivoEmpresas)
      $0.commitment = id
      $0.invoices = invoices
      $0.way = way
      $0.promisedBy = "Ing. Óscar Peña"
    }
  }

  public static func letter(
    _ number: String, _ invoices: String..., on date: String = "2026-03-02"
  ) -> ArrearsLetterIssued {
    .with {
      $0.actor = actor(.ejecutivoEmpresas)
      $0.letter = number
      $0.issuedOn = date
      $0.invoices = invoices
      $0.copy = "Archivo Empresas, carpeta 3"
    }
  }
}
