public import Events
internal import Schemas
internal import SwiftProtobuf

/// The portfolio of company clients: a page for each, and who of them owes or has promised something.
/// Read it with `ArrearsReader`.
///
/// An event costs one read and one write of the client's page, which grows with its invoices and
/// interactions.
///
/// **Source:** receivables page, “Mora of company clients”.
public struct ArrearsPortfolio: Projection {
  public let name = "arrears-portfolio"
  public let version: UInt32 = 1
  public var tables: [String] { ArrearsTables.names }
  public let categories: Set<String>? = [ArrearsEvent.category]

  public init() {}

  /// - Throws: `FollowerError.poison` for what admission refuses and an ungoverned log may hold: a
  ///   stream without a NIT, payloads that cannot be read, what refers to nothing.
  public func apply(
    _ event: RecordedEvent, to rows: inout WriteTransaction, _ environment: Environment
  ) throws(FollowerError) {
    guard let nit = ArrearsNIT(stream: event.stream) else {
      throw .poison(event, "its stream is not named for a NIT, as arrears-1023456028 is")
    }
    let change = try FollowerError.reading(event, as: ArrearsEvent.self)
    let tables = ArrearsTables(environment)
    var page: ArrearsPage
    do throws(LMDBError) {
      page = try tables.page(nit.text, rows) ?? .with { $0.nit = nit.text }
    } catch {
      throw .failure(error)
    }
    if let reason = page.apply(change, event) { throw .poison(event, reason) }
    page.revision = event.revision.rawValue
    do throws(LMDBError) { try tables.put(page, &rows) } catch { throw .failure(error) }
  }
}
