/// How far something is, on one line.
struct ProgressBar {
  let done: UInt64
  let total: UInt64
  /// What is counted, in the plural.
  let unit: String

  private static let width: UInt64 = 24

  var text: String {
    let share = total == 0 ? 0 : min(done, total) * Self.width / total
    let percent = total == 0 ? 0 : min(done, total) * 100 / total
    let bar =
      String(repeating: "█", count: Int(share))
      + String(repeating: "░", count: Int(Self.width - share))
    return "\(bar) \(percent) %  \(done) de \(total) \(unit)"
  }
}
