import Events

/// Every figure of every procedure. A procedure adds its list here.
public enum PolicyCatalog {
  public static let figures: [PolicyFigure] =
    EscalationRules.all.map(\.figure)
    + AccountFigures.all
    + ClaimFigures.all
}
