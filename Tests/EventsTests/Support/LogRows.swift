@testable import Events

/// Every row of every table of a log's file, which nobody has open.
func rows(ofLog path: String) throws -> [String: [[UInt8]: [UInt8]]] {
  let environment = try Environment(path: path, tables: LogTables.names, mapBytes: 1 << 32)
  var rows: [String: [[UInt8]: [UInt8]]] = [:]
  try environment.read { transaction throws(LMDBError) in
    for name in LogTables.names {
      try transaction.scan(environment.table(name)) { key, value throws(LMDBError) in
        rows[name, default: [:]][key.copied] = value.copied
        return .next
      }
    }
  }
  return rows
}

/// A record with its checksum made right again.
func sealed(_ record: [UInt8], at position: UInt64) -> [UInt8] {
  let body = Array(record.dropLast(4))
  let checksum = body.withUnsafeBytes { Record.checksum(of: $0, at: Position(position)) }
  return body + (0..<4).map { UInt8(truncatingIfNeeded: checksum >> (8 * $0)) }
}
