/// Why the rules of a time zone could not be had. Nothing is kept; no zone is guessed instead.
public enum TimeZoneError: Error, Hashable, Sendable {
  /// Not a name of the tz database: empty, absolute, with `..`, or with other characters than
  /// letters, digits, `_`, `+`, `-` and `/`.
  case invalidIdentifier(String)
  /// There is no such file in the tz database.
  case notInstalled(identifier: String, path: String)
  /// The file is there and cannot be read; `errno` says why.
  case unreadable(path: String, errno: Int32)
  /// The file was read and is not one that can be trusted.
  case malformed(identifier: String, TZifDefect)
  /// The tz database is older than 2022f: it still gives Mexico daylight saving time in 2023.
  case outdated(identifier: String)
}

/// What is wrong with the bytes of a TZif file.
///
/// Source: RFC 9636 sections 3.1 to 3.3, whose requirements these are.
public enum TZifDefect: Error, Hashable, Sendable {
  /// The first four bytes of a header are not `TZif`.
  case notTZif
  /// The version is none of 1 to 4, or the two headers disagree.
  case version(UInt8)
  /// The file ends at `byteCount`, before the next `needed` bytes are complete.
  case truncated(byteCount: Int, needed: Int)
  /// There are no local time types, no designations, or as many indicators as nobody needs.
  case counts
  /// The file counts leap seconds (as those of `right/` do); a `Timestamp` does not.
  case leapSeconds
  /// A local time type with an impossible offset, flag or designation.
  case localTimeType(index: Int)
  /// A transition that is not later than the one before it, or names no local time type.
  case transition(index: Int)
  /// The TZ string is not one of POSIX, as extended for TZif.
  case footer(String)
  /// Bytes remain after the end.
  case trailingBytes(Int)
}

extension TimeZoneError: CustomStringConvertible {
  public var description: String {
    switch self {
    case .invalidIdentifier(let identifier):
      "“\(identifier)” is not a name of the tz database, such as America/Mexico_City"
    case .notInstalled(let identifier, let path):
      "there is no time zone \(identifier) (\(path)): install tzdata"
    case .unreadable(let path, let errno):
      "\(path) cannot be read (errno \(errno)): check its permissions, or install tzdata again"
    case .malformed(let identifier, let defect):
      "the file of time zone \(identifier) is damaged (\(defect)): install tzdata again"
    case .outdated(let identifier):
      "the tz database is older than 2022f, since \(identifier) has daylight saving time in 2023:"
        + " upgrade tzdata"
    }
  }
}
