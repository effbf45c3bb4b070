/// What people write in the generated traffic of claims.
enum ClaimTexts {
  static let detected = [
    "Contesta la hija; informa la novedad y pregunta qué debe hacer.",
    "El cónyuge manifiesta que no puede pagar la cuota.",
    "El cliente llama al almacén y pide orientación sobre el seguro.",
    "En la visita se encuentra a la mamá del cliente, quien explica la situación.",
  ]

  static let returned = [
    "La copia de la cédula está ilegible.", "Falta la firma en la carta de reclamación.",
    "El documento no corresponde al titular.",
  ]

  static let asked = [
    "Historia clínica de los últimos cinco años", "Informe de la Fiscalía",
    "Certificación bancaria de la familia", "Concepto del médico tratante ampliado",
  ]

  static let objections = [
    "Preexistencia no declarada al ingresar a la póliza.",
    "La causa no está amparada por el anexo de desempleo.",
    "Los documentos no acreditan la fecha de los hechos.",
    "Reticencia en la declaración de asegurabilidad.",
  ]

  static let notes = [
    "Se llama a la familia para recordar los documentos; los reúnen esta semana.",
    "No contesta; se deja mensaje de voz.", "Se informa al almacén del estado del trámite.",
  ]
}
