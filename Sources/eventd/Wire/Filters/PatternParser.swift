/// Why a text is no expression that filters take.
struct PatternSyntaxError: Error, Equatable, CustomStringConvertible {
  let description: String
}

/// Reads a regular expression. Source of the syntax: ECMA-262, "Patterns", as far as `Pattern` says.
struct PatternParser {
  private static let depthMax = 20
  private static let repetitionsMax = 1000
  private static let rangesMax = 100

  private let text: [UnicodeScalar]
  private var index = 0
  private var depth = 0

  static func parse(_ text: String) throws(PatternSyntaxError) -> Pattern.Node {
    var parser = PatternParser(text: Array(text.unicodeScalars))
    let node = try parser.alternatives()
    if parser.next != nil { throw parser.error("there is a ) without its (") }
    return node
  }

  private init(text: [UnicodeScalar]) { self.text = text }

  private var next: UnicodeScalar? { index < text.count ? text[index] : nil }

  private func error(_ reason: String) -> PatternSyntaxError {
    PatternSyntaxError(description: "\(reason), at character \(index + 1)")
  }

  private mutating func take(_ scalar: UnicodeScalar) -> Bool {
    if next != scalar { return false }
    index += 1
    return true
  }

  private mutating func take(_ word: String) -> Bool {
    let scalars = Array(word.unicodeScalars)
    guard text[index...].starts(with: scalars) else { return false }
    index += scalars.count
    return true
  }

  private mutating func alternatives() throws(PatternSyntaxError) -> Pattern.Node {
    var branches = [try sequence()]
    while take("|" as UnicodeScalar) { branches.append(try sequence()) }
    return branches.count == 1 ? branches[0] : .alternatives(branches)
  }

  private mutating func sequence() throws(PatternSyntaxError) -> Pattern.Node {
    var nodes: [Pattern.Node] = []
    while let scalar = next, scalar != "|", scalar != ")" {
      nodes.append(try repetition(of: try atom()))
    }
    return .sequence(nodes)
  }

  private mutating func repetition(of node: Pattern.Node) throws(PatternSyntaxError) -> Pattern.Node
  {
    let bounds: (Int, Int?)
    if take("*" as UnicodeScalar) {
      bounds = (0, nil)
    } else if take("+" as UnicodeScalar) {
      bounds = (1, nil)
    } else if take("?" as UnicodeScalar) {
      bounds = (0, 1)
    } else if take("{" as UnicodeScalar) {
      bounds = try counts()
    } else {
      return node
    }
    // Lazy or possessive makes no difference to whether there is a match, but `a*+a` would.
    _ = take("?" as UnicodeScalar)
    if let scalar = next, "*+?{".unicodeScalars.contains(scalar) {
      throw error("two repetitions stand one after the other")
    }
    return .repetition(node, least: bounds.0, most: bounds.1)
  }

  /// Behind the `{`.
  private mutating func counts() throws(PatternSyntaxError) -> (Int, Int?) {
    guard let least = number() else { throw error("a { needs a number behind it; write \\{ for {") }
    var most: Int? = least
    if take("," as UnicodeScalar) { most = number() }
    guard take("}" as UnicodeScalar) else { throw error("a { lacks its }") }
    guard least <= Self.repetitionsMax, most ?? 0 <= Self.repetitionsMax else {
      throw error("at most \(Self.repetitionsMax) repetitions can be asked for")
    }
    if let most, most < least { throw error("the repetition ends before it begins") }
    return (least, most)
  }

  private mutating func number() -> Int? {
    let start = index
    while let scalar = next, CharacterClass.digits.contains(scalar), index - start < 9 {
      index += 1
    }
    return Int(String(String.UnicodeScalarView(text[start..<index])))
  }

  private mutating func atom() throws(PatternSyntaxError) -> Pattern.Node {
    guard let scalar = next else { throw error("something is missing") }
    index += 1
    switch scalar {
    case "^": return .start
    case "$": return .end
    case ".": return .character(.any)
    case "(": return try group()
    case "[": return .character(try characterClass())
    case "\\": return try escape()
    case "*", "+", "?", "{": throw error("a repetition has nothing before it")
    default: return .character(.one(scalar))
    }
  }

  /// Behind the `(`.
  private mutating func group() throws(PatternSyntaxError) -> Pattern.Node {
    depth += 1
    defer { depth -= 1 }
    if depth > Self.depthMax { throw error("groups are nested more than \(Self.depthMax) deep") }
    var isNegative: Bool?
    if take("?!") {
      isNegative = true
    } else if take("?=") {
      isNegative = false
    } else if !take("?:"), next == "?" {
      throw error("only (?:, (?= and (?! can be used")
    }
    let node = try alternatives()
    guard take(")" as UnicodeScalar) else { throw error("a ( lacks its )") }
    return isNegative.map { .lookAhead(node, isNegative: $0) } ?? node
  }

  /// Behind the `\`, outside of a class.
  private mutating func escape() throws(PatternSyntaxError) -> Pattern.Node {
    if let scalar = next, "bBkpP123456789".unicodeScalars.contains(scalar) {
      throw error("\\\(scalar) cannot be used here")
    }
    return .character(try escaped())
  }

  private mutating func escaped() throws(PatternSyntaxError) -> CharacterClass {
    guard let scalar = next else { throw error("a \\ ends the expression") }
    index += 1
    switch scalar {
    case "d": return .digits
    case "D": return CharacterClass(ranges: CharacterClass.digits.ranges, isNegated: true)
    case "w": return .words
    case "W": return CharacterClass(ranges: CharacterClass.words.ranges, isNegated: true)
    case "s": return .spaces
    case "S": return CharacterClass(ranges: CharacterClass.spaces.ranges, isNegated: true)
    case "n": return .one("\n")
    case "r": return .one("\r")
    case "t": return .one("\t")
    case "a"..."z", "A"..."Z", "0"..."9": throw error("\\\(scalar) cannot be used here")
    default: return .one(scalar)
    }
  }

  /// Behind the `[`.
  private mutating func characterClass() throws(PatternSyntaxError) -> CharacterClass {
    var characters = CharacterClass(ranges: [], isNegated: take("^" as UnicodeScalar))
    var isFirst = true
    while isFirst || next != "]" {
      isFirst = false
      let low = try classAtom()
      if low.count == 1, low[0].lowerBound == low[0].upperBound, next == "-",
        index + 1 < text.count, text[index + 1] != "]"
      {
        index += 1
        let high = try classAtom()
        guard high.count == 1, low[0].lowerBound <= high[0].upperBound else {
          throw error("a range of characters ends before it begins")
        }
        characters.ranges.append(low[0].lowerBound...high[0].upperBound)
      } else {
        characters.ranges += low
      }
    }
    index += 1
    guard characters.ranges.count <= Self.rangesMax else {
      throw error("a [ ] holds more than \(Self.rangesMax) characters and ranges")
    }
    return characters
  }

  private mutating func classAtom() throws(PatternSyntaxError) -> [ClosedRange<UnicodeScalar>] {
    guard let scalar = next else { throw error("a [ lacks its ]") }
    index += 1
    if scalar != "\\" { return [scalar...scalar] }
    let characters = try escaped()
    if characters.isNegated { throw error("\\D, \\W and \\S cannot be used within [ ]") }
    return characters.ranges
  }
}
