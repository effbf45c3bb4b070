import Events
import Processes
import Projections
import Schemas
import SwiftProtobuf
import Testing

/// One claim as the log's writer keeps it, and others beside it.
struct ClaimScenario {
  static let number: UInt64 = 417
  static let stream = "claim-00000417"

  var log: ProcedureScenario
  let cause: ClaimCause
  /// What the insurer answers on the way.
  var answer = ClaimAnswer.pays
  /// The facts that are determined on the way.
  var facts: ClaimFacts

  /// Nothing has happened. A Monday, 10:00 in Bogotá.
  init(_ cause: ClaimCause = .death, facts: ClaimFacts? = nil) throws {
    log = try ProcedureScenario(
      ClaimRules(zone: try SystemTimeZones.load("America/Bogota")), PolicyRules(),
      at: "2019-04-01T15:00:00Z")
    self.cause = cause
    self.facts = facts ?? .covered(cause)
  }

  /// A claim that waits for this milestone.
  init(
    _ cause: ClaimCause = .death, at milestone: ClaimMilestone, facts: ClaimFacts? = nil
  ) throws {
    try self.init(cause, facts: facts)
    try reach(milestone)
  }

  var claim: Claim? {
    get throws { try log.state(of: Self.stream, as: ClaimState.self)?.claim }
  }

  var milestone: ClaimMilestone {
    get throws { try claim?.progress.milestone ?? .causeDetected }
  }

  /// Given: an event that must be admitted.
  mutating func given(_ event: any Message, origin: Origin = .client) throws {
    try log.given(event, in: Self.stream, origin: origin)
  }

  /// When: an event that wants to follow.
  /// - Returns: the code of the refusal; `nil` when it was admitted.
  mutating func when(
    _ event: any Message, effective: Timestamp? = nil, origin: Origin = .client
  ) throws -> String? {
    try refusal(of: event, effective: effective, origin: origin)?.code
  }

  mutating func refusal(
    of event: any Message, effective: Timestamp? = nil, origin: Origin = .client
  ) throws -> Refusal? {
    try log.when(event, in: Self.stream, effective: effective, origin: origin)
  }

  /// Given: everything on the shortest way until the claim waits for this milestone.
  mutating func reach(_ target: ClaimMilestone) throws {
    switch target {
    case .requestAtBroker, .requestAtCentral, .requestAtAdviser: answer = .moreDocuments
    case .refusalAtBroker, .refusalAtCentral, .refusalDelivered: answer = .refuses
    default: break
    }
    var steps = 0
    while try milestone != target {
      let events = try next()
      try #require(!events.isEmpty && steps < 40, "no way to \(target)")
      for event in events { try given(event) }
      steps += 1
    }
  }

  /// What takes the claim to its next milestone, all by the right people.
  func next() throws -> [any Message] {
    switch try milestone {
    case .causeDetected: [.detected(cause)] as [ClaimCauseDetected]
    case .coverageDetermined: [try .determined(facts)] as [ClaimCoverageDetermined]
    case .typified: [.typified(cause)] as [ClaimTypified]
    case .assigned: [.assigned(cause)] as [ClaimAssigned]
    case .documentsReceived: [try received()]
    case .documentsReviewed: [certified(), ClaimSentToBroker.sent()]
    case .submitted: [try submitted()]
    case .answered: [.answered(answer)] as [ClaimInsurerAnswered]
    case .requestAtBroker: [.passedOn(by: .broker)] as [ClaimRequestPassedOn]
    case .requestAtCentral: [.passedOn(by: .central)] as [ClaimRequestPassedOn]
    case .requestAtAdviser: [.passedOn(by: .assignedAdviser)] as [ClaimRequestPassedOn]
    case .paymentAnnounced: [.announced()] as [ClaimPaymentAnnounced]
    case .transferConfirmed: [.confirmed()] as [ClaimTransferConfirmed]
    case .paymentApplied:
      try claim?.paysThroughPool == true
        ? [.pooled()] as [ClaimPoolOpened]
        : [.applied(on: facts.occurredOn)] as [ClaimPaymentApplied]
    case .refusalAtBroker: [.refusalPassedOn(by: .broker)] as [ClaimRefusalPassedOn]
    case .refusalAtCentral: [.refusalPassedOn(by: .central)] as [ClaimRefusalPassedOn]
    case .refusalDelivered: [ClaimRefusalDelivered.delivered(), ClaimRefusalClosed.closed()]
    case .pool, .closed, .unspecified, .UNRECOGNIZED: []
    }
  }

  /// Everything that is missing now, handed in at the store.
  func received() throws -> ClaimDocumentsReceived {
    let missing = try claim?.missing(PolicyBook()) ?? []
    let kinds = missing.map(\.anyOf[0]).filter { $0 != .balanceCertificate }
    return .received(kinds.isEmpty ? [.idCopy] : kinds)
  }

  func certified() -> ClaimBalancesCertified { .certified(("F-100", 3_000_000)) }

  func submitted() throws -> ClaimSubmittedToInsurer {
    .submitted(to: try claim?.insurer ?? .unspecified)
  }
}
