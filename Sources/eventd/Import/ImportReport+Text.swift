extension ImportReport {
  /// The report as tables in Spanish, for people.
  var text: String {
    var lines = ["Importación: \(Self.grouped(rows)) filas de \(Self.grouped(cases)) casos"]
    lines += table(
      [
        ("aceptadas", accepted), ("rechazadas", refusedRows), ("omitidas", skippedRows),
        ("sin intentar", notTried), ("total", counted),
      ])
    if repeated > 0 {
      lines += ["De las aceptadas, \(Self.grouped(repeated)) ya estaban en el registro."]
    }
    lines += section(
      "Rechazadas, por regla",
      refused.ranked(by: \.code).map { rule, count in (rule.label, count) })
    lines += section(
      "Rechazadas, por lo que pedían",
      kinds.ranked { "\($0.label) \($0.code)" }.map { kind, count in
        ("\(kind.label) [\(kind.code)]", count)
      })
    lines += section("Omitidas, por motivo", skipped.ranked(by: \.self))
    if let stopped {
      lines += [
        "", "La importación se detuvo: \(stopped)",
        "Al repetirla continúa donde quedó; nada se duplica.",
      ]
    }
    return lines.joined(separator: "\n") + "\n"
  }

  private func section(_ title: String, _ counts: [(String, Int)]) -> [String] {
    counts.isEmpty ? [] : ["", title] + table(counts)
  }

  /// Counts to the right, with their share of all rows.
  private func table(_ counts: [(String, Int)]) -> [String] {
    counts.map { name, count in
      let number = Self.grouped(count)
      let tenths = rows == 0 ? 0 : (count * 1000 + rows / 2) / rows
      let share = "\(tenths / 10).\(tenths % 10) %"
      return Self.right(number, 10) + Self.right(share, 9) + "  \(name)"
    }
  }

  private static func right(_ text: String, _ width: Int) -> String {
    String(repeating: " ", count: max(0, width - text.count)) + text
  }

  /// 6,870 as it is written in Mexico.
  private static func grouped(_ number: Int) -> String {
    let digits = Array(String(number))
    return digits.enumerated().map { index, digit in
      index > 0 && (digits.count - index) % 3 == 0 ? ",\(digit)" : String(digit)
    }.joined()
  }
}

extension ImportReport.Rule {
  fileprivate var label: String {
    if code == Self.wrongRevision { return "\(code) (el caso ya cambió después de esta fila)" }
    return source.isEmpty ? code : "\(code) (\(source))"
  }
}
