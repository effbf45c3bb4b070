public import Schemas

/// The page's tables, and the ways that each amendment and each invoice goes.
///
/// Where the page names a second hand in one row (“Comercial; IT answers”), what it does is a row of
/// its own with an R behind the number, so that it can be seen who holds it.
public enum AccountPaths {
  /// **Source:** onboarding page, “Commercial phase”. Row 7 is `amendment`; what happens to each
  /// invoice in 8 and 9 is `invoice`, and 8 and 9 here follow from it.
  public static let commercial = Path<AccountHolder>(
    "commercial", "Fase comercial",
    steps: [
      PathStep("1", .gerenteComercial, action: "Contacto", next: .step("2")),
      // 1a and 1b only where the client asks for them.
      PathStep(
        "1a", .gerenteComercial, .jefeDeOperaciones, action: "Visita", next: .steps([])),
      PathStep(
        "1b", .gerenteComercial, action: "Presentación",
        outcomes: .on("in-person", .steps([])), .on("sent", to: "1bR")),
      PathStep(
        "1bR", .gerenteComercial, action: "Confirmación telefónica del recibo",
        next: .steps([])),
      PathStep(
        "2", .gerenteComercial, action: "Requisitos",
        outcomes: .on("recorded", to: "3"), .on("visit-requested", to: "1a", "2"),
        .on("presentation-requested", to: "1b", "2")),
      PathStep(
        "3", .gerenteComercial, .jefeDeOperaciones, action: "Verificación de la capacidad",
        outcomes: .on("able", to: "5", leavingOut: "4"),
        .on("able-quote-requested", to: "4", "5"), .on("differences", to: "2"),
        .on("not-able", .early)),
      // Only where one is asked for, be it while the contract is awaited.
      PathStep("4", .gerenteComercial, action: "Cotización", next: .steps([])),
      PathStep(
        "5", .cliente, action: "Contrato", needs: ["4"],
        outcomes: .on("received", to: "6"), .on("quote-requested", to: "4", "5"),
        .on("quote-refused", .early), .on("new-quote", to: "4", "5")),
      PathStep("6", .gerenteComercial, action: "Comunicación interna", next: .step("8")),
      PathStep(
        "8", .jefeDeAdministracion, action: "Facturación",
        outcomes: .on("submitted", to: "9")),
      PathStep(
        "9", .jefeDeAdministracion, action: "Verificación de pagos",
        outcomes: .on("paid", to: "10"), .on("paid-and-measured", .done),
        .on("others-unpaid", .again), .on("returned", to: "8")),
      PathStep(
        "10", .gerenteComercial, action: "Medición de la satisfacción",
        outcomes: .on("measured", .done)),
    ])

  /// **Source:** onboarding page, “Incorporation of a new account”.
  public static let incorporation = Path<AccountHolder>(
    "incorporation", "Incorporación de cuentas nuevas",
    steps: [
      PathStep("1", .comercial, action: "Prospecta de clientes nuevos", next: .step("2")),
      PathStep("2", .comercial, action: "Consolidación de coberturas", next: .step("3")),
      PathStep("3", .comercial, action: "Envío de coberturas a Operaciones", next: .step("4")),
      PathStep(
        "4", .operaciones, action: "Emisión de observaciones",
        outcomes: .on("observed", to: "5"), .on("none", to: "5")),
      PathStep(
        "5", .comercial, action: "Ajustes en coberturas y parámetros finales", next: .step("6")),
      PathStep(
        "6", .comercial, .operaciones, action: "Cargue en el sistema de gestión",
        next: .step("7")),
      PathStep("7", .comercial, action: "Archivo de coberturas", next: .step("8")),
      PathStep("8", .ti, action: "Configuración del número", next: .step("9")),
      PathStep(
        "9", .ti, action: "Pruebas del número",
        outcomes: .on("passed", to: "10"), .on("failed", to: "8")),
      PathStep(
        "10", .operaciones, action: "Validación y liberación",
        outcomes: .on("passed", .done), .on("failed", to: "8")),
    ])

  /// **Source:** onboarding page, “Service start”.
  public static let service = Path<AccountHolder>(
    "service", "Alta del servicio",
    steps: [
      PathStep("S1", .comercial, action: "Solicitud del número de cabecera", next: .step("S1R")),
      PathStep("S1R", .ti, action: "Número de cabecera asignado", next: .step("S2")),
      PathStep("S2", .comercial, action: "Solicitud de la línea 0810 / 0800", next: .step("S2R")),
      PathStep("S2R", .proveedorTelefonico, action: "Línea enlazada", next: .step("S3")),
      PathStep("S3", .comercial, action: "Datos del plan a Sistemas", next: .step("S3R")),
      PathStep("S3R", .ti, action: "PBX y nombre de fantasía configurados", next: .step("S4")),
      PathStep(
        "S4", .comercial, action: "Datos del plan a Operaciones",
        outcomes: .on("sold-by-telemarketing", to: "S5", "S6", "S7", "S8"),
        .on("sold-otherwise", to: "S5", "S6", "S8", leavingOut: "S7")),
      PathStep(
        "S5", .operaciones, action: "Plan configurado en el software de asistencia",
        next: .steps([])),
      PathStep(
        "S6", .proveedores, action: "Verificación de proveedores",
        outcomes: .on("enough", .steps([])), .on("too-few", .again)),
      PathStep("S7", .comercial, action: "Capacitación de agentes TMK", next: .steps([])),
      PathStep(
        "S8", .comercial, action: "Lanzamiento comunicado a todo el personal",
        needs: ["S5", "S6", "S7"], next: .done),
    ])

  /// **Source:** onboarding page, “Commercial phase”, 7: signed by both, attached to the contract.
  public static let amendment = Path<AccountHolder>(
    "amendment", "Otro sí",
    steps: [
      PathStep(
        "7", .gerenteComercial, action: "Otro sí propuesto",
        next: .steps(["7C", "7I", "7R"])),
      PathStep("7C", .cliente, action: "Firma del cliente", next: .steps([])),
      PathStep("7I", .gerenteComercial, action: "Firma de Integral", next: .steps([])),
      PathStep(
        "7R", .gerenteComercial, action: "Otro sí anexado al contrato", needs: ["7C", "7I"],
        next: .done),
    ])

  /// **Source:** onboarding page, “Commercial phase”, 8 and 9: the five acts in their order, then the
  /// payment; an error in the negotiation goes to Comercial and back to 8 (a).
  public static let invoice = Path<AccountHolder>(
    "invoice", "Factura",
    steps: [
      PathStep("8.1", .jefeDeAdministracion, action: "Elaborada", next: .step("8.2")),
      PathStep("8.2", .jefeDeAdministracion, action: "Verificada", next: .step("8.3")),
      PathStep("8.3", .jefeDeAdministracion, action: "Aprobada", next: .step("8.4")),
      PathStep("8.4", .jefeDeAdministracion, action: "Firmada", next: .step("8.5")),
      PathStep("8.5", .jefeDeAdministracion, action: "Radicada", next: .step("9")),
      PathStep(
        "9", .jefeDeAdministracion, action: "Pago",
        outcomes: .on("paid", .done), .on("followed-up", .again), .on("returned", to: "9C")),
      PathStep(
        "9C", .comercial, action: "Error de la negociación resuelto", next: .step("8.1")),
    ])

  public static func path(_ track: AccountTrack) -> Path<AccountHolder> {
    switch track {
    case .commercialPhase: commercial
    case .incorporation: incorporation
    case .serviceStart: service
    case .amendment: amendment
    case .invoice: invoice
    case .unspecified, .UNRECOGNIZED: preconditionFailure("\(track) is no table")
    }
  }
}
