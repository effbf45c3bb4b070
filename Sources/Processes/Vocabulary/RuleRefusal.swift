public import Events

/// A refusal of one procedure: an enum with the facts in its cases.
public protocol RuleRefusal: Error {
  /// Stable, for programs; never used again for another rule: `folio.move-not-allowed`.
  var code: String { get }
  /// What is wrong and what to do, for people.
  var message: String { get }
  /// Where the rule is written.
  var source: String { get }
  /// What would be allowed instead, where that is a list.
  var allowed: [String] { get }
}

extension RuleRefusal {
  /// As the log reports it to whoever wanted to append.
  public var refusal: Refusal {
    Refusal(code: code, message: message, source: source, allowed: allowed)
  }
}

extension String {
  /// Nothing to read in it.
  var isBlank: Bool { allSatisfy(\.isWhitespace) }
}
