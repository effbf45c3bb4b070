import Glibc

/// What this process has.
enum Memory {
  /// Gives what was freed back to the system, so that it does not count as used.
  /// Source: malloc_trim(3).
  static func returnFreed() {
    // The module of the C library does not have it.
    guard let symbol = dlsym(nil, "malloc_trim") else { return }
    _ = unsafeBitCast(symbol, to: (@convention(c) (Int) -> CInt).self)(0)
  }

  /// Memory of its own, without the pages of files; 0 where the system does not say.
  /// Source: proc(5), `/proc/pid/status`, RssAnon, in kB of 1024 bytes.
  static func ownBytes() -> Int {
    guard let file = fopen("/proc/self/status", "r") else { return 0 }
    defer { fclose(file) }
    var line = [CChar](repeating: 0, count: 256)
    while fgets(&line, Int32(line.count), file) != nil {
      let text = String(decoding: line.prefix { $0 != 0 }.map(UInt8.init), as: UTF8.self)
      if text.hasPrefix("RssAnon:") {
        return (text.split { !$0.isNumber }.first.flatMap { Int($0) } ?? 0) * 1024
      }
    }
    return 0
  }
}
