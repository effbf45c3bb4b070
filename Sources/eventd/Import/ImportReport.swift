/// What became of the rows of a file. Every row is counted once.
struct ImportReport: Equatable, Sendable {
  /// What became of one row.
  enum Outcome: Equatable, Sendable {
    case accepted
    /// It was in the log before this import began.
    case repeated
    /// `label`: what the row wanted to append, in the words of the mapping.
    case refused(code: String, source: String, label: String)
    case skipped(reason: String)
    /// The import stopped before its turn, or without an answer for it.
    case notTried
  }

  struct Rule: Hashable, Sendable {
    let code: String
    /// Where it is written; empty for what is no rule.
    let source: String

    /// The stream is not where the rows before left it: someone else changed it, or it is an import
    /// repeated and later rows did.
    static let wrongRevision = "wrong-revision"
  }

  struct RefusedKind: Hashable, Sendable {
    let label: String
    let code: String
  }

  let rows: Int
  let cases: Int
  /// Rows whose event is in the log now.
  private(set) var accepted = 0
  /// Those of the accepted that were in the log before this import began.
  private(set) var repeated = 0
  private(set) var notTried = 0
  private(set) var refused: [Rule: Int] = [:]
  private(set) var kinds: [RefusedKind: Int] = [:]
  private(set) var skipped: [String: Int] = [:]
  /// Why the import stopped before its end; `nil` when it did not.
  var stopped: String?

  init(rows: Int, cases: Int) {
    self.rows = rows
    self.cases = cases
  }

  var refusedRows: Int { refused.values.reduce(0, +) }
  var skippedRows: Int { skipped.values.reduce(0, +) }
  var counted: Int { accepted + refusedRows + skippedRows + notTried }

  mutating func add(_ outcome: Outcome) {
    switch outcome {
    case .accepted: accepted += 1
    case .repeated:
      accepted += 1
      repeated += 1
    case .notTried: notTried += 1
    case .skipped(let reason): skipped[reason, default: 0] += 1
    case .refused(let code, let source, let label):
      refused[Rule(code: code, source: source), default: 0] += 1
      kinds[RefusedKind(label: label, code: code), default: 0] += 1
    }
  }

  /// Traps when the counts do not add up to the rows of the file.
  func checkTotals() {
    precondition(
      counted == rows,
      "\(accepted) accepted, \(refusedRows) refused, \(skippedRows) skipped and \(notTried) "
        + "not tried are not \(rows) rows")
  }
}

extension Dictionary where Value == Int {
  /// The most frequent first; equal ones by their names.
  func ranked(by name: (Key) -> String) -> [(Key, Int)] {
    map { ($0.key, $0.value) }.sorted {
      $0.1 != $1.1 ? $0.1 > $1.1 : name($0.0) < name($1.0)
    }
  }
}
