public import Schemas

/// The words of the outbox, in Spanish, and the codes used on the command line.
extension NoticeState {
  public var label: String {
    switch self {
    case .queued: "En cola"
    case .taken: "Tomado"
    case .sent: "Enviado"
    case .failed: "Fallido"
    case .unspecified, .UNRECOGNIZED: "—"
    }
  }

  public var code: String {
    switch self {
    case .queued: "en-cola"
    case .taken: "tomado"
    case .sent: "enviado"
    case .failed: "fallido"
    case .unspecified, .UNRECOGNIZED: ""
    }
  }

  public static let all: [NoticeState] = allCases.filter { $0 != .unspecified }
}
