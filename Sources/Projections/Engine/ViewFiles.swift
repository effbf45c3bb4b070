internal import FoundationEssentials
internal import Glibc

/// The files of one view in its directory: `NAME-vVERSION-BUILD.mdb`. A build is one time that the
/// view was built from the log; its number is greater than those before it.
struct ViewFiles: Sendable {
  let directory: String
  let name: String

  struct File: Hashable, Comparable, Sendable {
    let version: UInt32
    let build: UInt64

    static func < (a: File, b: File) -> Bool { a.build < b.build }
  }

  /// Those that are there, in the order in which they were begun.
  func all() -> [File] {
    let names = (try? FileManager.default.contentsOfDirectory(atPath: directory)) ?? []
    return names.compactMap(file).sorted()
  }

  /// For the next build.
  func next(version: UInt32) -> File {
    File(version: version, build: (all().last?.build ?? 0) + 1)
  }

  func path(_ file: File) -> String {
    "\(directory)/\(name)-v\(file.version)-\(file.build).mdb"
  }

  /// Deletes the file and its lock. Whoever has it open can go on reading. One that cannot be deleted
  /// stays until the next start.
  func remove(_ file: File) {
    unlink(path(file))
    unlink(path(file) + "-lock")
  }

  private func file(_ text: String) -> File? {
    guard text.hasPrefix(name + "-v"), text.hasSuffix(".mdb") else { return nil }
    let parts = text.dropFirst(name.utf8.count + 2).dropLast(4).split(
      separator: "-", omittingEmptySubsequences: false)
    guard parts.count == 2, let version = UInt32(parts[0]), let build = UInt64(parts[1]) else {
      return nil
    }
    return File(version: version, build: build)
  }
}
