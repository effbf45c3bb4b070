import Glibc

/// Users and groups of this machine, by name or by number.
///
/// Source: getpwnam_r(3), getgrnam_r(3); a name that is all digits is looked up as a name first, as
/// POSIX chown(1) does.
enum SystemAccounts {
  /// - Returns: `nil` when there is no such user. A number needs no entry.
  static func user(_ text: String) -> UInt32? {
    var entry = passwd()
    let found = lookup { buffer, size in
      var result: UnsafeMutablePointer<passwd>?
      let code = getpwnam_r(text, &entry, buffer, size, &result)
      return (code, result != nil)
    }
    return found ? entry.pw_uid : number(text)
  }

  /// - Returns: `nil` when there is no such group. A number needs no entry.
  static func group(_ text: String) -> UInt32? {
    var entry = GroupEntry()
    let found = lookup { buffer, size in
      var result: UnsafeMutablePointer<GroupEntry>?
      let code = getgrnam_r(text, &entry, buffer, size, &result)
      return (code, result != nil)
    }
    return found ? entry.gr_gid : number(text)
  }

  private typealias GroupEntry = Glibc.group

  /// The highest number means "leave it as it is" to the kernel, and is nobody's.
  private static func number(_ text: String) -> UInt32? {
    UInt32(text).flatMap { $0 == .max ? nil : $0 }
  }

  /// Gives the lookup more room for as long as it says that it has too little.
  private static func lookup(
    _ body: (UnsafeMutablePointer<CChar>, Int) -> (code: Int32, isFound: Bool)
  ) -> Bool {
    var size = 1024
    while size <= 1024 * 1024 {
      let buffer = UnsafeMutablePointer<CChar>.allocate(capacity: size)
      defer { buffer.deallocate() }
      let (code, isFound) = body(buffer, size)
      if code != ERANGE { return code == 0 && isFound }
      size *= 4
    }
    return false
  }
}
