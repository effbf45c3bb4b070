import Glibc

/// What is fuzzed, by the name that the environment variable FUZZ gives.
enum Fuzz {
  static let targets: [String: @Sendable ([UInt8]) -> Void] = [
    "record": fuzzRecord, "file": fuzzFile, "json": fuzzJSON, "note": fuzzNote,
    "proof": fuzzProof, "pattern": fuzzPattern, "request": fuzzRequest,
  ]

  static let target: @Sendable ([UInt8]) -> Void = {
    let name = getenv("FUZZ").map { String(cString: $0) } ?? ""
    guard let target = targets[name] else {
      print("FUZZ is one of \(targets.keys.sorted().joined(separator: ", "))")
      exit(64)
    }
    return target
  }()
}

/// What libFuzzer calls with each input. Source: llvm.org/docs/LibFuzzer.html, "Fuzz Target".
@_cdecl("LLVMFuzzerTestOneInput")
public func fuzzOne(_ bytes: UnsafePointer<UInt8>?, _ count: Int) -> CInt {
  Fuzz.target(Array(UnsafeBufferPointer(start: bytes, count: count)))
  return 0
}
