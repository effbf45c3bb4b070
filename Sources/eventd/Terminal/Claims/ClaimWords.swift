import Events
import Projections
import Schemas

extension UInt64 {
  /// `00000417`
  var claimTitle: String { ClaimNumber(self)?.title ?? "\(self)" }
}

extension WireMoney {
  /// As it is written in Colombia: `3.000.000`, and `3.000.000,50` where there are centavos.
  var pesos: String {
    let digits = String(units.magnitude)
    var grouped = ""
    for (index, digit) in digits.enumerated() {
      if index > 0 && (digits.count - index) % 3 == 0 { grouped += "." }
      grouped.append(digit)
    }
    let cents = nanos.magnitude / 10_000_000
    let sign = units < 0 || nanos < 0 ? "-" : ""
    return sign + grouped + (cents == 0 ? "" : ",\(cents < 10 ? "0" : "")\(cents)")
  }

  /// For a file: `3000000.50`, as a spreadsheet reads it.
  var plain: String {
    let cents = nanos.magnitude / 10_000_000
    return "\(units < 0 || nanos < 0 ? "-" : "")\(units.magnitude).\(cents < 10 ? "0" : "")\(cents)"
  }
}

extension ClaimCause {
  /// For a column: `Incap. temporal`.
  var shortLabel: String {
    switch self {
    case .permanentIncapacity: "Incap. permanente"
    case .temporaryIncapacity: "Incap. temporal"
    case .death, .unemployment, .unspecified, .UNRECOGNIZED: label
    }
  }
}

extension ClaimMilestone {
  /// `5 Revisar documentos`
  var title: String { number.isEmpty ? label : "\(number) \(label)" }
}

extension ClaimActor {
  /// `Asesor: Íngrid Peña (p-12)`; what is not given is left out.
  var label: String {
    let who = name.isEmpty ? key : key.isEmpty || role == .system ? name : "\(name) (\(key))"
    return role == .system || who.isEmpty ? role.label : "\(role.label): \(who)"
  }
}

extension ClaimRow {
  /// Where it is claimed and why: `LA EQUIDAD`, or `—`.
  var insurerLabel: String { insurer.label }

  var needs: String { missing.map(\.words).joined(separator: "; ") }
}

extension ClaimNeed {
  /// `Fotocopia de la póliza o Fotocopia del pagaré`
  var words: String {
    name.isEmpty ? anyOf.map(\.label).joined(separator: " o ") : name
  }
}

extension ClaimFinding {
  /// `Cubierto por LA EQUIDAD, 6 cuotas`, and then why not or what is doubtful.
  var words: String {
    let months = poolMonths == 0 ? "" : ", \(poolMonths) \(poolMonths == 1 ? "cuota" : "cuotas")"
    switch decision {
    case .covered: return "Cubierto por \(insurer.label)\(months)"
    case .doubtful:
      let doubts = doubts.map(\.label).joined(separator: "; ")
      return "Dudoso, \(insurer.label)\(months): \(doubts)"
    case .notCovered:
      return "No cubierto: \(reasons.map(\.label).joined(separator: "; "))"
    case .unspecified, .UNRECOGNIZED: return "—"
    }
  }
}

extension LocalTimes {
  /// Days from a time to a date; negative when the date is past.
  func days(from now: GoodFor, to date: String) -> Int? {
    guard let date = LocalDate(date), let today = LocalDate(minute(now.now).prefix(10)) else {
      return nil
    }
    return date.days(since: today)
  }
}
