import Glibc

/// The name of a file in its directory, which is on the disk only when the directory was synced: to
/// sync the file alone can leave a file that nobody finds after a power loss. Source: fsync(2).
public enum DirectoryEntry {
  /// Waits until the name of the file, or that it has none any more, is on the disk.
  /// - Throws: what open(2) or fsync(2) say of the directory.
  public static func sync(_ path: String) throws(LMDBError) {
    let end = path.lastIndex(of: "/")
    let directory = end.map { $0 == path.startIndex ? "/" : String(path[..<$0]) } ?? "."
    let descriptor = open(directory, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
    guard descriptor >= 0 else { throw LMDBError(code: errno, call: "open", path: directory) }
    defer { close(descriptor) }
    guard fsync(descriptor) == 0 else {
      throw LMDBError(code: errno, call: "fsync", path: directory)
    }
  }
}
