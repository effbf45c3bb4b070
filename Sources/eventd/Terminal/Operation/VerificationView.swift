import Events

/// What came of verifying a log: what is in it, what is wrong, and whether it is what was signed.
struct VerificationView {
  let report: VerificationReport
  /// The checkpoint to compare with.
  let signed: TreeHead?
  /// What was compared with the log, besides its own tables.
  var views: [DerivedVerification.Outcome] = []

  private enum Comparison {
    case agrees
    case otherLog
    case shorter
    case differs
    /// A record cannot be read, so there is no root to compare.
    case unknown
  }

  var isSound: Bool {
    report.isSound && (comparison ?? .agrees) == .agrees && views.allSatisfy(\.isSound)
  }

  private var comparison: Comparison? {
    guard let signed else { return nil }
    guard let identity = report.identity, TreeHead.origin(of: identity) == signed.origin else {
      return .otherLog
    }
    if report.events < signed.size { return .shorter }
    guard let root = report.roots[signed.size] else { return .unknown }
    return root == signed.root ? .agrees : .differs
  }

  var text: String {
    var lines = FieldList(fields: [
      ("Registro", report.identity?.description ?? ""), ("Eventos", "\(report.events)"),
      ("Streams", "\(report.streams)"), ("Claves únicas", "\(report.uniqueKeys)"),
      ("Raíz", report.root?.description ?? "no se puede calcular"),
    ]).lines(Screen(width: nil, isTerminal: false), indent: 0)
    if let signed, let comparison {
      lines += ["", Self.sentence(comparison, signed, events: report.events)]
    }
    if !views.isEmpty {
      lines += ["", "Vistas y procesos:"]
      lines += FieldList(fields: views.map { ($0.name, $0.words) })
        .lines(Screen(width: nil, isTerminal: false))
    }
    lines.append("")
    if isSound {
      lines.append("Todo concuerda.")
    } else if report.isSound {
      lines.append("El registro es coherente, pero hay diferencias: véase arriba.")
    } else {
      lines += report.findings.map(Self.sentence)
      let hidden = report.findingCount - report.findings.count
      if hidden > 0 { lines.append("… y \(hidden) más") }
      lines.append(
        "Daños encontrados: \(report.findingCount). Restaure una copia de seguridad del registro.")
    }
    return lines.map { $0 + "\n" }.joined()
  }

  private static func sentence(
    _ comparison: Comparison, _ signed: TreeHead, events: UInt64
  ) -> String {
    switch comparison {
    case .agrees:
      "Los primeros \(signed.size) eventos son los del punto de control."
    case .otherLog: "El punto de control es de otro registro: \(signed.origin)."
    case .shorter:
      "El registro NO continúa el punto de control: tenía \(signed.size) eventos y ahora tiene "
        + "\(events)."
    case .differs:
      "El registro NO continúa el punto de control: sus primeros \(signed.size) eventos ya no son "
        + "los de entonces."
    case .unknown:
      "No se puede comparar con el punto de control: hay registros ilegibles antes de su final."
    }
  }

  private static func sentence(_ finding: LogFinding) -> String {
    switch finding {
    case .record(let corruption):
      "Posición \(place(corruption.position)): \(words(corruption.finding))"
    case .recordedEarlier(let position):
      "Posición \(place(position)): la hora de registro es anterior a la del evento previo"
    case .revision(let position, let stream, let expected, let found):
      "Posición \(place(position)): \(stream) tiene aquí la revisión \(found), no la \(expected)"
    case .row(let table, let key, nil, .surplus) where countedTables.contains(table):
      "Tabla \(table): sobran filas (\(key))"
    case .row(let table, let key, let position, let problem):
      "Tabla \(table), \(key.printable): \(words(problem))"
        + (position.map { " (posición \(place($0)))" } ?? "")
    }
  }

  /// Of these it is known how many rows are too many, and not which.
  private static let countedTables = ["stream_events", "stream_ids", "tree"]

  /// As `eventd read` shows positions.
  private static func place(_ position: Position?) -> String {
    position.map { "\(WirePosition.encode($0))" } ?? "—"
  }

  private static func words(_ problem: LogFinding.Problem) -> String {
    switch problem {
    case .missing: "falta la fila"
    case .wrong: "la fila no concuerda con los eventos"
    case .surplus: "sobra la fila"
    }
  }

  private static func words(_ finding: Corruption.Finding) -> String {
    switch finding {
    case .hole: "falta el evento"
    case .recordTooShort(let bytes): "el registro tiene solo \(bytes) bytes"
    case .unknownFormat(let format): "el registro tiene el formato \(format), desconocido"
    case .lengthsDisagree: "las longitudes del registro no suman su tamaño"
    case .checksum: "la suma de verificación del registro no corresponde"
    case .indexDisagrees(let stream, let revision):
      "el índice de \(stream) no lleva a su revisión \(revision)"
    case .malformedRow(let table): "una fila de la tabla \(table) tiene un tamaño imposible"
    case .treeSize(let leaves, let events):
      "el árbol de Merkle tiene \(leaves) hojas y el registro \(events) eventos"
    case .treeDisagrees: "el árbol de Merkle no concuerda con el registro"
    case .recordedEarlier: "la hora de registro es anterior a la del evento previo"
    case .rowDisagrees(let table, let key):
      "la fila \(key.printable) de la tabla \(table) no concuerda con los eventos"
    case .missingTable(let table): "falta la tabla \(table)"
    case .digest(let table, let rows, let rowsWritten):
      "la tabla \(table) no es la que se escribió: tiene \(rows) filas de \(rowsWritten)"
    }
  }

  /// For programs.
  var json: String {
    var members = [
      "\"sound\":\(isSound)", "\"events\":\(report.events)", "\"streams\":\(report.streams)",
      "\"uniqueKeys\":\(report.uniqueKeys)", "\"findings\":\(report.findingCount)",
      "\"root\":" + (report.root.map { "\"\($0)\"" } ?? "null"),
      "\"details\":["
        + report.findings.map { JSONText.quoted(Self.sentence($0)) }.joined(separator: ",") + "]",
    ]
    if !views.isEmpty {
      let words = views.map { "\(JSONText.quoted($0.name)):\(JSONText.quoted($0.words))" }
      members.append("\"views\":{\(words.joined(separator: ","))}")
    }
    if let comparison {
      // In the words of `Comparison`: agrees, otherLog, shorter, differs, unknown.
      members.append("\"checkpoint\":\"\(comparison)\"")
    }
    return "{" + members.joined(separator: ",") + "}"
  }
}
