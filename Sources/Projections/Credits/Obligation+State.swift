public import Events

extension Obligation {
  /// Vigente, castigada, paid off; or taken back, as if it had never been granted.
  ///
  /// **Source:** receivables page, “Credits and collections”: a state.
  public enum State: Int, Hashable, Sendable {
    case current = 1
    /// Castigada: given up as an asset, and still owed (a).
    case writtenOff = 2
    /// A paz y salvo.
    case paidOff = 3
    /// Its granting was reversed.
    case annulled = 4

    /// Nothing is owed on it any more.
    public var isClosed: Bool { self == .paidOff || self == .annulled }
  }

  /// A change of the state.
  public struct Standing: Hashable, Sendable {
    /// Of the event.
    public let id: String
    public let state: State
    /// The day from which it is true.
    public let effective: LocalDate
    public let recorded: Timestamp
    /// When a reversal of it was recorded.
    public internal(set) var takenBack: Timestamp?
  }

  /// The state on `date`, by what was recorded until `time`; `nil`: until now.
  public func state(on date: LocalDate, knownBy time: Timestamp? = nil) -> State {
    func isKnown(_ moment: Timestamp) -> Bool { time.map { moment <= $0 } ?? true }
    let held = standings.filter { standing in
      standing.effective <= date && isKnown(standing.recorded)
        && !(standing.takenBack.map(isKnown) ?? false)
    }
    return held.last?.state ?? .current
  }

  /// The state by everything that was recorded.
  public var state: State { standings.last { $0.takenBack == nil }?.state ?? .current }

  /// Whether it was granted by `date`, as far as was known.
  public func exists(on date: LocalDate, knownBy time: Timestamp? = nil) -> Bool {
    disbursed <= date && state(on: date, knownBy: time) != .annulled
      && (time.map { time in movements.contains { $0.recorded <= time } } ?? true)
  }

  /// Whether the debtors' insurance covers it on `date`, so that it is reported: vigente, with a policy
  /// subscribed, and less than `days` past due.
  ///
  /// **Source:** receivables page, “Credits and collections”; source 003, “Políticas generales”.
  public func isCovered(
    on date: LocalDate, daysPastDueBelow days: Int, knownBy time: Timestamp? = nil
  ) -> Bool {
    exists(on: date, knownBy: time) && state(on: date, knownBy: time) == .current
      && !insurancePolicy.isEmpty && daysPastDue(on: date, knownBy: time) < days
      && outstanding(on: date, knownBy: time).isPositive
  }
}
