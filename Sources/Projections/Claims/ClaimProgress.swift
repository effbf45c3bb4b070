public import Schemas

/// What a claim waits for, and how it ended, as its admitted events say. Which event may follow is a
/// rule, and rules are above; here what has happened is only followed.
public struct ClaimProgress: Equatable, Sendable {
  public private(set) var milestone: ClaimMilestone = .coverageDetermined
  /// `unspecified` while it goes on.
  public private(set) var ending: ClaimEnding = .unspecified

  /// Of a claim whose cause was detected.
  public init() {}

  public init(milestone: ClaimMilestone, ending: ClaimEnding) {
    self.milestone = milestone
    self.ending = ending
  }

  /// **Source:** claims page, “Milestones, in order, with who”, column “then”.
  public mutating func apply(_ event: ClaimEvent) {
    switch event {
    case .coverageDetermined(let event):
      if event.isOfNoCredit {
        end(.endedNotCovered)
      } else if milestone == .coverageDetermined {
        milestone = .typified
      }
    case .typified: milestone = .assigned
    case .assigned: if milestone == .assigned { milestone = .documentsReceived }
    case .documentsReceived, .returnedByBroker: milestone = .documentsReviewed
    case .documentsReturned: milestone = .documentsReceived
    case .sentToBroker: milestone = .submitted
    case .submittedToInsurer: milestone = .answered
    case .insurerAnswered(let event): milestone = Self.after(event.answer)
    case .requestPassedOn, .refusalPassedOn: milestone = Self.inTurn[milestone] ?? milestone
    case .paymentAnnounced, .transferReversed: milestone = .transferConfirmed
    case .transferConfirmed: milestone = .paymentApplied
    case .paymentApplied: end(.endedPaidOff)
    case .poolOpened: milestone = .pool
    case .poolMonthApplied(let event):
      if event.month >= event.months { end(.endedUpToDate) }
    case .applicationReversed:
      self = ClaimProgress(milestone: .paymentApplied, ending: .unspecified)
    case .refusalClosed: end(.endedRefused)
    case .causeDetected, .balancesCertified, .employmentChecked, .refusalDelivered, .noteAdded,
      .deadlinePassed:
      break
    }
  }

  private mutating func end(_ ending: ClaimEnding) {
    self = ClaimProgress(milestone: .closed, ending: ending)
  }

  private static func after(_ answer: ClaimAnswer) -> ClaimMilestone {
    switch answer {
    case .moreDocuments: .requestAtBroker
    case .pays: .paymentAnnounced
    case .refuses: .refusalAtBroker
    case .unspecified, .UNRECOGNIZED: .answered
    }
  }

  /// Each in turn.
  private static let inTurn: [ClaimMilestone: ClaimMilestone] = [
    .requestAtBroker: .requestAtCentral,
    .requestAtCentral: .requestAtAdviser,
    .requestAtAdviser: .documentsReceived,
    .refusalAtBroker: .refusalAtCentral,
    .refusalAtCentral: .refusalDelivered,
  ]
}

extension ClaimCoverageDetermined {
  /// No credit is covered, not even with a doubt.
  public var isOfNoCredit: Bool { findings.allSatisfy { $0.decision == .notCovered } }

  /// Where to claim; `unspecified` where nothing is covered. One for all credits, since the date of
  /// occurrence decides.
  public var insurer: ClaimInsurer {
    findings.first { $0.decision != .notCovered }?.insurer ?? .unspecified
  }
}
