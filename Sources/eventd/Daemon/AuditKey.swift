import Crypto
import Events
import Glibc

/// The key with which the daemon signs checkpoints, in a file that only its owner reads. Made when
/// the log is first served; its public half lies beside it for whoever wants to check.
enum AuditKey {
  /// Why the file cannot be used.
  enum Fault: Error, Equatable {
    case unusable(errno: Int32)
    /// Others than the owner may read it.
    case exposed(mode: UInt32)
    case malformed
    case ofAnotherLog(name: String, expected: String)
  }

  /// Reads the key, or makes it where there is none.
  /// - Parameter origin: the name under which the log signs.
  static func load(_ directory: DataDirectory, origin: String) throws(StartError) -> SigningKey {
    let path = directory.auditKey
    do throws(Fault) {
      let key: SigningKey
      if let kept = try read(path, origin: origin) {
        key = kept
      } else {
        key = try make(path, origin: origin)
      }
      let text = "\(key.verifier)\n"
      if DurableFile.read(directory.auditPublicKey) != text {
        try write(text, to: directory.auditPublicKey, mode: 0o644)
      }
      return key
    } catch {
      throw .auditKey(path: path, error)
    }
  }

  private static func read(_ path: String, origin: String) throws(Fault) -> SigningKey? {
    var status = stat()
    guard stat(path, &status) == 0 else {
      if errno == ENOENT { return nil }
      throw .unusable(errno: errno)
    }
    guard status.st_mode & 0o077 == 0 else { throw .exposed(mode: status.st_mode & 0o777) }
    guard let text = DurableFile.read(path) else { throw .unusable(errno: errno) }
    guard text.hasSuffix("\n"), let key = try? SigningKey(String(text.dropLast())) else {
      throw .malformed
    }
    guard key.verifier.name == origin else {
      throw .ofAnotherLog(name: key.verifier.name, expected: origin)
    }
    return key
  }

  private static func make(_ path: String, origin: String) throws(Fault) -> SigningKey {
    let seed = Array(Curve25519.Signing.PrivateKey().rawRepresentation)
    let key = SigningKey(name: origin, seed: seed)
    try write(key.secretText + "\n", to: path, mode: 0o600)
    return key
  }

  private static func write(_ text: String, to path: String, mode: mode_t) throws(Fault) {
    guard DurableFile.replace(path, with: text, mode: mode) else { throw .unusable(errno: errno) }
  }
}

extension AuditKey.Fault: CustomStringConvertible {
  var description: String {
    switch self {
    case .unusable(let errno): String(cString: strerror(errno))
    case .exposed(let mode):
      "others may read it (mode \(String(mode, radix: 8))); take that right away with chmod 600"
    case .malformed: "it is no signing key; restore it from a backup, or move it away for a new one"
    case .ofAnotherLog(let name, let expected):
      "it is the key of \(name), and this log is \(expected); give each log a directory of its own"
    }
  }
}

/// Small files that are whole at any time, also after a crash.
enum DurableFile {
  /// `nil` with `errno` when it cannot be read.
  static func read(_ path: String) -> String? {
    let descriptor = open(path, O_RDONLY | O_CLOEXEC)
    guard descriptor >= 0 else { return nil }
    defer { close(descriptor) }
    var bytes: [UInt8] = []
    var buffer = [UInt8](repeating: 0, count: 4096)
    while true {
      let count = Glibc.read(descriptor, &buffer, buffer.count)
      if count < 0 && errno == EINTR { continue }
      if count < 0 { return nil }
      if count == 0 { return String(decoding: bytes, as: UTF8.self) }
      bytes += buffer[..<count]
    }
  }

  /// Writes beside it, waits for the disk, and puts the new file in the old one's place, where it is on
  /// the disk when this returns. Returns `false` with `errno` when that fails; then the old one is
  /// there as before, or, when only the last wait failed, perhaps the new one.
  static func replace(_ path: String, with text: String, mode: mode_t) -> Bool {
    let new = path + ".new"
    unlink(new)
    let descriptor = open(new, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, mode)
    guard descriptor >= 0 else { return false }
    // The mode as it was asked for, whatever the umask.
    let isWritten =
      fchmod(descriptor, mode) == 0 && Output.write(Array(text.utf8), to: descriptor)
      && fsync(descriptor) == 0
    let writing = errno
    close(descriptor)
    guard isWritten, rename(new, path) == 0 else {
      let cause = isWritten ? errno : writing
      unlink(new)
      errno = cause
      return false
    }
    do throws(LMDBError) {
      try DirectoryEntry.sync(path)
    } catch {
      errno = error.code
      return false
    }
    return true
  }
}
