/// What happened to a file.
enum Damage: CustomStringConvertible {
  case flip(bit: Int)
  /// Some sectors of a page are others now: of an earlier state of the file, zeros, or of another page.
  case torn(page: Int, sectors: [Int], source: Source)
  case truncation(bytes: Int)

  enum Source {
    /// So many commits ago.
    case earlier(Int)
    case zeros
    case page(Int)
  }

  static let pageBytes = 4096
  private static let sectorBytes = 512

  static func flip(of file: [UInt8], _ random: inout SplitMix) -> Damage {
    .flip(bit: Int.random(in: 0..<(file.count * 8), using: &random))
  }

  static func truncation(of file: [UInt8], _ random: inout SplitMix) -> Damage {
    .truncation(bytes: Int.random(in: 0..<file.count, using: &random))
  }

  /// A tear that changes the file.
  static func torn(_ log: DamageLog, _ random: inout SplitMix) -> Damage {
    while true {
      let source: Source
      let page = Int.random(in: 0..<(log.file.count / pageBytes), using: &random)
      switch random.next() % 4 {
      case 0: source = .zeros
      case 1:
        source = .page(Int.random(in: 0..<(log.file.count / pageBytes), using: &random))
      default: source = .earlier(Int.random(in: 1..<log.states.count, using: &random))
      }
      let count = Int.random(in: 1...8, using: &random)
      let sectors = (0..<8).shuffled(using: &random).prefix(count).sorted()
      let damage = Damage.torn(page: page, sectors: sectors, source: source)
      if damage.apply(to: log) != log.file { return damage }
    }
  }

  /// The file as it is then.
  func apply(to log: DamageLog) -> [UInt8] {
    var file = log.file
    switch self {
    case .flip(let bit): file[bit / 8] ^= 1 << (bit % 8)
    case .truncation(let bytes): file.removeSubrange(bytes...)
    case .torn(let page, let sectors, let source):
      for sector in sectors {
        let start = page * Self.pageBytes + sector * Self.sectorBytes
        let range = start..<(start + Self.sectorBytes)
        switch source {
        case .zeros: file.replaceSubrange(range, with: repeatElement(0, count: range.count))
        case .page(let other):
          let from = other * Self.pageBytes + sector * Self.sectorBytes
          file.replaceSubrange(range, with: log.file[from..<(from + Self.sectorBytes)])
        case .earlier(let commits):
          let state = log.states[log.states.count - 1 - commits]
          if range.upperBound <= state.count { file.replaceSubrange(range, with: state[range]) }
        }
      }
    }
    return file
  }

  var description: String {
    switch self {
    case .flip(let bit): "bit \(bit % 8) of byte \(bit / 8) flipped"
    case .truncation(let bytes): "cut to \(bytes) bytes"
    case .torn(let page, let sectors, .zeros): "page \(page), sectors \(sectors): zeros"
    case .torn(let page, let sectors, .page(let other)):
      "page \(page), sectors \(sectors): those of page \(other)"
    case .torn(let page, let sectors, .earlier(let commits)):
      "page \(page), sectors \(sectors): as \(commits) commits before"
    }
  }
}
