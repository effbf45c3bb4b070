import Projections
import Schemas

/// What stands above the screens of a ledger: which part of it is shown, and as of which times.
struct LedgerHeading {
  private let title: String
  private let part: String
  private let goodFor: GoodFor
  private let asOf: LedgerAsOf

  init(
    _ title: String, part: String = "", _ goodFor: GoodFor, _ asOf: LedgerAsOf = LedgerAsOf()
  ) {
    self.title = title
    self.part = part
    self.goodFor = goodFor
    self.asOf = asOf
  }

  /// Of an account.
  init(
    _ ledger: LedgerTitle, _ account: LedgerAccountTitle, _ part: LedgerPart, _ goodFor: GoodFor,
    _ asOf: LedgerAsOf = LedgerAsOf()
  ) {
    let words = [
      part.holder.isEmpty ? "" : "\(ledger.holderTitle) \(part.holder)", part.document,
    ].filter { !$0.isEmpty }
    self.init(
      "\(account.title) en \(part.currency) · \(ledger.title)",
      part: words.joined(separator: " · "), goodFor, asOf)
  }

  func lines(_ times: LocalTimes, _ screen: Screen) -> [String] {
    let bounds = [
      asOf.effective.isEmpty ? "" : "vigente al \(asOf.effective)",
      asOf.hasRecorded ? "registrado hasta \(times.minute(asOf.recorded))" : "",
    ].filter { !$0.isEmpty }.joined(separator: " · ")
    let more = [part.printable, bounds].filter { !$0.isEmpty }
      .flatMap { $0.wrapped(to: screen.width) }
    return title.printable.wrapped(to: screen.width).map(screen.bold) + [times.line(goodFor)]
      + more + [""]
  }
}

extension String {
  /// With a capital at its start.
  var capitalizedFirst: String { prefix(1).uppercased() + dropFirst() }
}
