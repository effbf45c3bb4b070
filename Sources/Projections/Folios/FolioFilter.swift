public import Schemas

/// Which folios a board counts or a list shows. What is `nil` does not filter.
///
/// Source: folios page, "Boards": by process type or ramo and stage; agente, promotor and oficina are
/// (a).
public struct FolioFilter: Equatable, Sendable {
  public var processType: FolioProcessType?
  public var ramo: FolioRamo?
  public var stage: FolioStage?
  /// Empty for the folios of stages that are not kept by area.
  public var area: String?
  /// The key or the name, in whatever letters and accents.
  public var agente: String?
  public var promotor: String?
  public var oficina: String?

  public init(
    processType: FolioProcessType? = nil, ramo: FolioRamo? = nil, stage: FolioStage? = nil,
    area: String? = nil, agente: String? = nil, promotor: String? = nil, oficina: String? = nil
  ) {
    self.processType = processType
    self.ramo = ramo
    self.stage = stage
    self.area = area
    self.agente = agente
    self.promotor = promotor
    self.oficina = oficina
  }

  func takes(_ cell: FolioBoardCell) -> Bool {
    (processType == nil || processType == cell.processType) && (ramo == nil || ramo == cell.ramo)
      && (stage == nil || stage == cell.stage) && (area == nil || area == cell.area)
  }

  func takes(_ row: FolioRow) -> Bool {
    let facets = FolioFacet.all(of: row)
    return wanted.allSatisfy(facets.contains)
  }

  /// What has to be among the facets of a folio, the rarest kind first.
  var wanted: [FolioFacet] {
    var wanted: [FolioFacet] = []
    if let agente { wanted.append(FolioFacet(.agente, agente)) }
    if let promotor { wanted.append(FolioFacet(.promotor, promotor)) }
    if let oficina { wanted.append(FolioFacet(.oficina, oficina)) }
    return wanted
  }
}
