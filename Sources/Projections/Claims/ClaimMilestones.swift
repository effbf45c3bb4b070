public import Schemas

/// The milestones of a claim, as the page numbers them. A claim is shown by the one that it waits for.
///
/// **Source:** claims page, “Milestones, in order, with who”.
extension ClaimMilestone {
  /// In order, without the last one, for which nothing is waited.
  public static let open: [ClaimMilestone] = allCases.filter { $0 != .unspecified && $0 != .closed }

  /// As the page numbers it: `7a`. Steps that one number covers share it.
  public var number: String {
    switch self {
    case .causeDetected: "1"
    case .coverageDetermined: "2"
    case .typified: "3"
    case .assigned: "3a"
    case .documentsReceived: "4"
    case .documentsReviewed: "5"
    case .submitted: "6"
    case .answered: "7"
    case .requestAtBroker, .requestAtCentral, .requestAtAdviser: "7a"
    case .paymentAnnounced: "8"
    case .transferConfirmed: "8a"
    case .paymentApplied, .pool: "8b"
    case .refusalAtBroker, .refusalAtCentral: "9"
    case .refusalDelivered: "9a"
    case .closed, .unspecified, .UNRECOGNIZED: ""
    }
  }

  /// Unique, for programs and for `--milestone`: `7a-broker`.
  public var code: String {
    switch self {
    case .requestAtBroker: "7a-broker"
    case .requestAtCentral: "7a-central"
    case .requestAtAdviser: "7a-adviser"
    case .pool: "8b-pool"
    case .refusalAtBroker: "9-broker"
    case .refusalAtCentral: "9-central"
    case .closed: "closed"
    case .causeDetected, .coverageDetermined, .typified, .assigned, .documentsReceived,
      .documentsReviewed, .submitted, .answered, .paymentAnnounced, .transferConfirmed,
      .paymentApplied, .refusalDelivered, .unspecified, .UNRECOGNIZED:
      number
    }
  }

  /// What is waited for, in Spanish.
  public var label: String {
    switch self {
    case .causeDetected: "Causa detectada"
    case .coverageDetermined: "Indagar hechos y cobertura"
    case .typified: "Tipificar en WSAC"
    case .assigned: "Asignar seguimiento"
    case .documentsReceived: "Recibir documentos"
    case .documentsReviewed: "Revisar documentos"
    case .submitted: "Radicar ante la aseguradora"
    case .answered: "Respuesta de la aseguradora"
    case .requestAtBroker: "Requerimiento: corredor"
    case .requestAtCentral: "Requerimiento: administración central"
    case .requestAtAdviser: "Requerimiento: asesor"
    case .paymentAnnounced: "Anuncio del pago"
    case .transferConfirmed: "Confirmar transferencia"
    case .paymentApplied: "Aplicar el pago"
    case .pool: "Meses de la bolsa"
    case .refusalAtBroker: "Objeción: corredor"
    case .refusalAtCentral: "Objeción: administración central"
    case .refusalDelivered: "Entregar la objeción"
    case .closed: "Cerrado"
    case .unspecified, .UNRECOGNIZED: "—"
    }
  }
}
