import Events
import FoundationEssentials
import Schemas

/// Writes a backup from the answers of `eventd.v1.Audit/Records`. Each batch is checked against its
/// signed checkpoint before it is written, so a backup that is there can be restored.
final class BackupWriter {
  /// What it goes on from.
  enum Start: Equatable {
    case beginning
    /// From the end of another backup on.
    case end(of: TreeHead)
    /// From this number of events on, whatever they were.
    case events(UInt64)

    var size: UInt64 {
      switch self {
      case .beginning: 0
      case .end(let head): head.size
      case .events(let size): size
      }
    }
  }

  private let directory: PartialDirectory
  private let records: DigestedFile
  private let start: Start
  /// Who has to have signed; of the first answer when none was given.
  private var key: VerifierKey?
  private var chain = RecordChain()
  private var previous: TreeHead?
  /// Where the backup has come to.
  private var last: (note: String, head: TreeHead)?

  /// - Parameters:
  ///   - path: of the backup; nothing is there until `finish`.
  ///   - key: who has to sign; `nil`: the key that the log says is its own.
  init(_ path: String, from start: Start, signedBy key: VerifierKey?) throws(BackupError) {
    self.start = start
    self.key = key
    directory = try PartialDirectory(path)
    records = try DigestedFile("\(directory.partial)/\(BackupDirectory.File.records.rawValue)")
  }

  /// The number of events up to here.
  var size: UInt64 { last?.head.size ?? start.size }

  /// Takes the next answer.
  func take(_ answer: AuditRecordsResponse) throws(BackupError) {
    let head = try signed(answer)
    if last == nil {
      try begin(head, answer)
    } else {
      let batch = RecordBatch(
        first: Position(answer.first), records: answer.records.map { [UInt8]($0) })
      do throws(ReplicaError) { try chain.append(batch, provenBy: head) } catch {
        throw .records(path: directory.path, error)
      }
      try records.write(RecordsFile.encode(answer.records))
    }
    last = (answer.checkpoint, head)
  }

  /// Puts the whole backup in its place, on the disk.
  func finish(made: Timestamp) throws(BackupError) -> BackupManifest {
    guard let last, let key else { throw .source("the log has answered nothing") }
    let manifest = BackupManifest(
      origin: last.head.origin, from: start.size, size: last.head.size, root: last.head.root,
      previousRoot: previous?.root, made: "\(made)", eventd: eventdVersion)
    var digests: [BackupDirectory.File: String] = [.records: try records.finish()]
    for (file, text) in [
      (BackupDirectory.File.checkpoint, last.note), (.key, "\(key)\n"), (.manifest, manifest.json),
    ] {
      digests[file] = try DigestedFile.write(text, to: "\(directory.partial)/\(file.rawValue)")
    }
    _ = try DigestedFile.write(
      BackupDirectory.sums(digests), to: "\(directory.partial)/\(BackupDirectory.File.sums)")
    try directory.publish()
    return manifest
  }

  private func signed(_ answer: AuditRecordsResponse) throws(BackupError) -> TreeHead {
    do throws(NoteError) {
      let key = if let key { key } else { try VerifierKey(answer.verifierKey) }
      self.key = key
      return try TreeHead(checkpoint: SignedNote(parsing: answer.checkpoint), signedBy: key)
    } catch {
      throw .signature(path: "the checkpoint of the log", error)
    }
  }

  /// The answer without records: the log at the place from where the backup goes on.
  private func begin(_ head: TreeHead, _ answer: AuditRecordsResponse) throws(BackupError) {
    guard head.size == start.size else {
      throw .logIsShorter(events: head.size, since: start.size)
    }
    if case .end(let previous) = start, previous != head {
      throw .otherHistory(path: directory.path)
    }
    if head.size == 0 { return }
    previous = head
    do throws(ReplicaError) {
      chain = try RecordChain(
        continuing: head, peaks: answer.peaks.compactMap { TreeHash([UInt8]($0)) })
    } catch {
      throw .records(path: directory.path, error)
    }
  }
}
