public import Schemas

/// The words of document contents, in Spanish.

extension UploadStatus {
  public var label: String {
    switch self {
    case .pending: "Pendiente"
    case .complete: "Completo"
    case .failed: "Fallido"
    case .unspecified, .UNRECOGNIZED: "—"
    }
  }
}

extension DocumentFailureReason {
  public var label: String {
    switch self {
    case .otherContent: "El contenido es otro"
    case .abandoned: "Se abandonó la carga"
    case .unspecified, .UNRECOGNIZED: "—"
    }
  }
}
