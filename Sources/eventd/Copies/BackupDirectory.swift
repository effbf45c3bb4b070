import Crypto
import Events
import FoundationEssentials
import Glibc

/// A backup that is whole: what it says was compared with its digests and with its signature. Its records
/// are checked when they are read.
///
///     manifest.json  what it is
///     checkpoint     the log at its end, signed
///     key            with which: the public half
///     records        the records, as the log stores them
///     SHA256SUMS     of the other four, as sha256sum(1) checks them
struct BackupDirectory {
  enum File: String, CaseIterable {
    // In the order of SHA256SUMS.
    case checkpoint
    case key
    case manifest = "manifest.json"
    case records

    static let sums = "SHA256SUMS"
  }

  let path: String
  let manifest: BackupManifest
  /// Of the log at the end of the backup, as it was signed.
  let head: TreeHead
  private let recordsDigest: String

  private static let smallFileBytesMax = 1024 * 1024

  /// - Parameter key: who has to have signed it; `nil`: the key that lies in the backup, which says only
  ///   that it is in itself what was once made.
  init(_ path: String, signedBy key: VerifierKey?) throws(BackupError) {
    self.path = path
    let digests = try Self.digests(path)
    func text(_ file: File) throws(BackupError) -> String {
      let path = "\(path)/\(file.rawValue)"
      let bytes = try Self.read(path)
      guard Self.digest(of: bytes) == digests[file] else { throw .digest(path: path) }
      guard let text = String(validating: bytes, as: UTF8.self) else {
        throw .malformed(path: path, what: "it is not UTF-8")
      }
      return text
    }
    manifest = try BackupManifest(
      json: Array(try text(.manifest).utf8), path: "\(path)/\(File.manifest.rawValue)")
    let note = try text(.checkpoint)
    let ownKey = try text(.key)
    do throws(NoteError) {
      let key =
        if let key { key } else {
          try VerifierKey(ownKey.hasSuffix("\n") ? String(ownKey.dropLast()) : ownKey)
        }
      head = try TreeHead(checkpoint: SignedNote(parsing: note), signedBy: key)
    } catch {
      throw .signature(path: "\(path)/\(File.checkpoint.rawValue)", error)
    }
    guard manifest.describes(head) else {
      throw .malformed(
        path: "\(path)/\(File.manifest.rawValue)", what: "it is not about its checkpoint")
    }
    guard let recordsDigest = digests[.records] else {
      throw .malformed(path: "\(path)/\(File.sums)", what: "it lacks a file")
    }
    self.recordsDigest = recordsDigest
  }

  /// Gives the records to `body`, batch by batch, and checks the file that they are in.
  func read(_ body: (RecordBatch) throws(BackupError) -> Void) throws(BackupError) {
    let path = "\(self.path)/\(File.records.rawValue)"
    let reader = try RecordsFile.Reader(path)
    var next = manifest.from
    while true {
      let batch = RecordBatch(first: Position(next), records: try reader.next())
      if batch.records.isEmpty { break }
      next = batch.end.rawValue
      try body(batch)
    }
    guard reader.digest == recordsDigest else { throw .digest(path: path) }
    guard next == manifest.size else {
      throw .malformed(
        path: path, what: "it ends with event \(next), and the manifest says \(manifest.size)")
    }
  }

  /// The file `SHA256SUMS`. Source: sha256sum(1), text mode.
  static func sums(_ digests: [File: String]) -> String {
    File.allCases.map { "\(digests[$0] ?? "")  \($0.rawValue)\n" }.joined()
  }

  private static func digests(_ path: String) throws(BackupError) -> [File: String] {
    let path = "\(path)/\(File.sums)"
    let text = String(decoding: try read(path), as: UTF8.self)
    var digests: [File: String] = [:]
    for (file, line) in zip(File.allCases, text.split(separator: "\n")) {
      digests[file] = String(line.prefix(64))
    }
    guard text == sums(digests), digests.values.allSatisfy({ $0.utf8.count == 64 }) else {
      throw .malformed(path: path, what: "it has not the digests of the four files")
    }
    return digests
  }

  private static func digest(of bytes: [UInt8]) -> String {
    DigestedFile.hexadecimal(SHA256.hash(data: bytes))
  }

  private static func read(_ path: String) throws(BackupError) -> [UInt8] {
    let descriptor = open(path, O_RDONLY | O_CLOEXEC)
    guard descriptor >= 0 else { throw .cannotRead(path: path, errno: errno) }
    defer { close(descriptor) }
    var bytes: [UInt8] = []
    var buffer = [UInt8](repeating: 0, count: 4096)
    while true {
      let count = Glibc.read(descriptor, &buffer, buffer.count)
      if count < 0, errno == EINTR { continue }
      guard count >= 0 else { throw .cannotRead(path: path, errno: errno) }
      if count == 0 { return bytes }
      bytes += buffer[..<count]
      guard bytes.count <= smallFileBytesMax else {
        throw .malformed(path: path, what: "it is too long")
      }
    }
  }
}
