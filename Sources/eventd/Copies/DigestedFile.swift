import Crypto
import Glibc

/// A file that is written once, from its beginning to its end, and its SHA-256.
final class DigestedFile {
  let path: String
  private let descriptor: Int32
  private var hash = SHA256()

  /// Makes the file; there must be none.
  init(_ path: String) throws(BackupError) {
    self.path = path
    descriptor = open(path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o640)
    guard descriptor >= 0 else { throw .cannotWrite(path: path, errno: errno) }
  }

  deinit { close(descriptor) }

  func write(_ bytes: [UInt8]) throws(BackupError) {
    hash.update(data: bytes)
    guard Output.write(bytes, to: descriptor) else {
      throw .cannotWrite(path: path, errno: errno)
    }
  }

  /// Waits for the disk. Nothing may be written afterwards.
  /// - Returns: the digest, in hexadecimal digits.
  func finish() throws(BackupError) -> String {
    guard fsync(descriptor) == 0 else { throw .cannotWrite(path: path, errno: errno) }
    return Self.hexadecimal(hash.finalize())
  }

  /// Writes a whole file.
  static func write(_ text: String, to path: String) throws(BackupError) -> String {
    let file = try DigestedFile(path)
    try file.write(Array(text.utf8))
    return try file.finish()
  }

  static func hexadecimal(_ digest: SHA256.Digest) -> String {
    digest.map { byte in
      let digits = String(byte, radix: 16)
      return digits.count == 2 ? digits : "0" + digits
    }.joined()
  }
}
