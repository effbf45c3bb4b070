/// One row of a table of steps: who does what, and what comes next.
public struct PathStep<Role: Hashable & Sendable>: Sendable {
  /// As the source numbers it: `A3`.
  public let id: String
  /// Whoever may take it; more than one where the source names two.
  public let roles: [Role]
  /// What is done, in the words of the page.
  public let action: String
  /// The conditions and where they lead, at least one.
  public let outcomes: [PathOutcome]
  /// Steps that must have been taken before this one opens, where the step before is not enough.
  public let needs: [String]

  /// A step with several ways to go on.
  public init(
    _ id: String, _ roles: Role..., action: String, needs: [String] = [],
    outcomes: PathOutcome...
  ) {
    self.id = id
    self.roles = roles
    self.action = action
    self.needs = needs
    self.outcomes = outcomes
  }

  /// A step with one way to go on; its outcome is `done`.
  public init(
    _ id: String, _ roles: Role..., action: String, needs: [String] = [], next: PathNext
  ) {
    self.id = id
    self.roles = roles
    self.action = action
    self.needs = needs
    outcomes = [PathOutcome("done", next)]
  }

  func outcome(_ name: String) -> PathOutcome? { outcomes.first { $0.name == name } }
}

/// A condition of a step, and where it leads.
public struct PathOutcome: Hashable, Sendable {
  /// Stable, for programs: `missing`.
  public let name: String
  public let next: PathNext
  /// Steps that are not needed in this case: who needs them does not wait for them.
  public let leavesOut: [String]

  public init(_ name: String, _ next: PathNext, leavingOut leavesOut: [String] = []) {
    self.name = name
    self.next = next
    self.leavesOut = leavesOut
  }

  /// `.on("missing", to: "A4")`, and `.on("without-branch", to: "5", "8", leavingOut: "7")` where 8
  /// needs 7 in the other cases.
  public static func on(
    _ name: String, to steps: String..., leavingOut leavesOut: String...
  ) -> PathOutcome {
    PathOutcome(name, .steps(steps), leavingOut: leavesOut)
  }

  public static func on(_ name: String, _ next: PathNext) -> PathOutcome {
    PathOutcome(name, next)
  }
}

/// Where an outcome leads.
public enum PathNext: Hashable, Sendable {
  /// These steps open, those that still need others as soon as they are taken.
  case steps([String])
  /// The step stays open and can be taken again.
  case again
  /// Concluded.
  case done
  /// Concluded without what was asked for; the reason is recorded.
  case early

  public static func step(_ id: String) -> PathNext { .steps([id]) }
}
