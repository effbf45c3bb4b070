import Events
import Schemas

/// One cell of the board: the folios of a process type and ramo in a stage and, in Suscripción, an
/// area.
struct FolioBoardCell: Hashable {
  let processType: FolioProcessType
  /// What the form says; `unspecified` where it says none.
  let ramo: FolioRamo
  let stage: FolioStage
  /// Empty where the stage is not kept by area.
  let area: String

  init(processType: FolioProcessType, ramo: FolioRamo, stage: FolioStage, area: String) {
    self.processType = processType
    self.ramo = ramo
    self.stage = stage
    self.area = area
  }

  init(_ page: FolioPage) {
    self.init(
      processType: page.form.processType, ramo: page.form.ramo, stage: page.stage, area: page.area)
  }

  /// What fits into a key beside the numbers: 511 bytes less 22. The rules of folios stay far below
  /// it with 100 characters. Source: `mdb_env_get_maxkeysize`.
  static let areaBytesMax = 489

  /// Process type, stage and ramo, 4 bytes each, the length of the area in 2 bytes, and the area in
  /// UTF-8; numbers are big-endian. With the length before it no area is the beginning of another.
  /// Traps when the area has more than `areaBytesMax` bytes.
  var key: Key {
    let area = Array(area.utf8)
    precondition(area.count <= Self.areaBytesMax, "an area of \(area.count) bytes")
    let numbers = Self.word(processType.rawValue) << 32 | Self.word(stage.rawValue)
    let ramo = Key(Self.word(ramo.rawValue)).bytes.suffix(4)
    let length = [UInt8(area.count >> 8), UInt8(area.count & 0xff)]
    return Key(Key(numbers).bytes + ramo + length + area)
  }

  /// The key of a folio in this cell: the cell's, and the number in 8 bytes.
  func key(_ number: UInt64) -> Key { Key(key.bytes + Key(number).bytes) }

  /// Reads what `key` wrote.
  init(key: RawSpan) {
    let numbers = key.bigEndian(at: 0)
    self.init(
      processType: FolioProcessType(rawValue: Self.number(numbers >> 32)) ?? .unspecified,
      ramo: FolioRamo(rawValue: Self.number(key.bigEndian(at: 4))) ?? .unspecified,
      stage: FolioStage(rawValue: Self.number(numbers)) ?? .unspecified,
      area: key.extracting(droppingFirst: 14).copiedText)
  }

  // An enum of proto3 is an `int32`, and a payload may hold a number that no name stands for.
  private static func word(_ rawValue: Int) -> UInt64 {
    UInt64(UInt32(bitPattern: Int32(truncatingIfNeeded: rawValue)))
  }

  private static func number(_ word: UInt64) -> Int {
    Int(Int32(bitPattern: UInt32(truncatingIfNeeded: word)))
  }
}
