/// What a timer will do, for people who look ahead. In Spanish.
public struct TimerOutlook: Equatable, Sendable {
  /// What it is about, as people call it: `#00000123`.
  public let subject: String
  /// What happens: `→ Rechazo: No se recibió aceptación`.
  public let action: String
  /// Where the limit is written.
  public let source: String

  public init(subject: String, action: String, source: String) {
    self.subject = subject
    self.action = action
    self.source = source
  }
}
