public import Events
public import Projections
import Schemas

/// The view of accounts: a page for each, and the lists of what areas hold, of quotes, invoices and
/// amendments, each with its counts. Read it with `AccountBoardReader`.
///
/// It is here and not with the other views because where an account stands follows from the tables
/// that the rules are made of.
///
/// **Source:** onboarding page, “What must be seen”.
public struct AccountBoard: Projection {
  public let name = "account-board"
  public let version: UInt32 = 1
  public var tables: [String] { AccountBoardTables.names }
  public let categories: Set<String>? = [AccountEvent.category]

  public init() {}

  /// Costs one read and one write of the account's page, and of the rows that change.
  ///
  /// - Throws: `FollowerError.poison` for what admission refuses and an ungoverned log may hold: a
  ///   stream that is not named for an account, a payload that is no event of one, a first event that
  ///   is not `ProspectOpened` or names another number, a second one, an id that fits no key.
  public func apply(
    _ event: RecordedEvent, to rows: inout WriteTransaction, _ environment: Environment
  ) throws(FollowerError) {
    guard let number = AccountNumber(stream: event.stream) else {
      throw .poison(event, "its stream is not named for an account, as account-00000042 is")
    }
    let change = try FollowerError.reading(event, as: AccountEvent.self)
    let tables = AccountBoardTables(environment)
    let before: AccountPage?
    do throws(LMDBError) { before = try tables.page(number.rawValue, rows) } catch {
      throw .failure(error)
    }
    let after = try Self.page(before, after: change, number, event)
    do throws(LMDBError) { try tables.replace(before, with: after, &rows) } catch {
      throw .failure(error)
    }
  }

  private static func page(
    _ before: AccountPage?, after change: AccountEvent, _ number: AccountNumber,
    _ event: RecordedEvent
  ) throws(FollowerError) -> AccountPage {
    switch (before, change) {
    case (nil, .opened(let opened)):
      guard opened.number == number.rawValue else {
        throw .poison(event, "it opens the account \(opened.number) in this stream")
      }
      return AccountPage(opened, event)
    case (nil, _): throw .poison(event, "the account was not opened before")
    case (_?, .opened): throw .poison(event, "the account was opened before")
    case (var page?, _):
      if let id = change.subject, id.utf8.count > AccountBoardKey.idBytesMax {
        throw .poison(event, "its id has \(id.utf8.count) bytes, which fit no key")
      }
      page.apply(change, event)
      return page
    }
  }
}

extension AccountEvent {
  /// The id of the quote, the amendment or the invoice that it begins.
  fileprivate var subject: String? {
    switch self {
    case .quote(.refused(let event)): event.newQuote
    case .quote(let event): event.quote
    case .amendment(let event): event.amendment
    case .invoice(let event): event.invoice
    case .opened, .commercial, .incorporation, .service, .propertyReceived, .deadlinePassed: nil
    }
  }
}
