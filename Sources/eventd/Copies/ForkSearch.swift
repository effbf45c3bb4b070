/// Finds the first event in which two logs differ, by asking of some sizes whether the trees of that size
/// are the same: as many questions as the number of events has binary digits.
struct ForkSearch: Equatable {
  /// The first so many events are the same.
  private var same: UInt64 = 0
  /// The first so many are not.
  private var different: UInt64

  /// - Parameter size: of which it is known that the trees differ; above 0, traps otherwise.
  init(differingAt size: UInt64) {
    precondition(size > 0, "two logs without events do not differ")
    different = size
  }

  /// The size to ask about; `nil`: it is known.
  var question: UInt64? { different - same > 1 ? same + (different - same) / 2 : nil }

  mutating func answer(isSame: Bool) {
    guard let question else { return }
    if isSame { same = question } else { different = question }
  }

  /// Position of the first event that differs, when no question is left.
  var position: UInt64 { different - 1 }
}
