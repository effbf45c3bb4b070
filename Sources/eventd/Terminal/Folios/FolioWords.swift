import Projections
import Schemas

/// Words of the screens that are made of more than one label.

extension FolioStage {
  /// `Suscripción (Coordinación Suscripción Autos)`.
  func label(area: String) -> String { area.isEmpty ? label : "\(label) (\(area))" }

  /// In two lines of at most six characters, so that all twelve stages fit beside the process types
  /// in 120 columns.
  var shortHeading: (above: String, below: String) {
    switch self {
    case .altaDeTramite: ("", "Alta")
    case .gestionDocumental: ("Gest.", "Docum.")
    case .suscripcion: ("", "Suscr.")
    case .emisionDePoliza: ("Emis.", "Póliza")
    case .atencionComercial: ("Atenc.", "Comer.")
    case .confirmacionCliente: ("Conf.", "Clien.")
    case .cotizacionEntregada: ("Cotiz.", "Entr.")
    case .cotizacionAceptada: ("Cotiz.", "Acept.")
    case .recotizacionReproceso: ("Recot.", "/Repr.")
    case .cotizacionNoAceptada: ("No", "Acept.")
    case .envio: ("", "Envío")
    case .rechazo: ("Recha-", "zo")
    case .unspecified, .UNRECOGNIZED: ("", "—")
    }
  }

  /// The label in two lines, broken after the first word, or after the second one when that is
  /// short.
  var heading: (above: String, below: String) {
    let words = label.split(separator: " ")
    let above = words.count > 2 && words[1].count < 3 ? 2 : min(1, words.count - 1)
    return (
      words.prefix(above).joined(separator: " "), words.dropFirst(above).joined(separator: " ")
    )
  }
}

extension FolioProcessType {
  /// In at most 29 characters.
  var shortLabel: String {
    switch self {
    case .cotizacionEmisionAutos: "Cotiz./Emisión Autos"
    case .cotizacionEmisionDanos: "Cotiz./Emisión Daños"
    case .cotizacionEmisionPersonasColectivo: "Cotiz./Emisión Pers. Colec."
    case .cotizacionEmisionPersonasIndividual: "Cotiz./Emisión Pers. Indiv."
    case .prestamosRescatesEstadosDeCuenta: "Préstamos, Rescates, Edo.Cta."
    case .comentariosSugerenciasQuejas: "Comentarios, suger. y quejas"
    case .movimientosIndividual, .movimientosColectivo, .cobranza, .incentivos,
      .administracionAgentes, .unspecified, .UNRECOGNIZED:
      label
    }
  }
}

extension FolioActor {
  /// `Begoña Núñez (Agente)`; the key where there is no name.
  var label: String {
    let person = name.isEmpty ? key : name
    return person.isEmpty ? role.label : "\(person) (\(role.label))"
  }
}

extension UInt64 {
  /// `#00399734`, and `—` for what is no number of a folio.
  var folioTitle: String { FolioNumber(self)?.title ?? "—" }

  /// Bytes for people: `48.2 kB`, rounded down. A kB is 1000 bytes.
  /// Source of the prefixes: IEC 80000-13.
  var sizeText: String {
    let units = ["kB", "MB", "GB", "TB", "PB", "EB"]
    if self < 1000 { return "\(self) B" }
    var tenths = self / 100
    var unit = 0
    while tenths >= 10_000, unit < units.count - 1 {
      tenths /= 1000
      unit += 1
    }
    return "\(tenths / 10).\(tenths % 10) \(units[unit])"
  }
}
