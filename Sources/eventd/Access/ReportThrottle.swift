/// Lets one report a second through and counts the others: who is refused ten thousand times must not
/// fill the disk with being told so.
struct ReportThrottle {
  private var second: Int64?
  private var leftOut = 0

  /// - Parameter second: the time, which does not go backwards.
  /// - Returns: how many reports were left out since the last one; `nil` when this one is.
  mutating func admit(at second: Int64) -> Int? {
    if self.second == second {
      leftOut += 1
      return nil
    }
    defer { leftOut = 0 }
    self.second = second
    return leftOut
  }
}
