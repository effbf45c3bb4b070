import Events
import Glibc

/// Makes a data directory from a full backup and the increments after it. Nothing is under its name
/// until every record of it has been checked.
struct Restoration {
  private let backups: [BackupDirectory]
  private let path: String
  private let checkpoint: TreeHead?

  /// Looks at everything but the records.
  ///
  /// - Parameters:
  ///   - paths: of the backups, the full one first; at least one, traps otherwise.
  ///   - path: of the data directory; nothing may be there.
  ///   - key: who has to have signed all of them; `nil`: each the key that lies in it.
  ///   - checkpoint: kept elsewhere; the log has to continue it.
  init(
    _ paths: [String], to path: String, signedBy key: VerifierKey?, continuing checkpoint: TreeHead?
  ) throws(BackupError) {
    precondition(!paths.isEmpty, "nothing to restore")
    var backups: [BackupDirectory] = []
    for path in paths {
      let backup = try BackupDirectory(path, signedBy: key)
      let end = backups.last?.head.size ?? 0
      guard backup.manifest.from == end else {
        throw .doesNotFollow(path: path, from: backup.manifest.from, expected: end)
      }
      if let previous = backups.last, !backup.manifest.continues(previous.head) {
        throw .otherHistory(path: path)
      }
      backups.append(backup)
    }
    if let checkpoint, checkpoint.size > backups[backups.count - 1].head.size {
      throw .checkpointIsLater(
        size: checkpoint.size, events: backups[backups.count - 1].head.size)
    }
    self.backups = backups
    self.path = path
    self.checkpoint = checkpoint
  }

  /// The number of events that there will be.
  var size: UInt64 { backups[backups.count - 1].head.size }

  /// - Parameters:
  ///   - procedures: their rules say which keys count once.
  ///   - progress: called now and then with the number of events that are there.
  /// - Returns: the head of the restored log.
  func run(
    procedures: [any Procedure], progress: (UInt64) -> Void
  ) throws(BackupError) -> TreeHead {
    let directory = try PartialDirectory(path)
    let log = "\(directory.partial)/log.mdb"
    try write(log, procedures, progress)
    // It says who reads the file at the moment: nobody.
    unlink("\(log)-lock")
    try directory.publish()
    return backups[backups.count - 1].head
  }

  private func write(
    _ path: String, _ procedures: [any Procedure], _ progress: (UInt64) -> Void
  ) throws(BackupError) {
    let replica = try wrapping(path) { () throws(ReplicaError) in
      try LogReplica(path: path, procedures: procedures)
    }
    for backup in backups {
      try backup.read { batch throws(BackupError) in
        try wrapping(backup.path) { () throws(ReplicaError) in
          try replica.append(batch, provenBy: nil)
        }
        progress(replica.size)
      }
      try wrapping(backup.path) { () throws(ReplicaError) in
        let end = RecordBatch(first: Position(replica.size), records: [])
        try replica.append(end, provenBy: backup.head)
      }
    }
    guard let checkpoint else { return }
    let found = try wrapping(path) { () throws(ReplicaError) in
      try replica.head(ofSize: checkpoint.size)
    }
    guard found == checkpoint else { throw .checkpointDiffers(size: checkpoint.size) }
  }

  private func wrapping<R>(
    _ path: String, _ body: () throws(ReplicaError) -> R
  ) throws(BackupError) -> R {
    do throws(ReplicaError) { return try body() } catch { throw .records(path: path, error) }
  }
}
