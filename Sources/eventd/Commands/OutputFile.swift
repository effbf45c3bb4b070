import Glibc

/// Files that a command writes.
enum OutputFile {
  static func write(_ bytes: [UInt8], to path: String) throws(OutputError) {
    let descriptor = open(path, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0o640)
    guard descriptor >= 0 else { throw OutputError(path, errno) }
    defer { close(descriptor) }
    guard Output.write(bytes, to: descriptor) else { throw OutputError(path, errno) }
  }
}

/// Output of a command that cannot be written.
struct OutputError: ExplainedError, Equatable {
  let description: String
  var exitCode: Int32 { 73 }

  init(_ path: String, _ code: Int32) {
    description = "cannot write \(path): \(String(cString: strerror(code)))"
  }
}
