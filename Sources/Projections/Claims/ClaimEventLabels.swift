extension ClaimEvent {
  /// What happened, in Spanish, by the event type without its package.
  ///
  /// - Parameter type: e.g. `CauseDetected`; another one is given back as it is.
  public static func label(ofType type: String) -> String { labels[type] ?? type }

  private static let labels: [String: String] = [
    "CauseDetected": "Causa detectada",
    "CoverageDetermined": "Cobertura determinada",
    "Typified": "Tipificado en WSAC",
    "Assigned": "Asignado",
    "DocumentsReceived": "Documentos recibidos",
    "BalancesCertified": "Saldo insoluto certificado",
    "DocumentsReturned": "Devuelto por documentos",
    "SentToBroker": "Entregado a Asekura",
    "ReturnedByBroker": "Devuelto por Asekura",
    "SubmittedToInsurer": "Radicado ante la aseguradora",
    "InsurerAnswered": "Respuesta de la aseguradora",
    "RequestPassedOn": "Requerimiento trasladado",
    "PaymentAnnounced": "Pago anunciado",
    "TransferConfirmed": "Transferencia confirmada",
    "TransferReversed": "Transferencia reversada",
    "PaymentApplied": "Pago aplicado",
    "PoolOpened": "Bolsa constituida",
    "PoolMonthApplied": "Mes de la bolsa aplicado",
    "EmploymentChecked": "Empleo verificado",
    "ApplicationReversed": "Aplicación reversada",
    "RefusalPassedOn": "Objeción trasladada",
    "RefusalDelivered": "Objeción entregada",
    "RefusalClosed": "Cerrado con constancia",
    "NoteAdded": "Nota",
    "DeadlinePassed": "Plazo vencido",
  ]
}
