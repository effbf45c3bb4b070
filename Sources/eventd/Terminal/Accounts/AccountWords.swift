import Processes
import Projections
import Schemas

/// Words of the screens of accounts.

extension AccountSituation {
  var code: String {
    switch self {
    case .prospect: "prospecto"
    case .contracted: "contratada"
    case .live: "en-servicio"
    case .closed: "cerrada"
    case .unspecified, .UNRECOGNIZED: ""
    }
  }

  var label: String {
    switch self {
    case .prospect: "Prospecto"
    case .contracted: "Contratada"
    case .live: "En servicio"
    case .closed: "Cerrada"
    case .unspecified, .UNRECOGNIZED: "—"
    }
  }
}

extension AccountQuoteStatus {
  var code: String {
    switch self {
    case .due: "por-enviar"
    case .late: "tardia"
    case .sent: "enviada"
    case .sentLate: "enviada-tarde"
    case .unspecified, .UNRECOGNIZED: ""
    }
  }

  var label: String {
    switch self {
    case .due: "Por enviar"
    case .late: "Tardía"
    case .sent: "Enviada"
    case .sentLate: "Enviada tarde"
    case .unspecified, .UNRECOGNIZED: "—"
    }
  }
}

extension AccountInvoiceStatus {
  var code: String {
    switch self {
    case .inPreparation: "en-preparacion"
    case .issued: "radicada"
    case .overdue: "vencida"
    case .returned: "devuelta"
    case .paid: "pagada"
    case .unspecified, .UNRECOGNIZED: ""
    }
  }

  var label: String {
    switch self {
    case .inPreparation: "En preparación"
    case .issued: "Radicada"
    case .overdue: "Vencida"
    case .returned: "Devuelta a Comercial"
    case .paid: "Pagada"
    case .unspecified, .UNRECOGNIZED: "—"
    }
  }
}

extension AccountAmendmentStatus {
  var code: String {
    switch self {
    case .proposed: "propuesto"
    case .signed: "firmado"
    case .inForce: "en-vigor"
    case .unspecified, .UNRECOGNIZED: ""
    }
  }

  var label: String {
    switch self {
    case .proposed: "Por firmar"
    case .signed: "Por anexar"
    case .inForce: "En vigor"
    case .unspecified, .UNRECOGNIZED: "—"
    }
  }
}

extension AccountTrack {
  /// For a column.
  var shortLabel: String {
    switch self {
    case .commercialPhase: "Comercial"
    case .serviceStart: "Alta"
    case .incorporation, .amendment, .invoice, .unspecified, .UNRECOGNIZED: label
    }
  }

  /// The row as the page numbers it, with what is done: `6 Cargue en el sistema de gestión`.
  func row(_ step: String) -> String {
    guard self != .unspecified, let action = AccountPaths.path(self).step(step)?.action else {
      return step
    }
    return "\(step) \(action)"
  }
}

extension AccountActor {
  /// `Begoña Núñez (TI)`; the key where there is no name.
  var label: String {
    let person = name.isEmpty ? key : name
    return person.isEmpty ? role.label : "\(person) (\(role.label))"
  }
}

extension AccountPaymentTerm {
  var label: String {
    switch term {
    case .calendarDays(let days): "\(days) días calendario"
    case .businessDays(let days): "\(days) días hábiles"
    case nil: "—"
    }
  }
}

extension UInt64 {
  /// `#00000042`, and `—` for what is no number of an account.
  var accountTitle: String { AccountNumber(self)?.title ?? "—" }
}

extension WireMoney {
  /// `COP 1250.00`; what is no amount, as it was sent.
  var label: String {
    (try? Money(self))?.description ?? "\(currencyCode) \(units)"
  }
}
