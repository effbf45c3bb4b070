public import Events
import Projections

/// The figures of claims in force on one date.
public struct ClaimTerms: Sendable {
  private let book: PolicyBook
  private let date: LocalDate

  /// - Parameters:
  ///   - book: what was adopted in `policy-claim`.
  ///   - date: for the coverage and the documents, the date of occurrence.
  public init(_ book: PolicyBook, on date: LocalDate) {
    self.book = book
    self.date = date
  }

  /// `nil` where it was adopted that there is no such limit.
  func count(_ figure: PolicyFigure) -> Int? {
    guard case .count(let count) = book.value(figure, on: date) else { return nil }
    return count
  }

  func percent(_ figure: PolicyFigure) -> Percent? {
    guard case .percent(let percent) = book.value(figure, on: date) else { return nil }
    return percent
  }

  func amount(_ figure: PolicyFigure) -> Money? {
    guard case .amount(let amount) = book.value(figure, on: date) else { return nil }
    return amount
  }

  func date(_ figure: PolicyFigure) -> LocalDate? {
    guard case .date(let date) = book.value(figure, on: date) else { return nil }
    return date
  }

  /// Last day on which what occurred on `date` can be claimed: the anniversary itself still counts
  /// (a). Of 29 February it is 28 February where the year has no such day. `nil`: never prescribes.
  public func prescribesAfter(_ date: LocalDate) -> LocalDate? {
    count(ClaimFigures.prescriptionYears).map { date.adding(months: 12 * $0) }
  }
}
