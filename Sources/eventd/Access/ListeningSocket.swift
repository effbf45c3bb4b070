import Events
import Glibc

/// A Unix socket that is bound and has its owner, group and mode, and does not listen yet.
///
/// Nobody can connect to a socket that does not listen, whatever the rights of its file. They are set
/// between `bind` and `listen`, so there is no moment in which it takes connections with wider ones.
final class ListeningSocket: Sendable {
  let role: ServedSocket.Role
  /// Where it can be reached, for messages.
  let path: String
  /// `nil` once it was given away.
  private let descriptor: Locked<Int32?>
  /// What is to be removed at the end; `nil` when it is not ours, or is removed already.
  private let file: Locked<FileIdentity?>

  init(_ socket: ServedSocket) throws(StartError) {
    role = socket.role
    switch socket.source {
    case .path(let path, let access):
      try SocketPath.claim(path)
      self.path = path
      descriptor = Locked(try Self.bind(path, access))
      file = Locked(FileIdentity(path))
    case .inherited(let descriptor):
      path = try Self.checkInherited(descriptor)
      self.descriptor = Locked(descriptor)
      file = Locked(nil)
    }
  }

  deinit {
    remove()
    if let descriptor = take() { close(descriptor) }
  }

  /// The descriptor, for the one who listens and then closes it; `nil` when it was taken before.
  func take() -> Int32? {
    descriptor.withLock { descriptor in
      defer { descriptor = nil }
      return descriptor
    }
  }

  /// Takes the file away, so that nobody finds the socket any more. Another that has been made at the
  /// same path since, and one that was inherited, stay.
  func remove() {
    file.withLock { file in
      if let known = file, FileIdentity(path) == known { unlink(path) }
      file = nil
    }
  }

  private static func bind(_ path: String, _ access: SocketAccess) throws(StartError) -> Int32 {
    let descriptor = socket(AF_UNIX, Int32(SOCK_STREAM.rawValue) | O_CLOEXEC, 0)
    guard descriptor >= 0 else { throw .socket(path: path, errno: errno) }
    var address = sockaddr_un()
    address.sun_family = sa_family_t(AF_UNIX)
    withUnsafeMutableBytes(of: &address.sun_path) { $0.copyBytes(from: path.utf8) }
    let result = withUnsafePointer(to: &address) { pointer in
      pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
        Glibc.bind(descriptor, $0, socklen_t(MemoryLayout<sockaddr_un>.size))
      }
    }
    guard result == 0 else {
      defer { close(descriptor) }
      throw .socket(path: path, errno: errno)
    }
    do throws(StartError) {
      try set(access, of: path)
    } catch {
      unlink(path)
      close(descriptor)
      throw error
    }
    return descriptor
  }

  private static func set(_ access: SocketAccess, of path: String) throws(StartError) {
    if access.owner != nil || access.group != nil {
      // The highest number leaves it as it is. Source: chown(2).
      guard lchown(path, access.owner ?? .max, access.group ?? .max) == 0 else {
        throw .socketOwner(path: path, access, errno: errno)
      }
    }
    guard chmod(path, access.mode) == 0 else { throw .socket(path: path, errno: errno) }
  }

  /// - Returns: its path, or what it has instead of one.
  private static func checkInherited(_ descriptor: Int32) throws(StartError) -> String {
    func option(_ name: Int32) -> Int32? {
      var value: Int32 = 0
      var size = socklen_t(MemoryLayout<Int32>.size)
      return getsockopt(descriptor, SOL_SOCKET, name, &value, &size) == 0 ? value : nil
    }
    guard option(SO_DOMAIN) == AF_UNIX, option(SO_TYPE) == Int32(SOCK_STREAM.rawValue),
      option(SO_ACCEPTCONN) == 1
    else {
      throw .activation(
        "descriptor \(descriptor) is not a listening Unix stream socket; let the socket unit say "
          + "ListenStream= with a path, and Accept=no")
    }
    _ = fcntl(descriptor, F_SETFD, FD_CLOEXEC)
    var address = sockaddr_un()
    var size = socklen_t(MemoryLayout<sockaddr_un>.size)
    let result = withUnsafeMutablePointer(to: &address) { pointer in
      pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
        getsockname(descriptor, $0, &size)
      }
    }
    let name = withUnsafeBytes(of: address.sun_path) { $0.prefix { $0 != 0 } }
    return result == 0 && !name.isEmpty
      ? String(decoding: name, as: UTF8.self) : "the inherited descriptor \(descriptor)"
  }
}

/// Which file a path leads to.
private struct FileIdentity: Equatable, Sendable {
  let device: UInt
  let inode: UInt

  /// Of the path itself, not of what a link leads to; `nil` when there is nothing.
  init?(_ path: String) {
    var status = stat()
    guard lstat(path, &status) == 0 else { return nil }
    device = status.st_dev
    inode = status.st_ino
  }
}
