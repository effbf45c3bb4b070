import FoundationEssentials
import Projections
import Schemas

/// The report for programs. Stages have their codes; `from` is left out before the folio was
/// opened, and `stopped` when the import did not stop.
extension ImportReport: Encodable {
  private enum Key: String, CodingKey {
    case rows, cases, accepted, repeated, refused, skipped, notTried, stopped
    case refusals, refusedMoves, skips
  }

  private struct RuleCount: Encodable {
    let code: String
    let source: String
    let count: Int
  }

  private struct MoveCount: Encodable {
    let from: String?
    let to: String
    let code: String
    let count: Int
  }

  private struct ReasonCount: Encodable {
    let reason: String
    let count: Int
  }

  func encode(to encoder: any Encoder) throws {
    var fields = encoder.container(keyedBy: Key.self)
    try fields.encode(rows, forKey: .rows)
    try fields.encode(cases, forKey: .cases)
    try fields.encode(accepted, forKey: .accepted)
    try fields.encode(repeated, forKey: .repeated)
    try fields.encode(refusedRows, forKey: .refused)
    try fields.encode(skippedRows, forKey: .skipped)
    try fields.encode(notTried, forKey: .notTried)
    try fields.encodeIfPresent(stopped, forKey: .stopped)

    let rules = refused.ranked(by: \.code).map { rule, count in
      RuleCount(code: rule.code, source: rule.source, count: count)
    }
    try fields.encode(rules, forKey: .refusals)
    let refusedMoves = moves.ranked { "\($0.move.from.code) \($0.move.to.code) \($0.code)" }
      .map { refused, count in
        MoveCount(
          from: refused.move.from == .unspecified ? nil : refused.move.from.code,
          to: refused.move.to.code, code: refused.code, count: count)
      }
    try fields.encode(refusedMoves, forKey: .refusedMoves)
    let reasons = skipped.ranked(by: \.self).map { ReasonCount(reason: $0.0, count: $0.1) }
    try fields.encode(reasons, forKey: .skips)
  }

  /// One object with sorted fields, ending with a line break.
  var json: String {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
    do {
      return String(decoding: try encoder.encode(self), as: UTF8.self) + "\n"
    } catch {
      preconditionFailure("the report cannot be written: \(error)")
    }
  }
}
