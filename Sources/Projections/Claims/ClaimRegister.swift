public import Events
internal import Schemas

/// The view of all claims: a page for each, a row for the lists, counts by milestone and cause, and the
/// sums by insurer and cause. Read it with `ClaimRegisterReader`.
///
/// It follows the streams of the category `claim` and no others. Times are effective times: what is
/// recorded late is shown as old as it is.
///
/// **Source:** claims page, “What must be seen”.
public struct ClaimRegister: Projection {
  public let name = "claim-register"
  public let version: UInt32 = 1
  public var tables: [String] { ClaimRegisterTables.names }
  public let categories: Set<String>? = [ClaimEvent.category]

  public init() {}

  /// - Throws: `FollowerError.poison` for what admission refuses and an ungoverned log may hold: a
  ///   stream that is not named for a claim, a payload that is no event of a claim, a first event that
  ///   is not `CauseDetected`, a second one, amounts that are none.
  public func apply(
    _ event: RecordedEvent, to rows: inout WriteTransaction, _ environment: Environment
  ) throws(FollowerError) {
    let tables = ClaimRegisterTables(environment)
    guard let number = ClaimNumber(stream: event.stream) else {
      throw .poison(event, "its stream is not named for a claim, as claim-00000417 is")
    }
    let change = try FollowerError.reading(event, as: ClaimEvent.self)
    let before: ClaimPage?
    do throws(LMDBError) { before = try tables.page(number.rawValue, rows) } catch {
      throw .failure(error)
    }
    var after: ClaimPage
    switch (before, change) {
    case (nil, .causeDetected(let detected)): after = ClaimPage(detected, number, event)
    case (nil, _): throw .poison(event, "the claim was not opened before")
    case (_?, .causeDetected): throw .poison(event, "the claim was opened before")
    case (let page?, _): after = page
    }
    after.apply(change, event)
    let (old, new): (ClaimAmountsOfPage?, ClaimAmountsOfPage)
    do throws(MoneyError) {
      old = try before.map { page throws(MoneyError) in try ClaimAmountsOfPage(page) }
      new = try ClaimAmountsOfPage(after)
    } catch {
      throw .poison(event, "\(error)")
    }
    do throws(LMDBError) {
      try tables.replace(before, old, with: after, new, &rows)
    } catch {
      throw .failure(error)
    }
  }
}
