public import Projections

/// What the rules know of a folio's stream: its number, and the folio once it was saved.
public struct FolioState: Equatable, Sendable {
  public let number: FolioNumber
  /// `nil` before the first save.
  public internal(set) var folio: Folio?
}
