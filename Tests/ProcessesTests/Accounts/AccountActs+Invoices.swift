import Schemas
import SwiftProtobuf

extension Act {
  private static let finance = AccountActor.person(.jefeDeAdministracionYFinanciera)

  static func prepared(_ id: String = "FV-1") -> AccountInvoicePrepared {
    .with {
      $0.actor = finance
      $0.invoice = id
      $0.amount.currencyCode = "COP"
      $0.amount.units = 150_000_000
      $0.concept = "Asistencias de marzo"
    }
  }
  static func verified(_ id: String = "FV-1") -> AccountInvoiceVerified {
    .with {
      $0.actor = finance
      $0.invoice = id
    }
  }
  static func approved(_ id: String = "FV-1") -> AccountInvoiceApproved {
    .with {
      $0.actor = finance
      $0.invoice = id
    }
  }
  static func signed(_ id: String = "FV-1") -> AccountInvoiceSigned {
    .with {
      $0.actor = finance
      $0.invoice = id
    }
  }
  static func submitted(_ id: String = "FV-1") -> AccountInvoiceSubmitted {
    .with {
      $0.actor = finance
      $0.invoice = id
    }
  }
  static func chased(_ id: String = "FV-1") -> AccountPaymentFollowedUp {
    .with {
      $0.actor = finance
      $0.invoice = id
      $0.note = "Pago programado para el viernes"
    }
  }
  static func returned(_ id: String = "FV-1") -> AccountInvoiceReturned {
    .with {
      $0.actor = finance
      $0.invoice = id
      $0.error = "La tarifa no es la del contrato"
    }
  }
  static func resolved(_ id: String = "FV-1") -> AccountNegotiationErrorResolved {
    .with {
      $0.actor = .person(.comercial)
      $0.invoice = id
      $0.resolution = "Tarifa acordada de nuevo"
    }
  }
  static func paid(_ id: String = "FV-1") -> AccountInvoicePaid {
    .with {
      $0.actor = finance
      $0.invoice = id
    }
  }

  /// The five acts, in their order.
  static func issue(_ id: String = "FV-1") -> [any AccountMessage] {
    [prepared(id), verified(id), approved(id), signed(id), submitted(id)]
  }
}
