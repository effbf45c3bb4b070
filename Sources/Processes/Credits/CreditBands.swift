public import Events
public import Schemas

/// The bands (franjas) of days past due, as they are in force on a day.
///
/// **Source:** receivables page, “Credits and collections”: early collections work by band of days past
/// due. The bands are (a), and so are figures.
public struct CreditBands: Equatable, Sendable {
  /// Number and days of one band.
  public struct Band: Equatable, Sendable {
    /// From 1; 0 for nothing past due.
    public let number: Int
    public let from: Int
    /// `nil` in the last one.
    public let to: Int?
    /// Who assigns its clients; of what is not past due temprana (a).
    public let director: CreditRole
  }

  /// From nothing past due to the last one, which is open.
  public let all: [Band]
  /// Días de mora from which an obligation is not covered any more.
  public let coverageDays: Int

  /// - Parameter date: the figures in force on it are used. A band whose last day is not behind that of
  ///   the one before is left out.
  public init(_ book: PolicyBook, on date: LocalDate) {
    let early = book.certainCount(CreditFigures.earlyBands, on: date)
    func director(_ band: Int) -> CreditRole {
      band <= early ? .directorCobranzaTemprana : .directorCobranzaAvanzada
    }
    var bands = [Band(number: 0, from: 0, to: 0, director: director(0))]
    var from = 1
    for (index, figure) in CreditFigures.bands.enumerated() {
      let last = book.certainCount(figure, on: date)
      if last < from { continue }
      bands.append(
        Band(number: index + 1, from: from, to: last, director: director(index + 1)))
      from = last + 1
    }
    let last = CreditFigures.bands.count + 1
    bands.append(Band(number: last, from: from, to: nil, director: director(last)))
    all = bands
    coverageDays = book.certainCount(CreditFigures.coverageDays, on: date)
  }

  /// The band of so many days past due.
  public func band(of days: Int) -> Band {
    guard let band = all.first(where: { $0.to.map { days <= $0 } ?? true }) else {
      preconditionFailure("the last band is open")
    }
    return band
  }
}
