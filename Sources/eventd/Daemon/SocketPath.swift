import EventdClient
import FoundationEssentials
import Glibc

/// The path of the daemon's socket, checked before it is bound: the errors of `bind` alone would
/// not say what to do.
enum SocketPath {
  static let bytesMax = SocketProbe.pathBytesMax

  /// Makes sure that a socket can be bound at `path`; a socket file that nobody listens on, as a
  /// killed daemon leaves it, is removed.
  static func claim(_ path: String) throws(StartError) {
    guard path.utf8.count <= bytesMax else {
      throw .socketPathTooLong(path: path, bytes: path.utf8.count)
    }
    guard let type = fileType(path) else { return try checkDirectory(of: path) }
    guard type == .typeSocket else { throw .notASocket(path: path) }
    if isAnswered(path) { throw .socketTaken(path: path) }
    guard unlink(path) == 0 else { throw .socket(path: path, errno: errno) }
  }

  /// Whether somebody listens on the socket. Only a refused connection says that nobody does: one
  /// that is not permitted leads to a daemon as well.
  static func isAnswered(_ path: String) -> Bool {
    let failure = SocketProbe.attempt(path)
    return failure != ECONNREFUSED && failure != ENOENT
  }

  /// Of the path itself, not of what a link leads to; `nil` when there is nothing.
  private static func fileType(_ path: String) -> FileAttributeType? {
    let attributes = try? FileManager.default.attributesOfItem(atPath: path)
    return attributes?[.type] as? FileAttributeType
  }

  private static func checkDirectory(of path: String) throws(StartError) {
    let directory =
      path.lastIndex(of: "/").map { $0 == path.startIndex ? "/" : String(path[..<$0]) } ?? "."
    guard access(directory, W_OK | X_OK) == 0 else { throw .socket(path: path, errno: errno) }
  }
}
