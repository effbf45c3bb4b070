import Events
import Schemas
import SwiftProtobuf

/// One cell of the board: the requests of a procedure that wait at a step, or that ended so.
struct OrderBoardCell: Hashable {
  let procedure: OrderProcedure
  /// Empty after the end.
  let step: String
  let end: OrderEnd

  init(_ row: OrderRow) {
    procedure = row.procedure
    step = row.step
    end = row.end
  }

  var isOpen: Bool { end == .unspecified }

  /// Procedure and end, 4 bytes each, big-endian; the step and a 0 byte.
  var bytes: [UInt8] { Self.prefix(procedure, end) + Array(step.utf8) + [0] }

  private static func prefix(_ procedure: OrderProcedure, _ end: OrderEnd) -> [UInt8] {
    Key(word(procedure.rawValue) << 32 | word(end.rawValue)).bytes
  }

  /// The key of a request in this cell.
  func key(_ number: UInt64) -> Key { Key(bytes + Key(number).bytes) }

  /// The key of a request that waits in this cell.
  func key(since entered: Google_Protobuf_Timestamp, _ number: UInt64) -> Key {
    Key(bytes + Key(OrderBoardTables.ordered(entered), number).bytes)
  }

  /// Reads what `bytes` wrote.
  init(key: RawSpan) {
    let numbers = key.bigEndian(at: 0)
    procedure = OrderProcedure(rawValue: Self.number(numbers >> 32)) ?? .unspecified
    end = OrderEnd(rawValue: Self.number(numbers)) ?? .unspecified
    step = String(decoding: key.copied.dropFirst(8).prefix { $0 != 0 }, as: UTF8.self)
  }

  // An enum of proto3 is an `int32`, and a payload may hold a number that no name stands for.
  private static func word(_ rawValue: Int) -> UInt64 {
    UInt64(UInt32(bitPattern: Int32(truncatingIfNeeded: rawValue)))
  }

  private static func number(_ word: UInt64) -> Int {
    Int(Int32(bitPattern: UInt32(truncatingIfNeeded: word)))
  }
}

extension OrderBoardCell: Comparable {
  /// By procedure; those that wait first, by the number of the step; then those that have ended.
  static func < (a: OrderBoardCell, b: OrderBoardCell) -> Bool {
    a.order.lexicographicallyPrecedes(b.order)
  }

  private var order: [Int] {
    [procedure.rawValue, end.rawValue, Int(step.dropFirst()) ?? 0]
  }
}
