public import Events
import Projections
public import Schemas
internal import SwiftProtobuf

/// What may be appended to `policy-folio`, `policy-claim` and so on: adoptions of figures that there
/// are, with values that they take.
///
/// Any person may adopt a figure, for any date; who ordered it is written in `source` (a).
public struct PolicyRules: Procedure {
  static let categoryName = "policy"
  public let category = Self.categoryName
  private let figures: [PolicyFigure]

  public init(figures: [PolicyFigure] = PolicyCatalog.figures) { self.figures = figures }

  /// `folio` of `policy-folio`.
  static func area(of stream: String) -> String {
    String(stream.dropFirst(categoryName.count + 1))
  }

  public func initialState(of stream: StreamName) throws(Refusal) -> PolicyBook {
    guard figures.contains(where: { $0.stream == stream }) else {
      let streams = Set(figures.map(\.stream.text)).sorted()
      throw PolicyRefusal.notAPolicyStream(stream, streams: streams).refusal
    }
    return PolicyBook(of: stream)
  }

  public func decode(
    type: EventType, contentType: ContentType, data: [UInt8]
  ) throws(Refusal) -> PolicyFigureAdopted {
    do throws(PayloadError) {
      return try Self.read(type: type, contentType: contentType, data: data)
    } catch {
      throw PolicyRefusal.unreadable(error).refusal
    }
  }

  static func read(
    type: EventType, contentType: ContentType, data: [UInt8]
  ) throws(PayloadError) -> PolicyFigureAdopted {
    guard type.text == PolicyFigureAdopted.protoMessageName else {
      throw .unknownType(type, known: [PolicyFigureAdopted.protoMessageName])
    }
    return try StrictPayload.decode(data, contentType, as: PolicyFigureAdopted.self)
  }

  public func check(
    _ event: PolicyFigureAdopted, _ facts: EventFacts, in book: PolicyBook,
    of stream: StreamName, elsewhere: Elsewhere
  ) throws(Refusal) {
    do throws(PolicyRefusal) { try check(event, of: stream) } catch { throw error.refusal }
  }

  public func apply(
    _ event: PolicyFigureAdopted, _ facts: EventFacts, to book: inout PolicyBook
  ) {
    guard let stream = book.stream else { preconditionFailure("the book of no stream") }
    book.adopt(event, in: stream.text)
  }

  private func check(
    _ event: PolicyFigureAdopted, of stream: StreamName
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
