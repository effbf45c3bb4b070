import Events
import Glibc

/// The tz database of the machine.
public enum SystemTimeZones {
  /// Largest file taken for one of the tz database, in bytes. Those of 2026 have under 4,000.
  static let fileBytesMax = 65_536

  /// Reads one time zone. Blocks for one short file; the environment (`TZ`, `TZDIR`) has no say.
  ///
  /// - Parameters:
  ///   - identifier: a name such as `America/Mexico_City`; for that one the database is checked to
  ///     be of 2022f or later, as by `checkEdition`.
  ///   - directory: where the TZif files are.
  /// - Throws: any `TimeZoneError`.
  public static func load(
    _ identifier: String, directory: String = "/usr/share/zoneinfo"
  ) throws(TimeZoneError) -> TimeZoneRules {
    guard isName(identifier) else { throw .invalidIdentifier(identifier) }
    let path = "\(directory)/\(identifier)"
    let bytes: [UInt8]
    do {
      bytes = try contents(of: path)
    } catch {
      throw [ENOENT, ENOTDIR].contains(error.code)
        ? .notInstalled(identifier: identifier, path: path)
        : .unreadable(path: path, errno: error.code)
    }
    let rules = try TimeZoneRules(identifier: identifier, tzif: bytes)
    try checkEdition(of: rules)
    return rules
  }

  /// Refuses rules of America/Mexico_City that do not know that Mexico gave up daylight saving
  /// time: with them every summer day since 2023 would begin an hour early.
  ///
  /// - Parameter rules: those of any other zone pass.
  /// - Throws: `outdated`.
  ///
  /// **Source:** NEWS of the tz database, release 2022f; last change on 2022-10-30T07:00Z.
  public static func checkEdition(of rules: TimeZoneRules) throws(TimeZoneError) {
    let july2023 = Timestamp(seconds: 1_688_169_600)
    guard
      rules.identifier != "America/Mexico_City"
        || rules.utcOffsetSeconds(at: july2023) == -6 * 3600
    else { throw .outdated(identifier: rules.identifier) }
  }

  /// Words of letters, digits, `_`, `+` and `-`, with one `/` between them: so neither `..` nor an
  /// absolute path.
  private static func isName(_ identifier: String) -> Bool {
    identifier.utf8.split(separator: UInt8(ascii: "/"), omittingEmptySubsequences: false)
      .allSatisfy { word in
        !word.isEmpty
          && word.allSatisfy { byte in
            switch byte {
            case UInt8(ascii: "A")...UInt8(ascii: "Z"), UInt8(ascii: "a")...UInt8(ascii: "z"),
              UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "_"), UInt8(ascii: "+"),
              UInt8(ascii: "-"):
              true
            default: false
            }
          }
      }
  }

  private struct Errno: Error { let code: Int32 }

  private static func contents(of path: String) throws(Errno) -> [UInt8] {
    let descriptor = open(path, O_RDONLY | O_CLOEXEC)
    guard descriptor >= 0 else { throw Errno(code: errno) }
    defer { close(descriptor) }
    var bytes = [UInt8](repeating: 0, count: fileBytesMax + 1)
    var count = 0
    while count < bytes.count {
      let got = bytes.withUnsafeMutableBytes { buffer in
        read(descriptor, buffer.baseAddress.map { $0 + count }, buffer.count - count)
      }
      if got == 0 { return Array(bytes.prefix(count)) }
      if got > 0 { count += got } else if errno != EINTR { throw Errno(code: errno) }
    }
    throw Errno(code: EFBIG)
  }
}
