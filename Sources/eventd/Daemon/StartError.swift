import Events
import Glibc
import Processes
import Projections

/// Why the daemon does not start.
enum StartError: Error, Equatable {
  case directory(path: String, errno: Int32)
  /// Another daemon holds the data directory.
  case inUse(path: String, pid: String)
  case socketPathTooLong(path: String, bytes: Int)
  case notASocket(path: String)
  /// Another daemon answers on the socket.
  case socketTaken(path: String)
  case socket(path: String, errno: Int32)
  case socketOwner(path: String, SocketAccess, errno: Int32)
  /// What the service manager passed cannot be served.
  case activation(String)
  case policy(file: String, reason: String)
  case log(ReadError)
  case follower(name: String, FollowerError)
  case calendar(String)
  case auditKey(path: String, AuditKey.Fault)
  case listener(path: String, reason: String)
  /// The system gives the process fewer threads than it needs.
  case threads(made: Int, needed: Int, errno: Int32)

  /// `sysexits.h`.
  var exitCode: Int32 {
    switch self {
    case .directory(_, let errno), .socket(_, let errno), .socketOwner(_, _, let errno):
      errno == EACCES || errno == EPERM ? 77 : 73
    case .inUse, .socketTaken: 75
    case .socketPathTooLong, .notASocket: 73
    case .log(.corrupt): 65
    case .log(.unknownFormat): 78
    case .log(.failure(let error)): error.damage != nil ? 65 : error.code == EACCES ? 77 : 73
    case .follower, .listener: 73
    case .threads: 71
    case .calendar, .activation, .policy: 78
    case .auditKey(_, .unusable(let errno)): errno == EACCES || errno == EPERM ? 77 : 73
    case .auditKey(_, .exposed), .auditKey(_, .malformed), .auditKey(_, .ofAnotherLog): 78
    }
  }
}

extension StartError: CustomStringConvertible {
  var description: String {
    switch self {
    case .directory(let path, let errno):
      "cannot use \(path): \(String(cString: strerror(errno))); "
        + "give another directory with --data, or its owner the right to write there"
    case .inUse(let path, let pid):
      "the data directory \(path) is in use by another daemon"
        + (pid.isEmpty ? "" : " (process \(pid))")
        + "; stop it first, or give another directory with --data"
    case .socketPathTooLong(let path, let bytes):
      "the socket path has \(bytes) bytes and a Unix socket allows \(SocketPath.bytesMax): "
        + "\(path); give a shorter one with --socket"
    case .notASocket(let path):
      "\(path) exists and is not a socket; give another path with --socket, or remove it"
    case .socketTaken(let path):
      "another daemon answers on \(path); stop it first, or give another path with --socket"
    case .socket(let path, let errno):
      "cannot make the socket \(path): \(String(cString: strerror(errno))); "
        + "give a path in a directory where you may write with --socket"
    case .socketOwner(let path, let access, let errno):
      "cannot give the socket \(path) to"
        + (access.owner.map { " the user \($0)" } ?? "")
        + (access.group.map { " the group \($0)" } ?? "")
        + ": \(String(cString: strerror(errno))); only root, or a process with CAP_CHOWN, gives a file "
        + "to another user, or to a group that it is not in itself"
    case .activation(let reason): "cannot serve the sockets that were passed: \(reason)"
    case .policy(let file, let reason):
      "the policy \(file) cannot be used: \(reason); correct it"
    case .log(let error): error.description
    case .follower(let name, let error):
      "\(name) cannot be opened: \(error); its file can be deleted, it is built again from the log"
    case .calendar(let reason): reason
    case .auditKey(let path, let fault): "cannot sign with the key in \(path): \(fault)"
    case .listener(let path, let reason): "cannot listen on \(path): \(reason)"
    case .threads(let made, let needed, let errno):
      "the system gives \(made) threads, and \(needed) are needed: \(String(cString: strerror(errno))); "
        + "raise the limit of the user or of the service (ulimit -u, TasksMax)"
    }
  }
}
