import Glibc

/// A directory that is written under another name, `PATH.partial`, and gets its own when it is whole and
/// on the disk. What is under its name is therefore never half of something, also after a crash.
final class PartialDirectory {
  /// Where it will be.
  let path: String
  /// Where it is until then.
  let partial: String
  private let descriptor: Int32
  private var isPublished = false

  /// Makes the directory; what a command that was killed left behind under `PATH.partial` is removed.
  ///
  /// - Throws: `BackupError.exists` when there is something at `path` other than an empty directory,
  ///   `beingWritten` while another command is at it.
  init(_ path: String) throws(BackupError) {
    var path = path
    while path.count > 1, path.hasSuffix("/") { path.removeLast() }
    self.path = path
    partial = path + ".partial"
    try Self.checkIsFree(path)
    guard mkdir(partial, 0o750) == 0 || errno == EEXIST else {
      throw .cannotWrite(path: partial, errno: errno)
    }
    let opened = open(partial, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
    guard opened >= 0 else { throw .cannotWrite(path: partial, errno: errno) }
    guard flock(opened, LOCK_EX | LOCK_NB) == 0 else {
      close(opened)
      throw .beingWritten(path: partial)
    }
    // Only now is it ours to remove.
    descriptor = opened
    for name in Self.names(in: partial) { unlink("\(partial)/\(name)") }
  }

  /// What was not published is gone.
  deinit {
    if !isPublished {
      for name in Self.names(in: partial) { unlink("\(partial)/\(name)") }
      rmdir(partial)
    }
    close(descriptor)
  }

  /// Gives it its name. Its files are on the disk already; this waits until their names are as well.
  func publish() throws(BackupError) {
    try Self.checkIsFree(path)
    guard fsync(descriptor) == 0, rename(partial, path) == 0 else {
      if errno == ENOTEMPTY || errno == EEXIST { throw .exists(path: path) }
      throw .cannotWrite(path: path, errno: errno)
    }
    isPublished = true
    let parent = path.lastIndex(of: "/").map { $0 == path.startIndex ? "/" : String(path[..<$0]) }
    let above = open(parent ?? ".", O_RDONLY | O_DIRECTORY | O_CLOEXEC)
    guard above >= 0 else { throw .cannotWrite(path: path, errno: errno) }
    defer { close(above) }
    guard fsync(above) == 0 else { throw .cannotWrite(path: path, errno: errno) }
  }

  private static func checkIsFree(_ path: String) throws(BackupError) {
    var status = stat()
    guard lstat(path, &status) == 0 else {
      if errno == ENOENT { return }
      throw .cannotWrite(path: path, errno: errno)
    }
    guard status.st_mode & S_IFMT == S_IFDIR, names(in: path).isEmpty else {
      throw .exists(path: path)
    }
  }

  private static func names(in path: String) -> [String] {
    guard let directory = opendir(path) else { return [] }
    defer { closedir(directory) }
    var names: [String] = []
    while let entry = readdir(directory) {
      let name = withUnsafePointer(to: &entry.pointee.d_name) { pointer in
        pointer.withMemoryRebound(to: CChar.self, capacity: 256) { String(cString: $0) }
      }
      if name != ".", name != ".." { names.append(name) }
    }
    return names
  }
}
