import Glibc
public import Testing

/// Gives each test of a suite a directory of its own, and removes it afterwards:
///
///     @Suite("Append", .temporaryDirectory)
///     … let log = try EventLog(path: TemporaryDirectory.path + "/log.mdb", …)
public struct TemporaryDirectory: SuiteTrait, TestTrait, TestScoping {
  @TaskLocal private static var current: String?

  /// Without it, all tests of a suite would share one directory.
  public var isRecursive: Bool { true }

  /// The directory of the running test.
  public static var path: String {
    guard let current else { preconditionFailure("the suite lacks .temporaryDirectory") }
    return current
  }

  public func provideScope(
    for test: Test, testCase: Test.Case?,
    performing function: @concurrent @Sendable () async throws -> Void
  ) async throws {
    var template = Array("/tmp/eventd-test-XXXXXX".utf8CString)
    guard mkdtemp(&template) != nil else { preconditionFailure("mkdtemp: errno \(errno)") }
    let path = String(decoding: template.dropLast().map(UInt8.init), as: UTF8.self)
    defer { Self.remove(path) }
    try await Self.$current.withValue(path) { try await function() }
  }

  private static func remove(_ path: String) {
    if let directory = opendir(path) {
      while let entry = readdir(directory) {
        let name = withUnsafePointer(to: &entry.pointee.d_name) { pointer in
          pointer.withMemoryRebound(to: CChar.self, capacity: 256) { String(cString: $0) }
        }
        if name != ".", name != ".." { remove("\(path)/\(name)") }
      }
      closedir(directory)
    }
    Glibc.remove(path)
  }
}

extension Trait where Self == TemporaryDirectory {
  public static var temporaryDirectory: TemporaryDirectory { TemporaryDirectory() }
}
