import Events
import Processes
import Projections
import Schemas
import SwiftProtobuf
import Testing

@Suite("Forms of folios") struct FolioFormsTests {
  /// Opens a folio with this form.
  private func open(_ form: FolioForm, by role: FolioRole = .ejecutivoComercial) throws -> Refusal?
  {
    var scenario = try FolioScenario()
    return try scenario.when(.opening(form, by: role))
  }

  // Required fields.

  struct Field: CustomTestStringConvertible, Sendable {
    let name: String
    let form: FolioForm
    let clear: @Sendable (inout FolioForm) -> Void
    var testDescription: String { "\(name) of \(form.processType.label)" }

    init(_ name: String, _ form: FolioForm, clear: @escaping @Sendable (inout FolioForm) -> Void) {
      self.name = name
      self.form = form
      self.clear = clear
    }
  }

  static let reexpedicion = FolioForm.individual.changed {
    $0.requestKind = .reexpedicion
    $0.renewalDate = "2026-03-02"
  }
  static let endosoDanos = FolioForm.complete(
    .cotizacionEmisionDanos, .endosoD, ramo: .danos, subramo: "Incendio"
  ).changed {
    $0.referencePolicy.ramo = .danos
    $0.referencePolicy.number = "DA-9"
  }

  static let required =
    [FolioForm.individual, .autos, .movimiento, .cobranza, .altaAgente, reexpedicion, endosoDanos]
    .flatMap { form in
      [
        Field("request_kind", form) { $0.requestKind = .unspecified },
        Field("priority", form) { $0.priority = .unspecified },
        Field("oficina", form) { $0.oficina = "" },
        Field("region", form) { $0.region = " " },
        Field("currency", form) { $0.currency = "" },
        Field("agent.key", form) { $0.agent.key = "" },
      ]
    }
    + [FolioForm.individual, .autos, .movimiento, reexpedicion, endosoDanos].flatMap { form in
      [
        Field("ramo", form) { $0.ramo = .unspecified },
        Field("subramo", form) { $0.subramo = "" },
        Field("agent.name", form) { $0.agent.name = "" },
      ]
    }
    + [FolioForm.movimiento, endosoDanos].flatMap { form in
      [
        Field("reference_policy.ramo", form) { $0.referencePolicy.ramo = .unspecified },
        Field("reference_policy.number", form) { $0.referencePolicy.number = "" },
      ]
    }
    + [
      Field("process_type", .cobranza) { $0.processType = .unspecified },
      Field("agent.name", .cobranza) { $0.agent.name = "" },
      Field("agent.email", .altaAgente) { $0.agent.email = "" },
      Field("renewal_date", reexpedicion) { $0.renewalDate = "" },
    ]

  @Test(arguments: required)
  func `a required field that is missing is named`(_ field: Field) throws {
    #expect(try open(field.form) == nil)
    let refusal = try #require(try open(field.form.changed(field.clear)))
    #expect(refusal.code == "folio.fields-missing")
    #expect(refusal.source == "folios: Form")
    #expect(
      refusal.message.contains(": \(field.name)") || refusal.message.contains(", \(field.name)"))
  }

  @Test func `all missing fields are named in one refusal`() throws {
    let refusal = try #require(try open(FolioForm()))
    #expect(refusal.code == "folio.fields-missing")
    #expect(
      refusal.message.hasPrefix(
        "required and not given: process_type, request_kind, ramo, subramo, priority, oficina,"
          + " region, currency, agent.key, agent.name;"))
  }

  @Test func `an alta asks for key and e-mail instead of the agent`() throws {
    let form = FolioForm.altaAgente.changed { $0.agent.name = "" }
    #expect(try open(form) == nil)
    #expect(try open(form.changed { $0.requestKind = .altaPromotor }) == nil)
  }

  // Process types.

  static let kinds: [(FolioProcessType, FolioRamo, String, [FolioRequestKind])] = {
    let quotes: [FolioRequestKind] = [
      .cotizacionInicial, .cotizacionRenovacion, .renovacionAnticipada, .reexpedicion, .revire,
      .emisionPolizaNueva, .emisionRenovacion,
    ]
    let endosos: [FolioRequestKind] = [.endosoA, .endosoB, .endosoD]
    return [
      (.cotizacionEmisionAutos, .autos, "Flotillas", quotes + endosos),
      (.cotizacionEmisionDanos, .danos, "Incendio", quotes + endosos),
      (.cotizacionEmisionPersonasColectivo, .personas, "GMM", quotes),
      (.cotizacionEmisionPersonasIndividual, .personas, "Vida", quotes),
      (.movimientosIndividual, .personas, "AP", endosos),
      (.movimientosColectivo, .personas, "GMM", endosos),
      (.cobranza, .unspecified, "", [.solicitud]),
      (.incentivos, .unspecified, "", [.solicitud]),
      (.prestamosRescatesEstadosDeCuenta, .unspecified, "", [.solicitud]),
      (.administracionAgentes, .unspecified, "", [.altaPromotor, .altaAgente]),
      (.comentariosSugerenciasQuejas, .unspecified, "", [.solicitud]),
    ]
  }()

  @Test(arguments: 0..<kinds.count, FolioRequestKind.allCases.dropFirst())
  func `each process type takes its request kinds`(
    _ index: Int, _ kind: FolioRequestKind
  ) throws {
    let (type, ramo, subramo, taken) = Self.kinds[index]
    let form = FolioForm.complete(type, kind, ramo: ramo, subramo: subramo).changed {
      $0.referencePolicy.ramo = .personas
      $0.referencePolicy.number = "P-1"
      $0.renewalDate = "2026-03-02"
    }
    let refusal = try open(form)
    if taken.contains(kind) {
      #expect(refusal == nil)
    } else {
      #expect(refusal?.code == "folio.kind-not-taken")
      #expect(refusal?.allowed == taken.map(\.label))
      #expect(refusal?.source == "folios: Process types")
    }
  }

  @Test(arguments: 0..<kinds.count, [FolioRamo.autos, .danos, .personas])
  func `each process type takes its ramo`(_ index: Int, _ ramo: FolioRamo) throws {
    let (type, own, subramo, taken) = Self.kinds[index]
    let form = FolioForm.complete(
      type, taken[0], ramo: ramo, subramo: subramo.isEmpty ? "Vida" : subramo
    ).changed {
      $0.referencePolicy.ramo = .personas
      $0.referencePolicy.number = "P-1"
    }
    let refusal = try open(form)
    if own == ramo || own == .unspecified {
      #expect(refusal == nil)
    } else {
      #expect(refusal?.code == "folio.ramo-not-taken")
      #expect(refusal?.allowed == [own.label])
    }
  }

  @Test func `the subramos of personas are GMM, Vida and AP`() throws {
    for subramo in ["GMM", "Vida", "AP"] {
      #expect(try open(.individual.changed { $0.subramo = subramo }) == nil)
    }
    for subramo in ["gmm", "Autos", "VIDA", "GMM "] {
      let refusal = try open(.individual.changed { $0.subramo = subramo })
      #expect(refusal?.code == "folio.subramo-not-taken")
      #expect(refusal?.allowed == ["GMM", "Vida", "AP"])
    }
    #expect(try open(.autos.changed { $0.subramo = "cualquier texto" }) == nil)
  }

  @Test func `a quote needs no póliza de referencia, an endoso in autos does`() throws {
    #expect(try open(.autos) == nil)
    let refusal = try open(.autos.changed { $0.requestKind = .endosoA })
    #expect(refusal?.message.contains("reference_policy.ramo, reference_policy.number") == true)
  }

  // Values.

  @Test(arguments: [
    "MXN", "USD", "EUR", "MXV", "XCG", "ZWG", "UDI", "mxn", "MX", "XXX", "BGN", "MXN ",
  ])
  func `the currency is an active one`(_ code: String) throws {
    let active = ["MXN", "USD", "EUR", "MXV", "XCG", "ZWG"].contains(code)
    #expect(
      try open(.individual.changed { $0.currency = code })?.code
        == (active ? nil : "folio.not-a-currency"))
  }

  @Test(arguments: ["2026-02-29", "2026-13-01", "02/03/2026", "2026-3-2", "mañana", " "])
  func `a date is a calendar date`(_ text: String) throws {
    let deadline = try open(.individual.changed { $0.deliveryDeadline = text })
    #expect(deadline?.code == "folio.not-a-date")
    #expect(deadline?.message.contains("delivery_deadline") == true)
    let renewal = try open(.individual.changed { $0.renewalDate = text })
    #expect(renewal?.message.contains("renewal_date") == true)
    #expect(try open(.individual.changed { $0.deliveryDeadline = "2028-02-29" }) == nil)
  }

  @Test(arguments: [
    "a", "@b.mx", "a@", "a@b", "a@@b.mx", "a b@c.mx", "a@b..mx", "a@.mx", "a@b.mx.", "a@b.mx\n",
  ])
  func `an e-mail has the shape of one`(_ text: String) throws {
    let agent = try open(.individual.changed { $0.agent.email = text })
    #expect(agent?.code == "folio.not-an-email")
    let commercial = try open(.individual.changed { $0.agent.commercialEmail = text })
    #expect(commercial?.message.contains("agent.commercial_email") == true)
    #expect(try open(.individual.changed { $0.agent.commercialEmail = "ñ.o@b-c.com.mx" }) == nil)
  }

  @Test func `a number outside a closed list is refused in binary and in JSON`() throws {
    let changes: [(String, (inout FolioForm) -> Void)] = [
      ("process_type", { $0.processType = .UNRECOGNIZED(99) }),
      ("request_kind", { $0.requestKind = .UNRECOGNIZED(99) }),
      ("ramo", { $0.ramo = .UNRECOGNIZED(99) }),
      ("reference_policy.ramo", { $0.referencePolicy.ramo = .UNRECOGNIZED(99) }),
      ("priority", { $0.priority = .UNRECOGNIZED(99) }),
      ("quote_status", { $0.quoteStatus = .UNRECOGNIZED(99) }),
    ]
    for (field, change) in changes {
      var scenario = try FolioScenario()
      let opening = FolioOpened.opening(.individual.changed(change))
      let binary = try scenario.when(opening, as: .binary)
      #expect(binary?.code == "folio.unknown-value")
      #expect(binary?.message.hasPrefix("\(field) holds 99") == true)
      #expect(try scenario.when(opening, as: .json) != nil)
    }
  }
}
