/// A procedure as a table of steps. Declared once, checked when the program starts, asked before each
/// step.
public struct Path<Role: Hashable & Sendable>: Sendable {
  /// As the source names it: `D`.
  public let name: String
  /// For people, in Spanish: `Suspensión temporal y reconexión`.
  public let title: String
  /// In the order of the page; the first are open from the beginning.
  public let steps: [PathStep<Role>]
  /// The steps that are open at the beginning.
  public let start: [String]

  /// Traps when two steps share an id, or an outcome or a need names a step that there is not.
  ///
  /// - Parameter start: by default the first step.
  public init(
    _ name: String, _ title: String, start: [String]? = nil, steps: [PathStep<Role>]
  ) {
    self.name = name
    self.title = title
    self.steps = steps
    self.start = start ?? steps.prefix(1).map(\.id)
    let ids = Set(steps.map(\.id))
    precondition(ids.count == steps.count, "\(name): two steps share an id")
    for step in steps {
      for case .steps(let next) in step.outcomes.map(\.next) {
        precondition(ids.isSuperset(of: next), "\(step.id) leads to \(next), which is no step")
      }
      let leftOut = step.outcomes.flatMap(\.leavesOut)
      precondition(ids.isSuperset(of: leftOut), "\(step.id) leaves out \(leftOut)")
      precondition(ids.isSuperset(of: step.needs), "\(step.id) needs \(step.needs)")
      precondition(!step.roles.isEmpty && !step.outcomes.isEmpty, "\(step.id) is incomplete")
    }
    precondition(ids.isSuperset(of: self.start), "\(name) starts with \(self.start)")
  }

  public func step(_ id: String) -> PathStep<Role>? { steps.first { $0.id == id } }

  /// Where an instance is before its first step.
  public var beginning: PathState { PathState(open: start) }

  /// Whether this step may be taken now, by this role, with this outcome.
  ///
  /// - Returns: the outcome as the table has it.
  public func check(
    _ id: String, outcome name: String, by role: Role, in state: PathState
  ) throws(PathRefusal<Role>) -> PathOutcome {
    guard let step = step(id) else { throw .unknownStep(id, open: state.open) }
    if let end = state.end { throw .ended(id, end) }
    guard state.open.contains(id) else {
      let missing = step.needs.filter { !state.isSettled($0) }
      if state.taken.contains(id) { throw .takenAlready(id, open: state.open) }
      throw .notOpen(id, missing: missing, open: state.open)
    }
    guard step.roles.contains(role) else { throw .otherRole(id, role, allowed: step.roles) }
    guard let outcome = step.outcome(name) else {
      throw .unknownOutcome(id, name, allowed: step.outcomes.map(\.name))
    }
    return outcome
  }

  /// Where the instance is after the step. Never fails: a step that the table does not know, or that
  /// was not open, changes nothing.
  public func take(_ id: String, outcome name: String, in state: PathState) -> PathState {
    guard let outcome = step(id)?.outcome(name), state.open.contains(id) else { return state }
    var after = state
    if outcome.next != .again { after.close(id) }
    after.leaveOut(outcome.leavesOut)
    switch outcome.next {
    case .steps(let next): after.reach(next)
    case .again: break
    case .done: after.conclude(.done)
    case .early: after.conclude(.early)
    }
    after.openWhatIsReached { step($0)?.needs ?? [] }
    return after
  }
}
