import Events
import Projections
import Schemas

/// Milestones 1 to 3a: detected, determined, typified, assigned.
///
/// **Source:** claims page, “Milestones, in order, with who”.
enum ClaimOpenings {
  static func check(
    _ event: ClaimCauseDetected, of number: ClaimNumber
  ) throws(ClaimRefusal) {
    guard event.actor.role == .adviser else {
      throw .otherActor(.causeDetected, event.actor.role, allowed: [.adviser])
    }
    guard event.number == number.rawValue else { throw .otherNumber(event.number, of: number) }
    var fields = ClaimFields()
    fields.text(event.client.id, "client.id")
    fields.text(event.client.name, "client.name")
    try fields.choice(event.cause, "cause")
    try fields.choice(event.contact, "contact")
    try fields.check()
    guard Cedula(event.client.id) != nil else { throw .notACedula(event.client.id) }
  }
}

extension ClaimCheck {
  /// The findings must be what the facts say; the client is informed and asked for all documents,
  /// unless nothing is covered.
  func check(
    _ event: ClaimCoverageDetermined, in claim: Claim
  ) throws(ClaimRefusal) {
    let facts = try ClaimCase(event.facts)
    try facts.check(notAfter: today)
    if let received = claim.claimedOn, facts.claimedOn != received {
      throw .claimedOnDiffers(facts.claimedOn, received: received)
    }
    if claim.isTypified && event.facts.cause != claim.cause {
      throw .causeFixed(claim.cause, given: event.facts.cause)
    }
    let terms = ClaimTerms(book, on: facts.occurredOn)
    let expected = Coverage.findings(facts, terms)
    guard Self.normal(event.findings) == Self.normal(expected) else {
      throw .coverageDiffers(expected: expected)
    }
    var fields = ClaimFields()
    try fields.documents(event.requested, "requested")
    try fields.check()
    if event.isOfNoCredit { return }
    guard event.clientInformed else { throw .clientNotInformed }
    let unasked = ClaimDocuments(facts, event.findings, terms).toRequest.filter { need in
      !event.requested.contains { need.anyOf.contains($0.kind) }
    }
    if !unasked.isEmpty { throw .documentsNotRequested(unasked) }
  }

  /// Credits, reasons and doubts in any order.
  private static func normal(_ findings: [ClaimFinding]) -> [ClaimFinding] {
    findings.sorted { $0.invoice < $1.invoice }.map { finding in
      var finding = finding
      finding.reasons.sort { $0.rawValue < $1.rawValue }
      finding.doubts.sort { $0.rawValue < $1.rawValue }
      return finding
    }
  }

  /// Temporary incapacity is typified as TRAMITE DESEMPLEO too (a). For a death the cancellation of
  /// the ID is confirmed, and the date of its resolution recorded.
  func check(_ event: ClaimTypified, in claim: Claim) throws(ClaimRefusal) {
    var fields = ClaimFields()
    try fields.choice(event.typification, "typification")
    var resolution: LocalDate?
    if claim.cause == .death {
      resolution = try fields.date(event.resolutionOn, "resolution_on")
    } else if !event.resolutionOn.isEmpty {
      throw .fieldNotTaken("resolution_on", claim.cause)
    }
    try fields.check()
    let expected: ClaimTypification =
      switch claim.cause {
      case .death: .fallecido
      case .permanentIncapacity: .incapacidadTotal
      case .unemployment, .temporaryIncapacity, .unspecified, .UNRECOGNIZED: .tramiteDesempleo
      }
    guard event.typification == expected else {
      throw .typificationDiffers(event.typification, expected: expected)
    }
    if let resolution {
      try ClaimRefusal.check(resolution, "resolution_on", notAfter: today)
      if let facts = claim.facts {
        try ClaimRefusal.check(
          (facts.occurredOn, "facts.occurred_on"), notAfter: (resolution, "resolution_on"))
      }
    }
  }

  /// Death and permanent incapacity go to the adviser for insurance; the others to early collections
  /// by band, temporary incapacity too (a).
  func check(_ event: ClaimAssigned, in claim: Claim) throws(ClaimRefusal) {
    var fields = ClaimFields()
    if claim.paysThroughPool {
      fields.text(event.band, "band")
      if event.hasAdviser { throw .fieldNotTaken("adviser", claim.cause) }
    } else {
      try fields.person(event.adviser, "adviser", .assignedAdviser)
      if !event.band.isEmpty { throw .fieldNotTaken("band", claim.cause) }
    }
    try fields.check()
  }

  func check(_ event: ClaimNoteAdded, in claim: Claim) throws(ClaimRefusal) {
    var fields = ClaimFields()
    fields.text(event.text, "text")
    try fields.check()
    guard ClaimSystem.allCases.contains(event.system) else {
      throw .unknownValue(field: "system", number: event.system.rawValue)
    }
  }
}
