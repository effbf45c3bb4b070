import Projections
public import Schemas

/// A time limit on a stage: how long a folio may wait there, and where it moves by itself then.
public struct EscalationRule: Equatable, Sendable {
  /// Stable; names the timer, and the rule in the event: `alta-de-tramite-not-moved`.
  public let name: String
  /// For people, in Spanish.
  public let title: String
  public let stage: FolioStage
  /// Only folios with this answer to *información médica*; `nil` for all.
  public let medicalInformation: Bool?
  /// The limit where no event adopted another.
  public let limit: TimeLimit
  public let to: FolioStage
  /// `unspecified` where `to` is not final.
  public let reason: FolioFinalReason
  /// Where the limit is written.
  public let source: String

  /// The limit as a figure that an event may change.
  public var figure: PolicyFigure {
    PolicyFigure(
      area: FolioEvent.category, name: name, title: title, kind: .days,
      builtIn: PolicyValue(limit), source: source)
  }

  /// Whether a folio in `stage` waits for this rule.
  public func applies(in stage: FolioStage, medicalInformation: Bool) -> Bool {
    let asked = self.medicalInformation ?? medicalInformation
    return stage == self.stage && asked == medicalInformation
  }
}
