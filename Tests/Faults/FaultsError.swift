import Glibc

/// Why a run cannot be made.
enum FaultsError: Error, CustomStringConvertible {
  case file(path: String, errno: Int32)
  case malformedTrace(offset: Int)

  var description: String {
    switch self {
    case .file(let path, let errno): "\(path): \(String(cString: strerror(errno)))"
    case .malformedTrace(let offset): "the trace is cut off, or none, at byte \(offset)"
    }
  }
}

func readFile(_ path: String) throws(FaultsError) -> [UInt8] {
  let descriptor = open(path, O_RDONLY | O_CLOEXEC)
  guard descriptor >= 0 else { throw .file(path: path, errno: errno) }
  defer { close(descriptor) }
  var bytes: [UInt8] = []
  var part = [UInt8](repeating: 0, count: 1 << 20)
  while true {
    let count = read(descriptor, &part, part.count)
    guard count >= 0 else { throw .file(path: path, errno: errno) }
    if count == 0 { return bytes }
    bytes += part[..<count]
  }
}

/// Over whatever was there.
func writeFile(_ path: String, _ bytes: [UInt8]) throws(FaultsError) {
  let descriptor = open(path, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0o600)
  guard descriptor >= 0 else { throw .file(path: path, errno: errno) }
  defer { close(descriptor) }
  guard write(descriptor, bytes, bytes.count) == bytes.count else {
    throw .file(path: path, errno: errno)
  }
}
