public import Events
import Schemas
import SwiftProtobuf

/// The views of post-sale requests: a page for each, rows for lists, the counts by procedure and step
/// with how long the oldest waits, each executive's requests, and the schedule of visits. Read it with
/// `OrderBoardReader`.
///
/// It follows the streams of the category `order` and no others. An event costs one read and one write
/// of the request's page, and touches the rest only where it changes.
///
/// **Source:** post-sale page, A to L; Documents: client portfolio, visit schedule.
public struct OrderBoard: Projection {
  public let name = "order-board"
  public let version: UInt32 = 1
  public var tables: [String] { OrderBoardTables.names }
  public let categories: Set<String>? = [OrderEvent.category]

  public init() {}

  /// - Throws: `FollowerError.poison` for what admission refuses and an ungoverned log may hold: a
  ///   stream that is not named for a request, a payload that is no event of one, a first event that
  ///   is not `Received` or names another number, a second `Received`, an executive whose key fits no
  ///   key of a table.
  public func apply(
    _ event: RecordedEvent, to rows: inout WriteTransaction, _ environment: Environment
  ) throws(FollowerError) {
    let (number, change) = try Self.read(event)
    let tables = OrderBoardTables(environment)
    let before: OrderPage?
    do throws(LMDBError) { before = try tables.page(number, rows) } catch {
      throw .failure(error)
    }
    let after = try Self.page(before, after: change, number, event)
    do throws(LMDBError) { try tables.replace(before, with: after, &rows) } catch {
      throw .failure(error)
    }
  }

  static func read(
    _ event: RecordedEvent
  ) throws(FollowerError) -> (number: OrderNumber, change: OrderEvent) {
    guard let number = OrderNumber(stream: event.stream) else {
      throw .poison(event, "its stream is not named for a request, as order-00000147 is")
    }
    return (number, try FollowerError.reading(event))
  }

  private static func page(
    _ before: OrderPage?, after change: OrderEvent, _ number: OrderNumber, _ event: RecordedEvent
  ) throws(FollowerError) -> OrderPage {
    var page: OrderPage
    switch (before, change) {
    case (nil, .received(let received)):
      guard received.number == number.rawValue else {
        throw .poison(event, "it receives the request \(received.number) in this stream")
      }
      page = OrderPage(received, event)
    case (nil, _): throw .poison(event, "the request was not received before")
    case (_?, .received): throw .poison(event, "the request was received before")
    case (let before?, _):
      page = before
      page.apply(change, event)
    }
    guard CompositeKey.fits(page.row.executive.key) else {
      throw .poison(event, "the key of its executive fits no key of a table")
    }
    return page
  }
}
