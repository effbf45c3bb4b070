public import Schemas

/// One row of the table of moves: from where, to where, by whom, and what it needs.
public struct FolioMove: Equatable, Sendable {
  public enum Target: Equatable, Sendable {
    case stage(FolioStage)
    /// The stage, and in Suscripción the area, that the folio was in before.
    case stageItCameFrom
  }

  /// What must be there before the move.
  public enum Need: Equatable, Sendable {
    /// A note of what was supplied, added since the folio entered the stage.
    case noteSinceEntry
    /// The quote, in the expediente and not withdrawn.
    case quote
    /// The contratante's artículo 492 document, in the expediente and not withdrawn.
    case articulo492
  }

  public let from: FolioStage
  public let to: Target
  public let by: FolioParty
  public let needs: Need?
  /// Only for the processes without issue.
  public let onlyWithoutIssue: Bool

  init(
    from: FolioStage, to: FolioStage, by: FolioParty, needs: Need? = nil,
    onlyWithoutIssue: Bool = false
  ) {
    self.from = from
    self.to = .stage(to)
    self.by = by
    self.needs = needs
    self.onlyWithoutIssue = onlyWithoutIssue
  }

  init(from: FolioStage, to: Target, by: FolioParty) {
    self.from = from
    self.to = to
    self.by = by
    self.needs = nil
    self.onlyWithoutIssue = false
  }

  /// Where it leads this folio; `nil` when it is not open to it.
  func target(of folio: Folio) -> FolioStage? {
    guard from == folio.place.stage else { return nil }
    if onlyWithoutIssue && FolioProcess.of(folio.form.processType)?.hasIssue != false {
      return nil
    }
    switch to {
    case .stage(let stage): return stage
    case .stageItCameFrom: return folio.cameFrom?.stage
    }
  }
}
