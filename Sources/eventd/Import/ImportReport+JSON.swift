import FoundationEssentials

/// The report for programs. `stopped` is left out when the import did not stop.
extension ImportReport: Encodable {
  private enum Key: String, CodingKey {
    case rows, cases, accepted, repeated, refused, skipped, notTried, stopped
    case refusals, refusedKinds, skips
  }

  private struct RuleCount: Encodable {
    let code: String
    let source: String
    let count: Int
  }

  private struct KindCount: Encodable {
    let label: String
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
    let refusedKinds = kinds.ranked { "\($0.label) \($0.code)" }.map { kind, count in
      KindCount(label: kind.label, code: kind.code, count: count)
    }
    try fields.encode(refusedKinds, forKey: .refusedKinds)
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
