import Events
import Glibc

/// Why a second copy does not follow.
enum FollowError: ExplainedError, Equatable {
  /// The copy itself cannot be read or written.
  case copy(ReadError)
  /// The socket leads to another log.
  case otherLog(own: String, found: String)
  /// What the leader signed is not a continuation of the copy, or its records are not what it signed.
  case contradicts(ReplicaError, keptIn: String)
  /// The same, and since which event.
  case parted(at: Position, keptIn: String)
  /// The leader's key has not signed what it answers.
  case notSigned(NoteError, keptIn: String, String)
  /// It contradicted the copy before.
  case contradicted(keptIn: String)
  case malformedPin(path: String)
  /// The key that was given is not the one of the first contact.
  case otherKey(path: String)
  case cannotKeep(path: String, errno: Int32)

  init(_ error: ReplicaError, keptIn path: String) {
    switch error {
    case .copy(let error): self = .copy(error)
    case .foreignLog(let own, let found): self = .otherLog(own: own, found: found)
    case .notNext, .otherSize, .record, .recordedEarlier, .revision, .differs, .shorter:
      self = .contradicts(error, keptIn: path)
    }
  }

  /// Whether the leader said something that it should not have.
  var isContradiction: Bool {
    switch self {
    case .contradicts, .parted, .notSigned, .contradicted: true
    case .copy, .otherLog, .malformedPin, .otherKey, .cannotKeep: false
    }
  }

  /// `sysexits.h`; 76, a protocol that was not kept, is for contradictions alone.
  var exitCode: Int32 {
    if isContradiction { return 76 }
    switch self {
    case .copy(let error): return VerifyError(error).exitCode
    case .otherLog: return 65
    case .cannotKeep(_, let errno): return errno == EACCES || errno == EPERM ? 77 : 73
    default: return 78
    }
  }

  var description: String {
    switch self {
    case .copy(let error): error.description
    case .otherLog(let own, let found):
      "the socket leads to \(found), and this is a copy of \(own); give another --data or socket"
    case .contradicts(let error, let path):
      "the leader contradicts this copy: \(error); what it signed is kept in \(path)"
    case .parted(let position, let path):
      "the leader contradicts this copy: they differ from the event at position "
        + "\(WirePosition.encode(position)) on; what it signed is kept in \(path)"
    case .notSigned(let error, let path, let key):
      "the checkpoint of the leader cannot be believed: \(error); it is kept in \(path). If the "
        + "leader has a new key with good reason, remove that file and \(key)"
    case .contradicted(let path):
      "the leader contradicted this copy before: see \(path); find out which of the two is right, "
        + "and remove the file to follow again"
    case .malformedPin(let path):
      "\(path) is not a verifier key; remove it, and give the leader's with --key"
    case .otherKey(let path):
      "the key given is not the one of the first contact, in \(path); if the leader has a new one "
        + "with good reason, remove that file"
    case .cannotKeep(let path, let errno):
      "cannot write \(path): \(String(cString: strerror(errno)))"
    }
  }
}
