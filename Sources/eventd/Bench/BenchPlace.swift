import ArgumentParser
import FoundationEssentials
import Glibc

/// Where to measure: a new directory that is removed afterwards.
struct BenchPlace: ParsableArguments {
  @Option(help: "Where to measure.")
  var directory = "."

  func run<R>(_ body: (_ path: String) async throws -> R) async throws -> R {
    let path = "\(directory)/eventd-bench-\(getpid())"
    guard mkdir(path, 0o700) == 0 else {
      throw InputError("cannot make \(path): \(String(cString: strerror(errno)))")
    }
    defer { try? FileManager.default.removeItem(atPath: path) }
    return try await body(path)
  }
}
