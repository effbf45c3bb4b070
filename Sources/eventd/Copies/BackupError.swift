import Events
import Glibc

/// Why a backup is not made, or not restored. Nothing is left under the name that was asked for.
enum BackupError: ExplainedError, Equatable {
  /// Something is there already.
  case exists(path: String)
  /// Another command writes there at this moment.
  case beingWritten(path: String)
  case cannotWrite(path: String, errno: Int32)
  case cannotRead(path: String, errno: Int32)
  /// A file of it cannot be what it should be.
  case malformed(path: String, what: String)
  /// The file has not the digest that `SHA256SUMS` has.
  case digest(path: String)
  case unknownVersion(path: String, found: Int)
  case signature(path: String, NoteError)
  /// The records, or the log that they come from.
  case records(path: String, ReplicaError)
  /// The log has fewer events than the backup that is to be gone on from.
  case logIsShorter(events: UInt64, since: UInt64)
  /// The first one given is an increment, or there is a gap before this one.
  case doesNotFollow(path: String, from: UInt64, expected: UInt64)
  /// It goes on from another log, or from another history of it.
  case otherHistory(path: String)
  /// The checkpoint that was kept outside is not one of this log.
  case checkpointDiffers(size: UInt64)
  /// It covers more events than the backups have.
  case checkpointIsLater(size: UInt64, events: UInt64)
  /// The log answered something that it should not.
  case source(String)

  var exitCode: Int32 {
    switch self {
    case .exists: 73
    case .beingWritten: 75
    case .cannotWrite(_, let errno): errno == EACCES || errno == EPERM ? 77 : 73
    case .cannotRead(_, let errno):
      errno == ENOENT ? 66 : errno == EACCES || errno == EPERM ? 77 : 74
    case .unknownVersion: 78
    case .records(_, .copy(.failure(let error))) where error.damage == nil: 73
    case .malformed, .digest, .signature, .records, .logIsShorter, .doesNotFollow, .otherHistory,
      .checkpointDiffers, .checkpointIsLater, .source:
      65
    }
  }

  var description: String {
    switch self {
    case .exists(let path): "\(path) exists and is not empty; give another directory"
    case .beingWritten(let path): "\(path) is being written by another command; wait for it"
    case .cannotWrite(let path, let errno):
      "cannot write \(path): \(String(cString: strerror(errno)))"
    case .cannotRead(let path, let errno):
      "cannot read \(path): \(String(cString: strerror(errno)))"
    case .malformed(let path, let what):
      "\(path) is damaged, or not of a backup: \(what); take another backup"
    case .digest(let path):
      "\(path) is damaged: its SHA-256 is not the one in SHA256SUMS; take another backup"
    case .unknownVersion(let path, let found):
      "\(path) is of version \(found), and this version of eventd knows \(BackupManifest.version): "
        + "use the one that made it, or a later one"
    case .signature(let path, let error): "\(path) is not signed as it should be: \(error)"
    case .records(let path, let error): "\(path): \(error)"
    case .logIsShorter(let events, let since):
      "the log has \(events) events, and the backup to go on from \(since): it was rolled back, or "
        + "is another one; make a full backup"
    case .doesNotFollow(let path, let from, 0):
      "\(path) is an increment from event \(from) on; give the full backup first, then the "
        + "increments in order"
    case .doesNotFollow(let path, let from, let expected):
      "\(path) goes on from event \(from), and those before it end at \(expected); give all of "
        + "them, in order"
    case .otherHistory(let path):
      "\(path) goes on from another log, or from another history of it"
    case .checkpointDiffers(let size):
      "the first \(size) events are NOT those of the checkpoint: it is of another log, or an event "
        + "was changed before the backup was made"
    case .checkpointIsLater(let size, let events):
      "the checkpoint is of \(size) events, and the backups have \(events); give the increments "
        + "that follow as well, or an earlier checkpoint"
    case .source(let message): message
    }
  }
}
