import Schemas

/// What people write into notes and remarks, and how they name files.
enum TrafficTexts {
  static let opening = [
    "Se anexa solicitud firmada por el contratante.",
    "El cliente pide respuesta antes del fin de semana; favor de dar prioridad.",
    "Se envía información completa. Quedo atento a cualquier duda.",
    "El contratante es cliente desde hace años; conserva antigüedad.",
    "Favor de considerar el descuento por pronto pago autorizado.",
  ]

  static let desk = [
    "Documentación revisada; se turna al área correspondiente.",
    "Se validó la vigencia de la identificación y el comprobante de domicilio.",
    "Se solicitó apoyo al área técnica para confirmar las sumas aseguradas.",
    "Expediente completo.",
  ]

  static let supplied = [
    "Se adjunta el comprobante de domicilio que faltaba; con esto continúa el trámite.",
    "El cliente confirma la suma asegurada y el deducible.",
    "Se corrige el RFC y se anexa la constancia de situación fiscal.",
    "El contratante envía el cuestionario médico firmado, página por página.",
  ]

  static let returned = [
    "Falta la identificación oficial del contratante.",
    "La solicitud viene sin firma en la segunda hoja.",
    "El número de serie no coincide con la factura; favor de aclarar.",
    "Se requiere que el cliente confirme la ocupación y los datos de los asegurados.",
  ]

  static let declined = [
    "El cliente eligió otra compañía por precio.",
    "El contratante pospone la decisión hasta el año próximo.",
    "La cobertura ofrecida no incluye lo que el cliente pidió.",
  ]

  static let generalDocuments = [
    "Identificación oficial", "Comprobante de domicilio", "Solicitud firmada",
    "Constancia de situación fiscal", "Relación de asegurados", "Factura del vehículo",
    "Fotografías del inmueble", "Cuestionario médico", "Acta constitutiva",
  ]

  static let mediaTypes: [(type: String, ending: String)] = [
    ("application/pdf", "pdf"), ("application/pdf", "pdf"), ("image/jpeg", "jpg"),
    ("image/png", "png"),
    ("application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", "xlsx"),
  ]

  /// The area of Suscripción that works on a process type.
  ///
  /// **Source:** folios page, “Stages and who may move what”, for the areas of autos and of
  /// personas individual; the others are made up in their manner.
  static func area(of type: FolioProcessType) -> String {
    switch type {
    case .cotizacionEmisionAutos: "Coordinación Suscripción Autos"
    case .cotizacionEmisionDanos: "Suscripción Daños"
    case .cotizacionEmisionPersonasColectivo, .movimientosColectivo:
      "Suscripción Personas Colectivo"
    case .cotizacionEmisionPersonasIndividual, .movimientosIndividual, .cobranza, .incentivos,
      .prestamosRescatesEstadosDeCuenta, .administracionAgentes, .comentariosSugerenciasQuejas,
      .unspecified, .UNRECOGNIZED:
      "Suscripción Personas Individuales"
    }
  }
}
