/// Where one instance stands on its path.
public struct PathState: Equatable, Sendable {
  /// The steps that may be taken now, in the order in which they opened. Several only where the path
  /// forks.
  public private(set) var open: [String]
  /// The steps that were taken. One that the path came back to is not among them until it is taken
  /// again.
  public private(set) var taken: Set<String> = []
  /// The steps that the outcomes so far made needless.
  public private(set) var leftOut: Set<String> = []
  /// How it ended; `nil` while it goes on.
  public private(set) var end: PathEnd?
  /// Steps that the path has led to and that wait for others.
  public private(set) var reached: [String] = []

  init(open: [String]) { self.open = open }

  /// As it was kept elsewhere.
  init(
    open: [String], taken: Set<String>, leftOut: Set<String>, reached: [String], end: PathEnd?
  ) {
    self.open = open
    self.taken = taken
    self.leftOut = leftOut
    self.reached = reached
    self.end = end
  }

  /// Whether who needs this step need not wait for it.
  func isSettled(_ step: String) -> Bool { taken.contains(step) || leftOut.contains(step) }

  mutating func close(_ step: String) {
    open.removeAll { $0 == step }
    taken.insert(step)
  }

  mutating func reach(_ steps: [String]) {
    for step in steps where !open.contains(step) && !reached.contains(step) {
      taken.remove(step)
      leftOut.remove(step)
      reached.append(step)
    }
  }

  mutating func leaveOut(_ steps: [String]) { leftOut.formUnion(steps) }

  mutating func openWhatIsReached(needs: (String) -> [String]) {
    let ready = reached.filter { needs($0).allSatisfy(isSettled) }
    open += ready
    reached.removeAll(where: ready.contains)
  }

  mutating func conclude(_ end: PathEnd) {
    self.end = end
    open = []
    reached = []
  }
}

/// How a path ends.
public enum PathEnd: Hashable, Sendable {
  case done
  /// Without what was asked for.
  case early
}

/// Why a step may not be taken.
public enum PathRefusal<Role: Hashable & Sendable>: Error, Equatable, Sendable {
  case unknownStep(String, open: [String])
  case ended(String, PathEnd)
  case takenAlready(String, open: [String])
  /// `missing`: the steps that it needs besides the one before it.
  case notOpen(String, missing: [String], open: [String])
  case otherRole(String, Role, allowed: [Role])
  case unknownOutcome(String, String, allowed: [String])
}
