/// What clients and people of the segment say and write.
enum OrderTexts {
  static let troubles = [
    "cortes cada tarde", "sin servicio desde la mañana", "la señal wifi no llega al depósito",
    "la velocidad no es la contratada", "ruido en la línea", "canales sin señal",
    "el router se reinicia solo",
  ]

  static let causes = [
    "cierre de sucursal", "cambio de proveedor", "traslado a otra ciudad", "reducción de gastos",
  ]

  static let disputes = [
    "llamadas no realizadas", "cobro de un servicio retirado", "mes pagado que aparece pendiente",
    "tarifa distinta de la contratada",
  ]

  static let interactions = [
    "Se informó al cliente.", "El cliente está conforme con la atención.",
    "Se coordinó con el área técnica.", "Se explicó al cliente el motivo.",
    "El cliente pidió que se le llame por la mañana.",
  ]

  static let work = [
    "cambio de router", "reconexión del cable en la caja de distribución",
    "instalación de un amplificador wifi", "configuración de la central IP",
  ]

  static let accessories = ["control remoto", "fuente de poder", "cable de red"]
}
