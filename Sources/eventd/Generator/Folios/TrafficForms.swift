import Events
import Schemas

/// Forms with every required field, as the sales force would fill them in.
///
/// **Source:** folios page, “Process types” and “Form”.
enum TrafficForms {
  /// How many folios of each process type there are in fifty; the page says nothing of it.
  static let types: [(FolioProcessType, count: Int)] = [
    (.cotizacionEmisionAutos, 11), (.cotizacionEmisionDanos, 6),
    (.cotizacionEmisionPersonasColectivo, 4), (.cotizacionEmisionPersonasIndividual, 8),
    (.movimientosIndividual, 6), (.movimientosColectivo, 4), (.cobranza, 4), (.incentivos, 1),
    (.prestamosRescatesEstadosDeCuenta, 2), (.administracionAgentes, 2),
    (.comentariosSugerenciasQuejas, 2),
  ]

  /// The process types of the next fifty folios, shuffled like cards, so that each type comes up
  /// even where there are few folios.
  static func deck(_ dice: inout SplitMix64) -> [FolioProcessType] {
    var deck = types.flatMap { type, count in Array(repeating: type, count: count) }
    for last in (1..<deck.count).reversed() { deck.swapAt(last, dice.below(last + 1)) }
    return deck
  }

  private static let quotesAndIssues: [(FolioRequestKind, weight: Int)] = [
    (.cotizacionInicial, 40), (.cotizacionRenovacion, 15), (.renovacionAnticipada, 5),
    (.revire, 6), (.reexpedicion, 6), (.emisionPolizaNueva, 16), (.emisionRenovacion, 12),
  ]
  private static let endosos: [(FolioRequestKind, weight: Int)] = [
    (.endosoA, 14), (.endosoB, 10), (.endosoD, 8),
  ]

  static func kinds(of type: FolioProcessType) -> [(FolioRequestKind, weight: Int)] {
    switch type {
    case .cotizacionEmisionAutos, .cotizacionEmisionDanos: quotesAndIssues + endosos
    case .cotizacionEmisionPersonasColectivo, .cotizacionEmisionPersonasIndividual:
      quotesAndIssues
    case .movimientosIndividual, .movimientosColectivo: endosos
    case .administracionAgentes: [(.altaPromotor, 30), (.altaAgente, 70)]
    case .cobranza, .incentivos, .prestamosRescatesEstadosDeCuenta,
      .comentariosSugerenciasQuejas, .unspecified, .UNRECOGNIZED:
      [(.solicitud, 1)]
    }
  }

  /// `unspecified` for the processes without issue.
  static func ramo(of type: FolioProcessType) -> FolioRamo {
    switch type {
    case .cotizacionEmisionAutos: .autos
    case .cotizacionEmisionDanos: .danos
    case .cotizacionEmisionPersonasColectivo, .cotizacionEmisionPersonasIndividual,
      .movimientosIndividual, .movimientosColectivo:
      .personas
    case .cobranza, .incentivos, .prestamosRescatesEstadosDeCuenta, .administracionAgentes,
      .comentariosSugerenciasQuejas, .unspecified, .UNRECOGNIZED:
      .unspecified
    }
  }

  private static func subramos(of ramo: FolioRamo) -> [String] {
    switch ramo {
    case .autos: ["Automóviles residentes", "Camiones", "Motocicletas", "Flotillas"]
    case .danos: ["Incendio", "Hogar", "Responsabilidad civil", "Transporte de mercancías"]
    case .personas: ["GMM", "Vida", "AP"]
    case .unspecified, .UNRECOGNIZED: []
    }
  }

  /// A form of `seller` for a folio that is saved for the first time on `created`.
  static func draw(
    _ type: FolioProcessType, of seller: TrafficCast.Seller, created: LocalDate,
    _ dice: inout SplitMix64
  ) -> FolioForm {
    var form = FolioForm()
    form.processType = type
    form.requestKind = dice.pick(weighted: kinds(of: form.processType))
    form.priority = dice.pick(weighted: [(.alta, 25), (.media, 55), (.baja, 20)])
    form.oficina = seller.office.oficina
    form.region = seller.office.region
    form.centroEmisor = seller.office.centroEmisor
    form.currency = dice.chance(percent: 92) ? "MXN" : "USD"
    fillAgent(&form, seller, &dice)
    fillInsurance(&form, created: created, &dice)
    return form
  }

  /// An access is asked for by key and e-mail; everything else is asked for by an agent who is
  /// known, on behalf of someone.
  private static func fillAgent(
    _ form: inout FolioForm, _ seller: TrafficCast.Seller, _ dice: inout SplitMix64
  ) {
    guard form.processType == .administracionAgentes else {
      form.agent = seller.agent
      form.contratante =
        dice.chance(percent: 40) ? TrafficNames.company(&dice) : TrafficNames.person(&dice)
      return
    }
    let letter = form.requestKind == .altaPromotor ? "P" : "A"
    form.agent.key = "\(letter)\(dice.number(in: 30_000...99_999))"
    form.agent.email =
      "\(TrafficNames.mailbox(of: TrafficNames.person(&dice)))@promotorias.example"
  }

  private static func fillInsurance(
    _ form: inout FolioForm, created: LocalDate, _ dice: inout SplitMix64
  ) {
    form.ramo = ramo(of: form.processType)
    guard form.ramo != .unspecified else { return }
    form.subramo = dice.pick(subramos(of: form.ramo))
    form.medicalInformation = form.ramo == .personas && dice.chance(percent: 30)
    form.deliveryType = dice.pick(["archivo digital", "impreso", "portal"])
    form.deliveryDeadline = created.adding(days: dice.number(in: 5...25)).description

    switch form.requestKind {
    case .cotizacionInicial, .revire: form.quoteStatus = .porCotizar
    case .cotizacionRenovacion, .renovacionAnticipada:
      form.quoteStatus = .porCotizar
      fillPolicy(&form, &dice)
      form.renewalDate = created.adding(days: dice.number(in: 20...75)).description
    case .reexpedicion, .emisionRenovacion:
      fillPolicy(&form, &dice)
      renew(&form, created: created, &dice)
    case .endosoA, .endosoB, .endosoD: fillPolicy(&form, &dice)
    case .emisionPolizaNueva, .solicitud, .altaPromotor, .altaAgente, .unspecified,
      .UNRECOGNIZED:
      break
    }
  }

  private static func fillPolicy(_ form: inout FolioForm, _ dice: inout SplitMix64) {
    form.referencePolicy.ramo = form.ramo
    form.referencePolicy.number = "\(dice.number(in: 100...999))-\(dice.below(90_000) + 10_000)"
  }

  /// Reexpedición in personas is taken only within 30 days of the policy's renewal.
  private static func renew(
    _ form: inout FolioForm, created: LocalDate, _ dice: inout SplitMix64
  ) {
    form.renewalDate = created.adding(days: dice.number(in: -30...30)).description
  }

  /// The form of a clone: at least the priority is another one.
  static func clone(
    _ original: FolioForm, created: LocalDate, _ dice: inout SplitMix64
  ) -> FolioForm {
    var form = original
    form.priority = original.priority == .alta ? .media : .alta
    if form.ramo != .unspecified {
      form.deliveryDeadline = created.adding(days: dice.number(in: 5...25)).description
    }
    if form.requestKind == .reexpedicion { renew(&form, created: created, &dice) }
    return form
  }
}
