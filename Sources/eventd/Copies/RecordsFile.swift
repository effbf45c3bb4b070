import Crypto
import Events
import FoundationEssentials
import Glibc

/// The file `records` of a backup: records as the log stores them, each behind its length as u32
/// little-endian. Layout: `docs/DATA_FILE.md`.
enum RecordsFile {
  /// The records as they stand in the file.
  static func encode(_ records: [Data]) -> [UInt8] {
    var bytes: [UInt8] = []
    bytes.reserveCapacity(records.reduce(0) { $0 + $1.count + 4 })
    for record in records {
      let count = UInt32(record.count)
      for shift in [0, 8, 16, 24] as [UInt32] {
        bytes.append(UInt8(truncatingIfNeeded: count >> shift))
      }
      bytes += record
    }
    return bytes
  }

  /// Reads the file from its beginning to its end, batch by batch.
  final class Reader {
    private let path: String
    private let descriptor: Int32
    private var hash = SHA256()
    /// What was read and not given out yet begins at `start`.
    private var buffer: [UInt8] = []
    private var start = 0
    private var isAtEnd = false

    private static let chunkBytes = 1024 * 1024

    init(_ path: String) throws(BackupError) {
      self.path = path
      descriptor = open(path, O_RDONLY | O_CLOEXEC)
      guard descriptor >= 0 else { throw .cannotRead(path: path, errno: errno) }
    }

    deinit { close(descriptor) }

    /// The next records, about a megabyte of them; none at the end of the file.
    func next() throws(BackupError) -> [[UInt8]] {
      var records: [[UInt8]] = []
      var bytes = 0
      while bytes < Limits.readBatchBytesMax, records.count < Limits.recordBatchRecordsMax,
        let record = try record()
      {
        bytes += record.count
        records.append(record)
      }
      return records
    }

    /// Of the whole file, in hexadecimal digits; asked for at its end.
    var digest: String { DigestedFile.hexadecimal(hash.finalize()) }

    private func record() throws(BackupError) -> [UInt8]? {
      guard try fill(4) else {
        if start == buffer.count { return nil }
        throw .malformed(path: path, what: "it ends in the middle of a record")
      }
      let count = (0..<4).reduce(0) { $0 | Int(buffer[start + $1]) << (8 * $1) }
      guard count <= Limits.recordBytesMax else {
        throw .malformed(path: path, what: "a record of \(count) bytes")
      }
      guard try fill(4 + count) else {
        throw .malformed(path: path, what: "it ends in the middle of a record")
      }
      defer { start += 4 + count }
      return Array(buffer[(start + 4)..<(start + 4 + count)])
    }

    /// Reads on until there are so many bytes. Returns `false` when the file has not so many.
    private func fill(_ count: Int) throws(BackupError) -> Bool {
      while buffer.count - start < count, !isAtEnd {
        buffer.removeFirst(start)
        start = 0
        var chunk = [UInt8](repeating: 0, count: Self.chunkBytes)
        let got = Glibc.read(descriptor, &chunk, chunk.count)
        if got < 0, errno == EINTR { continue }
        guard got >= 0 else { throw .cannotRead(path: path, errno: errno) }
        isAtEnd = got == 0
        chunk.removeLast(chunk.count - got)
        hash.update(data: chunk)
        buffer += chunk
      }
      return buffer.count - start >= count
    }
  }
}
