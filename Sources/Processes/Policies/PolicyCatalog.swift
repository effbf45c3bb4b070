import Events

/// Every figure of every procedure. A procedure adds its list here.
public enum PolicyCatalog {
  public static let figures: [PolicyFigure] =
    FolioFigures.all
    + DocumentFigures.all
    + AccessFigures.all
    + AccountFigures.all
    + ClaimFigures.all
    + OrderFigures.all
    + PremiumFigures.all
    + CreditFigures.all
    + ArrearsFigures.all
}
