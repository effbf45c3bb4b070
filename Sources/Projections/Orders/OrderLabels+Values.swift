public import Schemas

extension OrderAsker {
  public var label: String {
    switch self {
    case .cliente: "cliente"
    case .ejecutivoEmpresas: OrderRole.ejecutivoEmpresas.label
    case .analistaTecnico: OrderRole.analistaTecnico.label
    case .gestorTecnico: OrderRole.gestorTecnico.label
    case .responsableEmpresas: OrderRole.responsableEmpresas.label
    case .jefeDivision: OrderRole.jefeDivision.label
    case .unspecified, .UNRECOGNIZED: "—"
    }
  }
}

extension OrderClientDocument {
  public var label: String {
    switch self {
    case .nit: "NIT"
    case .similarAlNit: "documento similar al NIT"
    case .cedulaDeIdentidad: "cédula de identidad"
    case .unspecified, .UNRECOGNIZED: "—"
    }
  }
}

extension OrderDocumentKind {
  public var label: String {
    switch self {
    case .cartaDeSolicitud: "carta de solicitud"
    case .cartaDeRetiro: "carta de retiro"
    case .requisito: "requisito"
    case .solicitudDePedido: "solicitud de pedido"
    case .unspecified, .UNRECOGNIZED: "—"
    }
  }
}

extension OrderWorkOrderState {
  public var label: String {
    switch self {
    case .asignado: "asignado"
    case .atendido: "atendido"
    case .atendidoSinSolucion: "atendido y sin solución"
    case .infundado: "infundado"
    case .cerrado: "cerrado"
    case .unspecified, .UNRECOGNIZED: "—"
    }
  }

  /// Still in repair. The other states are closed ones (a).
  public var isOpen: Bool { self == .asignado }
}

extension OrderEnd {
  public var label: String {
    switch self {
    case .done: "concluida"
    case .early: "concluida sin el servicio"
    case .unspecified, .UNRECOGNIZED: "abierta"
    }
  }
}

extension OrderWithin {
  public var label: String {
    switch self {
    case .atOnce: "de inmediato"
    case .within24Hours: "dentro de 24 horas"
    case .unspecified, .UNRECOGNIZED: "—"
    }
  }
}

extension OrderSupplementaryServiceKind {
  public var label: String {
    switch self {
    case .callerID: "Caller ID"
    case .pin: "PIN (Cat AO)"
    case .categoria013: "categoría 013"
    case .transferenciaDeLlamadas: "transferencia de llamadas"
    case .llamadaEnEspera: "llamada en espera"
    case .centrex: "Centrex"
    case .unspecified, .UNRECOGNIZED: "—"
    }
  }
}

extension OrderSwitch {
  public var label: String {
    switch self {
    case .habilitacion: "habilitación"
    case .retiro: "retiro"
    case .unspecified, .UNRECOGNIZED: "—"
    }
  }
}

extension OrderPlanDirection {
  public var label: String {
    switch self {
    case .mayorCosto: "mayor costo"
    case .menorCosto: "menor costo"
    case .unspecified, .UNRECOGNIZED: "—"
    }
  }
}

extension OrderNetwork {
  public var label: String {
    switch self {
    case .comteco: "Comteco"
    case .boliviatel: "Boliviatel"
    case .unspecified, .UNRECOGNIZED: "—"
    }
  }
}
