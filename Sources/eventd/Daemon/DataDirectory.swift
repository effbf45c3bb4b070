import Events
import FoundationEssentials
import Glibc

/// The daemon's directory: the log, what is derived from it, and a lock that keeps a second
/// daemon out.
///
///     log.mdb            the log, the only truth
///     projections/*.mdb  one environment a view; can be deleted
///     processes/*.mdb    one environment a process; can be deleted
///     scratch/           views of the past; emptied at each start
///     audit.key          signs checkpoints of the log; nobody but its owner reads it
///     audit.pub          its public half
///     audit.checkpoint   the last one
///     leader.pub         of a second copy: the key of the log that it follows
///     leader.checkpoint  the last checkpoint of that log that the copy was compared with
///     leader.contradiction  one that contradicts the copy
///     lock               held while a daemon or a follower runs
final class DataDirectory: Sendable {
  let path: String
  private let lock: Int32

  /// Makes the directory where it is missing, and takes its lock.
  init(_ path: String) throws(StartError) {
    self.path = path
    for directory in [path, "\(path)/projections", "\(path)/processes", "\(path)/scratch"] {
      guard mkdir(directory, 0o750) == 0 || errno == EEXIST else {
        throw .directory(path: directory, errno: errno)
      }
      do throws(LMDBError) {
        try DirectoryEntry.sync(directory)
      } catch {
        throw .directory(path: directory, errno: error.code)
      }
    }
    let file = "\(path)/lock"
    let descriptor = open(file, O_RDWR | O_CREAT | O_CLOEXEC, 0o640)
    guard descriptor >= 0 else { throw .directory(path: file, errno: errno) }
    guard flock(descriptor, LOCK_EX | LOCK_NB) == 0 else {
      let holder = Self.read(descriptor)
      close(descriptor)
      throw .inUse(path: path, pid: holder)
    }
    let pid = "\(getpid())\n"
    ftruncate(descriptor, 0)
    _ = pid.withCString { pwrite(descriptor, $0, strlen($0), 0) }
    lock = descriptor
    // Only now: nobody else uses it.
    for name in (try? FileManager.default.contentsOfDirectory(atPath: scratch)) ?? [] {
      unlink("\(scratch)/\(name)")
    }
  }

  /// The lock goes with the last descriptor, also when the process is killed. A program that is being
  /// started from here has a copy until it runs, so closing ours would not always free it.
  /// Source: flock(2).
  deinit {
    flock(lock, LOCK_UN)
    close(lock)
  }

  var log: String { "\(path)/log.mdb" }

  /// The key that signs checkpoints; its public half; and the last checkpoint that it signed.
  var auditKey: String { "\(path)/audit.key" }
  var auditPublicKey: String { "\(path)/audit.pub" }
  var auditCheckpoint: String { "\(path)/audit.checkpoint" }

  /// Of a second copy: the key of the leader, its last checkpoint, and what it should not have signed.
  var leaderKey: String { "\(path)/leader.pub" }
  var leaderCheckpoint: String { "\(path)/leader.checkpoint" }
  var leaderContradiction: String { "\(path)/leader.contradiction" }

  var projections: String { "\(path)/projections" }

  var processes: String { "\(path)/processes" }

  var scratch: String { "\(path)/scratch" }

  private static func read(_ descriptor: Int32) -> String {
    var buffer = [UInt8](repeating: 0, count: 16)
    let count = pread(descriptor, &buffer, buffer.count, 0)
    return String(decoding: buffer.prefix(max(0, count)).prefix { $0 > 32 }, as: UTF8.self)
  }
}
