public import Events
public import Projections
public import Schemas
internal import SwiftProtobuf

/// What may be appended to `policy-folio`, `policy-claim` and so on: adoptions of figures that there
/// are, with values that they take.
///
/// Any person may adopt a figure, for any date; who ordered it is written in `source` (a).
public struct PolicyRules: DomainRules {
  private let figures: [PolicyFigure]

  public init(figures: [PolicyFigure] = PolicyCatalog.figures) { self.figures = figures }

  /// `folio` of `policy-folio`.
  static func area(of stream: String) -> String {
    String(stream.dropFirst(PolicyFigureAdopted.category.count + 1))
  }

  public func begin(_ stream: StreamName) throws(PolicyRefusal) -> PolicyBook {
    guard figures.contains(where: { $0.stream == stream }) else {
      throw .notAPolicyStream(stream, streams: Set(figures.map(\.stream.text)).sorted())
    }
    return PolicyBook(of: stream)
  }

  public func apply(
    _ event: PolicyFigureAdopted, _ facts: EventFacts, to book: inout PolicyBook
  ) {
    guard let stream = book.stream else { preconditionFailure("the book of no stream") }
    book.adopt(event, in: stream.text)
  }

  public func admit(
    _ event: PolicyFigureAdopted, _ facts: EventFacts, in book: PolicyBook,
    of stream: StreamName, elsewhere: Elsewhere
  ) throws(PolicyRefusal) {
    if event.actor.key.isBlank && event.actor.name.isBlank { throw .actorUnnamed }
    let own = figures.filter { $0.stream == stream }
    guard let figure = own.first(where: { $0.name == event.figure }) else {
      throw .figureUnknown(event.figure, known: own.map(\.name))
    }
    let isTaken = try PolicyValue(event.value).map(figure.kind.takes) ?? figure.mayBeNone
    guard isTaken else { throw .valueNotTaken(figure) }
    guard LocalDate(event.validFrom) != nil else {
      throw .notADate(event.validFrom, field: "valid_from")
    }
    if event.source.isBlank { throw .sourceMissing }
  }
}
