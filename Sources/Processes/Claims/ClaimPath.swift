import Projections
public import Schemas

/// The milestones of a claim as a table of steps: who does what, and what comes next.
///
/// **Source:** claims page, “Milestones, in order, with who”.
public enum ClaimPath {
  public static let table = Path<ClaimRole>(
    "claims", "Recuperación de cartera por seguro",
    steps: [
      PathStep(
        "1", .adviser, action: "Cause detected in a call or visit", next: .step("2")),
      PathStep(
        "2", .adviser, action: "Facts asked, insurer and documents determined, client informed",
        outcomes: .on("covered", to: "3"), .on("not-covered", .early)),
      PathStep("3", .adviser, action: "Typified in WSAC", next: .step("3a")),
      PathStep("3a", .directorEarly, .directorAdvanced, action: "Assigned", next: .step("4")),
      PathStep("4", .store, .assignedAdviser, action: "Documents received", next: .step("5")),
      PathStep(
        "5", .central, action: "Reviewed against the list",
        outcomes: .on("incomplete", to: "4"), .on("complete", to: "6")),
      PathStep(
        "6", .broker, action: "Reviewed by the broker, submitted to the insurer",
        outcomes: .on("incomplete", to: "5"), .on("complete", to: "7")),
      PathStep(
        "7", .insurer, action: "Answer",
        outcomes: .on("more-documents", to: "7a-broker"), .on("pays", to: "8"),
        .on("refuses", to: "9-broker")),
      PathStep(
        "7a-broker", .broker, action: "Request passed on", next: .step("7a-central")),
      PathStep(
        "7a-central", .central, action: "Request passed on", next: .step("7a-adviser")),
      PathStep(
        "7a-adviser", .assignedAdviser, action: "Request passed on to client or family",
        next: .step("4")),
      PathStep("8", .broker, action: "Payment announced", next: .step("8a")),
      PathStep("8a", .central, action: "Transfer confirmed", next: .step("8b")),
      PathStep(
        "8b", .writeDowns, action: "Payment applied",
        outcomes: .on("paid-off", .done), .on("pool", to: "8b-pool")),
      PathStep(
        "8b-pool", .system, action: "Month of the pool applied",
        outcomes: .on("month", .again), .on("last-month", .done)),
      PathStep("9-broker", .broker, action: "Refusal passed on", next: .step("9-central")),
      PathStep("9-central", .central, action: "Refusal passed on", next: .step("9a")),
      PathStep(
        "9a", .store, action: "Refusal delivered to client or family",
        outcomes: .on("sent", .again), .on("received", .done)),
    ])

  /// The events that take a step.
  static func events(of step: String) -> [String] {
    let names: [String] =
      switch step {
      case "1": ["CauseDetected"]
      case "2": ["CoverageDetermined"]
      case "3": ["Typified"]
      case "3a": ["Assigned"]
      case "4": ["DocumentsReceived"]
      case "5": ["DocumentsReturned", "SentToBroker"]
      case "6": ["ReturnedByBroker", "SubmittedToInsurer"]
      case "7": ["InsurerAnswered"]
      case "7a-broker", "7a-central", "7a-adviser": ["RequestPassedOn"]
      case "8": ["PaymentAnnounced"]
      case "8a": ["TransferConfirmed"]
      case "8b": ["PaymentApplied", "PoolOpened"]
      case "8b-pool": ["PoolMonthApplied"]
      case "9-broker", "9-central": ["RefusalPassedOn"]
      case "9a": ["RefusalDelivered", "RefusalClosed"]
      default: []
      }
    return names.map { "claim.v1.\($0)" }
  }

  /// A milestone's step.
  static func milestone(of step: String) -> ClaimMilestone {
    ClaimMilestone.open.first { $0.code == step } ?? .closed
  }
}

/// The step that an event takes, and with which outcome.
struct ClaimMove: Equatable {
  let step: String
  let outcome: String

  init(_ step: String, _ outcome: String = "done") {
    self.step = step
    self.outcome = outcome
  }

  /// `nil` for an event that moves nothing: a note, a certificate, what is corrected in place.
  init?(_ event: ClaimEvent, in claim: Claim) {
    switch event {
    case .causeDetected: self.init("1")
    case .coverageDetermined(let event):
      guard claim.facts == nil else { return nil }
      self.init("2", event.isOfNoCredit ? "not-covered" : "covered")
    case .typified: self.init("3")
    case .assigned:
      if claim.path.taken.contains("3a") { return nil }
      self.init("3a")
    case .documentsReceived:
      if claim.path.open == ["5"] { return nil }
      self.init("4")
    case .documentsReturned: self.init("5", "incomplete")
    case .sentToBroker: self.init("5", "complete")
    case .returnedByBroker: self.init("6", "incomplete")
    case .submittedToInsurer: self.init("6", "complete")
    case .insurerAnswered(let event):
      switch event.answer {
      case .moreDocuments: self.init("7", "more-documents")
      case .refuses: self.init("7", "refuses")
      // An answer that is none is refused with the event itself.
      case .pays, .unspecified, .UNRECOGNIZED: self.init("7", "pays")
      }
    case .requestPassedOn: self.init(claim.stepInTurn("7a"))
    case .paymentAnnounced: self.init("8")
    case .transferConfirmed: self.init("8a")
    case .paymentApplied: self.init("8b", "paid-off")
    case .poolOpened: self.init("8b", "pool")
    case .poolMonthApplied(let event):
      self.init("8b-pool", event.month >= event.months ? "last-month" : "month")
    case .refusalPassedOn: self.init(claim.stepInTurn("9"))
    case .refusalDelivered: self.init("9a", "sent")
    case .refusalClosed: self.init("9a", "received")
    case .balancesCertified, .transferReversed, .employmentChecked, .applicationReversed,
      .noteAdded, .deadlinePassed:
      return nil
    }
  }
}

extension Claim {
  /// The open one of the steps that share a number, else the first of them.
  fileprivate func stepInTurn(_ number: String) -> String {
    path.open.first { $0.hasPrefix("\(number)-") } ?? "\(number)-broker"
  }
}
