import Events
import Processes
import Projections
import Schemas

extension UInt64 {
  /// `#00000147`
  var orderTitle: String { "#\(OrderNumber(self)?.title ?? "\(self)")" }
}

extension OrderProcedure {
  /// `E Registro de daños`
  var title: String { letter.isEmpty ? label : "\(letter) \(label)" }
}

extension OrderRow {
  /// `E8 Atención en el día`, or how it ended.
  var place: String {
    end == .unspecified ? OrderStepLabels.title(step) : end.label
  }

  /// Where there is little room.
  var shortPlace: String { end == .early ? "sin el servicio" : place }
}

extension OrderStepLabels {
  /// `E8 Atención en el día`
  static func title(_ id: String) -> String {
    let label = step(id)
    return label.isEmpty ? id : "\(id) \(label)"
  }
}

extension [OrderRole] {
  /// `GC, EE`
  var codes: String { map(\.code).joined(separator: ", ") }
}

extension OrderActor {
  /// `GC Noé Quispe`; the key where there is no name.
  var label: String {
    if role == .system { return role.label }
    let who = name.isEmpty ? key : name
    return [role == .unidadExterna ? role.label : role.code, who].filter { !$0.isEmpty }
      .joined(separator: " ")
  }
}

extension OrderExecutive {
  /// `Ximena Peña (EE-1)`
  var label: String { name.isEmpty ? key : key.isEmpty ? name : "\(name) (\(key))" }
}

extension OrderClient {
  /// `NIT 1023275028`
  var documentLabel: String { "\(document.label) \(number)" }
}

extension OrderProduct {
  /// `4401234 Internet (cobre)`
  var label: String {
    technology == .unspecified
      ? "\(number) \(kind.label)" : "\(number) \(kind.label) (\(technology.label))"
  }
}

extension OrderDocument {
  /// `carta de retiro “carta.pdf”, en papel`
  var label: String { "\(kind.label) “\(name)”" + (onPaper ? ", en papel" : "") }
}

extension OrderWorkOrder {
  /// `OT-2 asignado (repite OT-1)`
  var label: String {
    "\(number) \(state.label)" + (repeats.isEmpty ? "" : " (repite \(repeats))")
  }
}

extension OrderChannel {
  /// `por teléfono`; empty for none.
  var words: String {
    switch self {
    case .presencial: "en persona"
    case .unspecified, .UNRECOGNIZED: ""
    case .email, .whatsapp, .carta, .telefono: "por \(label)"
    }
  }
}

extension OrderInteraction {
  /// `“Se informó al cliente.” (por teléfono)`
  var label: String { "“\(text)”" + (channel.words.isEmpty ? "" : " (\(channel.words))") }
}

extension WireMoney {
  /// As it is written in Bolivia: `Bs 1.234,50`; of a payload that is no amount its units.
  var bolivianos: String {
    let cents = nanos.magnitude / 10_000_000
    let digits = String(units.magnitude)
    var grouped = ""
    for (index, digit) in digits.enumerated() {
      if index > 0 && (digits.count - index) % 3 == 0 { grouped += "." }
      grouped.append(digit)
    }
    let sign = units < 0 || nanos < 0 ? "-" : ""
    return "Bs \(sign)\(grouped),\(cents < 10 ? "0" : "")\(cents)"
  }
}

extension OrderReceived.OneOf_Asked {
  /// What is asked for, in a sentence.
  var words: String {
    switch self {
    case .supplementaryService(let asked):
      "\(asked.change.label) de \(asked.kind.label)"
        + (asked.category.isEmpty ? "" : " \(asked.category)")
    case .planChange(let asked):
      (asked.fromPlan.isEmpty ? "" : "de \(asked.fromPlan) ")
        + "a \(asked.toPlan) (\(asked.direction.label))"
    case .transfer(let asked): "a \(asked.address), barrio \(asked.barrio)"
    case .suspension(let asked): "suspensión del \(asked.start) al \(asked.end)"
    case .reconnection(let asked): "reconexión de \(asked.suspension.orderTitle)"
    case .trouble(let asked): "\(asked.service.label): \(asked.description_p)"
    case .billingClaim(let asked): "factura de \(asked.month): \(asked.disputed)"
    case .callDetail(let asked):
      "\(asked.network.label): \(asked.telephones.joined(separator: ", ")); "
        + asked.months.joined(separator: ", ")
    case .withdrawal(let asked): asked.cause
    case .supportVisit(let asked): asked.problem
    }
  }
}
