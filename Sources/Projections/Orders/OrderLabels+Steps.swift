/// What the steps and conditions of the twelve procedures are called on a screen, in short.
///
/// **Source:** post-sale page, A to L; GC-PRC-OPE-ASE-04, II, whose words these shorten.
public enum OrderStepLabels {
  /// Of a step, e.g. `E8`; empty for one that there is not.
  public static func step(_ id: String) -> String { steps[id] ?? "" }

  /// Of a condition, e.g. `not-confirmed`; empty where a step has one way to go on, and itself where it
  /// is unknown.
  public static func outcome(_ name: String) -> String {
    name == "done" ? "" : outcomes[name] ?? name
  }

  static let steps: [String: String] = [
    "A2": "Recibe la solicitud", "A3": "Verifica requisitos", "A4": "Pide lo que falta",
    "A5": "Ingreso en Smartflex", "A6": "Llamada de calidad",

    "B1": "Recibe la solicitud", "B2": "Verifica requisitos", "B3": "Pide lo que falta",
    "B4": "Entrega a GC", "B5": "Ingreso del cambio", "B6": "Impresión y devolución",
    "B7": "Llamada de calidad",

    "C1": "Recibe y entrega a GC", "C2": "Factibilidad y requisitos",
    "C3": "¿Cambia la tecnología?", "C4": "Retiro del producto anterior",
    "C5": "Ingreso del producto nuevo", "C6": "Ingreso del traslado",
    "C7": "Control de lo ingresado", "C8": "Ejecución de las órdenes",
    "C9": "Interacción y devolución", "C10": "Informa que no procede",
    "C11": "Llamada de calidad",

    "D1": "Recibe; ¿cuentas al día?", "D2": "¿Suspensión o reconexión?",
    "D3": "¿Primera del año?", "D4": "Ingreso de las fechas", "D5": "Cambio de la fecha",
    "D6": "Impresión y devolución", "D7": "Informa que no procede",
    "D8": "Informa cuándo vuelve", "D9": "Llamada de calidad",

    "E1": "Recibe el daño", "E2": "Último daño", "E3": "Registro del daño", "E4": "Help Desk",
    "E5": "Pruebas con el cliente", "E6": "Entrega a la unidad técnica",
    "E7": "Seguimiento de la orden", "E8": "Atención en el día", "E9": "¿Cómo se cerró?",
    "E10": "Daño repetido", "E11": "Prioridad en Operaciones", "E12": "Llamada de calidad",

    "F1": "Recibe el reclamo", "F2": "Estado de cuenta", "F3": "¿Hay un reclamo?",
    "F4": "Informa la resolución", "F5": "Objeción a UTAR", "F6": "Pide resolución urgente",
    "F7": "Ingreso del reclamo",

    "G1": "Recibe; informa el costo", "G2": "Generación en POYOLOG", "G3": "Envío del detalle",
    "G4": "Carta de solicitud", "G5": "Costo y entrega a GC", "G6": "Consultas",
    "G7": "Extracción y cargo", "G8": "Detalle a EE", "G9": "Envío del detalle",
    "G10": "Pide lo que falta",

    "H1": "Recibe la solicitud", "H2": "Revisión del contrato", "H3": "Retención",
    "H4": "Carta y equipo", "H5": "¿Acepta la penalidad?", "H6": "Verificación del contrato",
    "H7": "Ingreso del retiro", "H8": "Estado del equipo", "H9": "¿Órdenes cerradas?",
    "H10": "Cierre de las órdenes", "H11": "Ingreso de los equipos", "H12": "Legalización",
    "H13": "Cobro del equipo", "H14": "Entrega a Almacenes", "H15": "Informa que no procede",

    "I1": "Facturas proforma", "I2": "Envío de las proformas", "I3": "Deudas pendientes",
    "I4": "Deuda por producto", "I5": "Llamada de cobro", "I6": "Pagos de la semana",
    "I7": "Interacción",

    "J1": "Cartera por producto", "J2": "Llamada de fidelización", "J3": "Contacto actualizado",
    "J4": "Último daño", "J5": "Registro del daño", "J6": "Help Desk",
    "J7": "Pruebas con el cliente", "J8": "Interacción", "J9": "Diagnóstico y entrega",
    "J10": "Correo del día", "J11": "Llamada de calidad",

    "K1": "Planilla de la cartera", "K2": "Revisión del cliente", "K3": "Oportunidad anotada",
    "K4": "Factibilidad de fibra", "K5": "Help Desk", "K6": "Diagnóstico",
    "K7": "Solución con el cliente", "K8": "Registro del daño",
    "K9": "Orden a la unidad técnica", "K10": "Informe del día", "K11": "Planes al cliente",
    "K12": "Oferta de migración", "K13": "Seguimiento de la orden", "K14": "Atención en el día",
    "K15": "Ingreso de la migración", "K16": "Devolución de documentos",
    "K17": "Llamada de calidad",

    "L1": "Recibe la solicitud", "L2": "Help Desk", "L3": "Solución con el cliente",
    "L4": "Interacción", "L5": "Programación de la visita", "L6": "Visita",
    "L7": "Servicio de Ingeniería", "L8": "Calendario y calidad",
  ]

  static let outcomes: [String: String] = [
    "missing": "faltan requisitos", "complete": "completo", "completed": "se completó",
    "not-completed": "no se completó", "not-complete": "incompleto", "confirmed": "conforme",
    "not-confirmed": "no conforme", "both": "factible y completo", "lacking": "no procede",
    "yes": "sí", "no": "no", "suspension": "suspensión", "reconnection": "reconexión",
    "without-service": "sin el servicio", "none-open": "ninguno abierto",
    "in-repair": "en reparación", "closed-without-solution": "cerrado sin solución",
    "internet": "internet", "line-or-tv": "línea o TV", "tv-or-line": "TV o línea",
    "remotely-solvable": "se resuelve a distancia", "else": "no se resuelve a distancia",
    "solved": "solucionado", "without-solution": "sin solución", "attended": "atendido",
    "assigned": "asignado", "none": "ninguno", "satisfied": "satisfecho",
    "not-satisfied": "no satisfecho", "resolved": "resuelto", "boliviatel": "Boliviatel",
    "comteco": "Comteco", "sent": "enviado", "not-sent": "no enviado",
    "fulfilled": "contrato cumplido", "not-fulfilled": "contrato sin cumplir",
    "stays": "se queda", "refuses": "se retira", "already-charged": "ya cobrado",
    "pending": "con deuda", "paid": "al día", "trouble": "con problemas",
    "another-product": "otro producto", "to-fibre": "a fibra", "works": "funciona",
    "wants-it": "lo quiere", "not": "no lo quiere", "accepts": "acepta",
    "does-not-pay": "no paga",
  ]
}
