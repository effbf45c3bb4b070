/// One file as a disk may have it when the power goes: what was waited for is there, and of what
/// was written since any part may be, a sector as a whole or not at all.
struct Disk {
  /// The unit that a disk writes as a whole.
  static let sectorBytes = 512

  private struct Pending {
    let offset: Int
    let bytes: ArraySlice<UInt8>
  }

  /// What is on the disk whatever happens.
  private(set) var durable: [UInt8] = []
  private var pending: [Pending] = []
  /// Whether the file has its name, and whether that is in the directory whatever happens.
  private var isNamed = false
  private var hasName = false

  /// Whether anything can be lost.
  var isSettled: Bool { pending.isEmpty && hasName }

  mutating func name() { isNamed = true }

  mutating func syncDirectory() { hasName = isNamed }

  mutating func write(_ bytes: ArraySlice<UInt8>, at offset: Int) {
    pending.append(Pending(offset: offset, bytes: bytes))
  }

  mutating func sync() {
    for write in pending { Self.put(write.bytes, at: write.offset, into: &durable) }
    pending = []
  }

  /// The last write is on the disk; those before it may still not be.
  mutating func syncLastWrite() {
    guard let last = pending.popLast() else { return }
    Self.put(last.bytes, at: last.offset, into: &durable)
  }

  /// The images that this moment can leave, `count` of them by chance and those at the edges:
  /// nothing of what was not waited for, and all of it. `nil`: there is no such file.
  func images(
    _ count: Int, _ random: inout SplitMix, _ body: ([UInt8]?) throws -> Void
  ) rethrows {
    if !hasName { try body(nil) }
    if !isNamed { return }
    try body(durable)
    if pending.isEmpty { return }
    try body(image { _ in true })
    for _ in 0..<count {
      switch random.next() % 4 {
      case 0:
        // Whole writes.
        let lots = pending.map { _ in random.next() & 1 == 0 }
        try body(image { write in lots[write.index] })
      case 1:
        // All but one sector, or one alone.
        let sectors = pending.reduce(0) { $0 + Self.sectors($1) }
        let chosen = Int(random.next() % UInt64(sectors))
        let isAlone = random.next() & 1 == 0
        try body(image { write in (write.sector == chosen) == isAlone })
      default:
        // Any sectors, few or many.
        let share = random.next() % 255 + 1
        var draw = random
        try body(image(growing: random.next() & 7 == 0) { _ in draw.next() & 255 < share })
        random = draw
      }
    }
  }

  private static func sectors(_ write: Pending) -> Int {
    (write.offset + write.bytes.count - 1) / sectorBytes - write.offset / sectorBytes + 1
  }

  /// - Parameter growing: the file is as long as all writes make it, with zeros where none is.
  private func image(
    growing: Bool = false, _ isThere: ((index: Int, sector: Int)) -> Bool
  ) -> [UInt8] {
    var image = durable
    var sector = 0
    for (index, write) in pending.enumerated() {
      var start = write.bytes.startIndex
      while start < write.bytes.endIndex {
        let offset = write.offset + start - write.bytes.startIndex
        let rest = Self.sectorBytes - offset % Self.sectorBytes
        let end = min(start + rest, write.bytes.endIndex)
        if isThere((index, sector)) { Self.put(write.bytes[start..<end], at: offset, into: &image) }
        start = end
        sector += 1
      }
      let end = write.offset + write.bytes.count
      if growing, image.count < end {
        image += repeatElement(0, count: end - image.count)
      }
    }
    return image
  }

  private static func put(_ bytes: ArraySlice<UInt8>, at offset: Int, into file: inout [UInt8]) {
    let end = offset + bytes.count
    if file.count < end { file += repeatElement(0, count: end - file.count) }
    file.replaceSubrange(offset..<end, with: bytes)
  }
}
