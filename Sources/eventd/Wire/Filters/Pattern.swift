/// A regular expression that cannot be made to run for ever.
///
/// The expressions of filters come from outside, and the libraries' engines go back and try again:
/// `(a+)+b` can take them longer than anybody waits, and nothing stops them. This one follows all
/// ways at once, place by place, and works within a budget.
///
/// It takes what the clients of the protocol send: characters, `.`, classes, groups, alternatives,
/// repetitions (greedy and lazy are the same here, where only "does it match?" is asked), `^`, `$`,
/// and look-ahead. Back-references and look-behind are refused.
struct Pattern: Sendable {
  indirect enum Node: Sendable {
    case character(CharacterClass)
    case sequence([Node])
    case alternatives([Node])
    case repetition(Node, least: Int, most: Int?)
    case start
    case end
    case lookAhead(Node, isNegative: Bool)
  }

  /// What was asked cannot be answered within the budget.
  struct TooCostly: Error {}

  /// Steps of one match: each looks at one node from one place.
  static let stepsMax = 2_000_000

  private let root: Node

  init(_ text: String) throws(PatternSyntaxError) { root = try PatternParser.parse(text) }

  /// Whether it matches anywhere in the text, Unicode scalar by Unicode scalar.
  /// - Parameter steps: what it took is added.
  func isFound(in text: String, _ steps: inout Int) throws(TooCostly) -> Bool {
    var match = Match(text: Array(text.unicodeScalars))
    let everywhere = Places(repeating: true, count: match.text.count + 1)
    defer { steps += match.steps }
    return try match.ends(of: root, from: everywhere).contains(true)
  }

  func isFound(in text: String) throws(TooCostly) -> Bool {
    var steps = 0
    return try isFound(in: text, &steps)
  }

  /// For each place of the text, before each character and at the end, whether one can be there.
  private typealias Places = [Bool]

  private struct Match {
    let text: [UnicodeScalar]
    private(set) var steps = 0

    init(text: [UnicodeScalar]) { self.text = text }

    private var nowhere: Places { Places(repeating: false, count: text.count + 1) }

    /// Where one can be behind the node, having been at `starts` before it.
    mutating func ends(of node: Node, from starts: Places) throws(TooCostly) -> Places {
      steps += starts.count
      if steps > Pattern.stepsMax { throw TooCostly() }
      var ends = nowhere
      switch node {
      case .character(let characters):
        for place in text.indices where starts[place] && characters.contains(text[place]) {
          ends[place + 1] = true
        }
      case .sequence(let nodes):
        ends = starts
        for node in nodes { ends = try self.ends(of: node, from: ends) }
      case .alternatives(let nodes):
        for node in nodes { ends.formUnion(try self.ends(of: node, from: starts)) }
      case .repetition(let node, let least, let most):
        ends = try repeated(node, least, most, from: starts)
      case .start: ends[0] = starts[0]
      case .end: ends[text.count] = starts[text.count]
      case .lookAhead(let node, let isNegative):
        for place in starts.indices where starts[place] {
          var here = nowhere
          here[place] = true
          ends[place] = try self.ends(of: node, from: here).contains(true) != isNegative
        }
      }
      return ends
    }

    private mutating func repeated(
      _ node: Node, _ least: Int, _ most: Int?, from starts: Places
    ) throws(TooCostly) -> Places {
      var newest = starts
      for _ in 0..<least { newest = try ends(of: node, from: newest) }
      var all = newest
      var count = least
      while newest.contains(true), most.map({ count < $0 }) ?? true {
        newest = try ends(of: node, from: newest)
        count += 1
        // Only places that are new lead anywhere new.
        newest.subtract(all)
        all.formUnion(newest)
      }
      return all
    }
  }
}

extension [Bool] {
  fileprivate mutating func formUnion(_ other: [Bool]) {
    for index in indices where other[index] { self[index] = true }
  }

  fileprivate mutating func subtract(_ other: [Bool]) {
    for index in indices where other[index] { self[index] = false }
  }
}

/// Some characters, or all but some.
struct CharacterClass: Sendable {
  var ranges: [ClosedRange<UnicodeScalar>]
  var isNegated = false

  func contains(_ scalar: UnicodeScalar) -> Bool {
    ranges.contains { $0.contains(scalar) } != isNegated
  }

  static func one(_ scalar: UnicodeScalar) -> CharacterClass {
    CharacterClass(ranges: [scalar...scalar])
  }

  /// `.`: anything but a line break.
  static let any = CharacterClass(ranges: ["\n"..."\n", "\r"..."\r"], isNegated: true)
  static let digits = CharacterClass(ranges: ["0"..."9"])
  static let words = CharacterClass(ranges: ["0"..."9", "A"..."Z", "_"..."_", "a"..."z"])
  static let spaces = CharacterClass(ranges: ["\t"..."\r", " "..." "])
}
