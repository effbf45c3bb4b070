import Projections
import Schemas

/// Whether an event may come now, and from whom: the table of milestones, and what stands beside it.
///
/// **Source:** claims page, “Milestones, in order, with who”.
enum ClaimCourse {
  static func check(_ event: ClaimEvent, in claim: Claim) throws(ClaimRefusal) {
    if case .causeDetected = event { throw .alreadyOpen(claim.number) }
    if let move = ClaimMove(event, in: claim) {
      return try check(move, by: event.actor.role, in: claim)
    }
    switch event {
    // A note may be added at any time, also to a claim that has ended (a).
    case .noteAdded: break
    // Facts that turn out to be others are recorded while the insurer has not decided on them (a).
    case .coverageDetermined:
      try checkGoesOn(claim)
      if claim.wasSubmitted { throw .factsFixed }
      try check(event.actor.role, .adviser, .assignedAdviser, at: .coverageDetermined)
    // Who follows the claim up can change at any time (a).
    case .assigned:
      try checkGoesOn(claim)
      try check(event.actor.role, .directorEarly, .directorAdvanced, at: .assigned)
    // Documents may come in more than once before they are reviewed (a).
    case .documentsReceived:
      try check(
        stands(event.actor.role, in: claim), .store, .assignedAdviser, at: .documentsReceived)
    case .balancesCertified: try check(event, at: .documentsReviewed, by: .central, in: claim)
    case .transferReversed: try check(event, at: .paymentApplied, by: .central, in: claim)
    case .employmentChecked: try check(event, at: .pool, by: .adviser, in: claim)
    // The daemon's: what it says of the claim is checked with it.
    case .deadlinePassed: try checkGoesOn(claim)
    // A claim that ended by its application is undone by it.
    case .applicationReversed:
      if claim.application == nil { throw .nothingToReverse(claim.progress.milestone) }
      try check(event.actor.role, .writeDowns, at: .paymentApplied)
    default: preconditionFailure("\(event) takes no step and stands beside none")
    }
  }

  private static func checkGoesOn(_ claim: Claim) throws(ClaimRefusal) {
    if claim.hasEnded { throw .ended(claim.progress.ending) }
  }

  private static func check(
    _ role: ClaimRole, _ allowed: ClaimRole..., at milestone: ClaimMilestone
  ) throws(ClaimRefusal) {
    if !allowed.contains(role) { throw .otherActor(milestone, role, allowed: allowed) }
  }

  private static func check(
    _ event: ClaimEvent, at milestone: ClaimMilestone, by role: ClaimRole, in claim: Claim
  ) throws(ClaimRefusal) {
    try checkGoesOn(claim)
    guard claim.progress.milestone == milestone else { throw notOpen(milestone, claim) }
    try check(event.actor.role, role, at: milestone)
  }

  /// For unemployment and temporary incapacity an adviser of early collections follows the claim up,
  /// and so stands for the assigned adviser (a).
  private static func stands(_ role: ClaimRole, in claim: Claim) -> ClaimRole {
    claim.paysThroughPool && role == .adviser ? .assignedAdviser : role
  }

  private static func check(
    _ move: ClaimMove, by role: ClaimRole, in claim: Claim
  ) throws(ClaimRefusal) {
    let milestone = ClaimPath.milestone(of: move.step)
    do throws(PathRefusal<ClaimRole>) {
      _ = try ClaimPath.table.check(
        move.step, outcome: move.outcome,
        by: ["4", "7a-adviser"].contains(move.step) ? stands(role, in: claim) : role,
        in: claim.path)
    } catch {
      switch error {
      case .ended: throw .ended(claim.progress.ending)
      case .otherRole(_, _, let allowed): throw .otherActor(milestone, role, allowed: allowed)
      case .takenAlready, .notOpen: throw notOpen(milestone, claim)
      case .unknownStep, .unknownOutcome: preconditionFailure("\(move) is not in the table")
      }
    }
  }

  private static func notOpen(_ milestone: ClaimMilestone, _ claim: Claim) -> ClaimRefusal {
    let open = claim.path.open.compactMap { ClaimPath.table.step($0) }
    return .milestoneNotOpen(
      milestone, waitsFor: claim.progress.milestone,
      allowed: open.flatMap { step in
        let roles = step.roles.map(\.label).joined(separator: " or ")
        return ClaimPath.events(of: step.id).map { "\($0) by \(roles)" }
      })
  }
}
