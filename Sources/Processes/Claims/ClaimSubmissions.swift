import Events
import Projections
import Schemas
import SwiftProtobuf

/// Milestones 4 to 7, 9 and 9a: documents, submission, answer, refusal.
///
/// **Source:** claims page, “Milestones, in order, with who” and “Documents required”.
extension ClaimCheck {
  /// The first documents make the claim, so they must have come in time; that they are recorded later
  /// does no harm. Then the store gives a receipt and a ticket is opened; for a death the client is
  /// marked in SIIF.
  func check(_ event: ClaimDocumentsReceived, in claim: Claim) throws(ClaimRefusal) {
    var fields = ClaimFields()
    let received = try fields.date(event.receivedOn, "received_on")
    if event.documents.isEmpty { fields.text("", "documents") }
    try fields.documents(event.documents, "documents")
    for (index, document) in event.documents.enumerated() {
      try fields.choice(document.medium, "documents[\(index)].medium")
    }
    if event.actor.role == .store { fields.text(event.receipt, "receipt") }
    if !claim.hasTicket { fields.text(event.ticket, "ticket") }
    try fields.check()
    if event.documents.contains(where: { $0.kind == .balanceCertificate }) { throw .notHandedIn }
    try ClaimRefusal.check(received, "received_on", notAfter: today)
    if let facts = claim.facts {
      try ClaimRefusal.check(
        (facts.occurredOn, "facts.occurred_on"), notAfter: (received, "received_on"))
      let lastDay = ClaimTerms(book, on: facts.occurredOn).prescribesAfter(facts.occurredOn)
      if claim.claimedOn == nil, let lastDay, received > lastDay {
        throw .prescribed(received: received, lastDay: lastDay)
      }
    }
    if claim.cause == .death && !claim.isMarkedInSIIF && !event.markedInSiif {
      throw .notMarkedInSIIF
    }
  }

  /// All current obligations by invoice; one of them at least must be one to claim for (a).
  func check(_ event: ClaimBalancesCertified, in claim: Claim) throws(ClaimRefusal) {
    var fields = ClaimFields()
    let issued = try fields.date(event.issuedOn, "issued_on")
    if event.obligations.isEmpty { fields.text("", "obligations") }
    for (index, obligation) in event.obligations.enumerated() {
      fields.text(obligation.invoice, "obligations[\(index)].invoice")
    }
    try fields.check()
    guard event.obligations.count <= ClaimAmounts.obligationsMax else {
      throw .tooMany(event.obligations.count, field: "obligations")
    }
    try ClaimRefusal.check(issued, "issued_on", notAfter: today)
    var seen: Set<String> = []
    for obligation in event.obligations {
      guard seen.insert(obligation.invoice).inserted else {
        throw .invoiceTwice(obligation.invoice)
      }
      _ = try ClaimAmounts.positive(obligation.balance, "balance of \(obligation.invoice)")
    }
    let claimable = claim.findings.filter { $0.decision != .notCovered }.map(\.invoice)
    if seen.isDisjoint(with: claimable) { throw .nothingToClaim(invoices: claimable) }
  }

  /// Whoever sends it back says everything that is missing.
  func check(_ event: ClaimDocumentsReturned, in claim: Claim) throws(ClaimRefusal) {
    try checkAsked(event.missing, "missing")
    let unsaid = claim.missing(book).filter { need in
      need.anyOf != [.balanceCertificate]
        && !event.missing.contains { need.anyOf.contains($0.kind) }
    }
    if !unsaid.isEmpty { throw .moreIsMissing(unsaid) }
  }

  /// Complete: the certificate and all documents of the list.
  func check(_ event: ClaimSentToBroker, in claim: Claim) throws(ClaimRefusal) {
    var fields = ClaimFields()
    fields.text(event.memorandum, "memorandum")
    try fields.check()
    var missing = claim.missing(book)
    let certificate = ClaimNeed.with { $0.anyOf = [.balanceCertificate] }
    if claim.certificate == nil && !missing.contains(certificate) { missing.append(certificate) }
    if !missing.isEmpty { throw .documentsMissing(missing) }
  }

  func check(_ event: ClaimReturnedByBroker, in claim: Claim) throws(ClaimRefusal) {
    try checkAsked(event.missing, "missing")
  }

  /// To the insurer that covers it. A death or a permanent incapacity claims the certified saldo
  /// insoluto; what pays instalments claims no more than that (a).
  func check(_ event: ClaimSubmittedToInsurer, in claim: Claim) throws(ClaimRefusal) {
    var fields = ClaimFields()
    try fields.choice(event.insurer, "insurer")
    try fields.check()
    guard event.insurer == claim.insurer else {
      throw .otherInsurer(event.insurer, expected: claim.insurer)
    }
    let claimed = try ClaimAmounts.positive(event.claimed, "claimed")
    let certified = claim.claimable ?? .zero(.cop)
    guard claim.paysThroughPool ? claimed <= certified : claimed == certified else {
      throw .claimedDiffers(claimed, certified: certified, claim.cause)
    }
  }

  func check(_ event: ClaimInsurerAnswered, in claim: Claim) throws(ClaimRefusal) {
    var fields = ClaimFields()
    try fields.choice(event.answer, "answer")
    if event.answer == .refuses { fields.text(event.objection, "objection") }
    try fields.check()
    if event.answer == .moreDocuments {
      try checkAsked(event.documents, "documents")
    } else if !event.documents.isEmpty {
      throw .fieldNotTaken("documents", claim.cause)
    }
  }

  private func checkAsked(_ documents: [ClaimDocument], _ field: String) throws(ClaimRefusal) {
    var fields = ClaimFields()
    if documents.isEmpty { fields.text("", field) }
    try fields.documents(documents, field)
    try fields.check()
  }

  /// The central administration puts it into the ticket, sends it to the store and informs the adviser.
  func check(_ event: ClaimRefusalPassedOn, in claim: Claim) throws(ClaimRefusal) {
    guard claim.progress.milestone == .refusalAtCentral else { return }
    var fields = ClaimFields()
    fields.text(event.ticket, "ticket")
    try fields.person(event.informed, "informed", .assignedAdviser, .adviser)
    try fields.check()
  }

  func check(_ event: ClaimRefusalDelivered, in claim: Claim) throws(ClaimRefusal) {
    var fields = ClaimFields()
    try fields.choice(event.delivery, "delivery")
    fields.text(event.recipient, "recipient")
    try fields.check()
  }

  /// Closed only when the receipt, or the courier guide that proves reception, is attached.
  func check(_ event: ClaimRefusalClosed, in claim: Claim) throws(ClaimRefusal) {
    var fields = ClaimFields()
    try fields.choice(event.proof.kind, "proof.kind")
    fields.text(event.proof.reference, "proof.reference")
    let received = try fields.date(event.proof.receivedOn, "proof.received_on")
    try fields.check()
    try ClaimRefusal.check(received, "proof.received_on", notAfter: today)
    guard let delivery = claim.delivery else { throw .notDelivered }
    let expected: ClaimProofKind = delivery == .inPerson ? .receipt : .courierGuide
    guard event.proof.kind == expected else {
      throw .otherProof(event.proof.kind, of: delivery, expected: expected)
    }
    let sha256 = event.proof.sha256
    guard sha256.isEmpty || sha256.isSHA256 else { throw .notASHA256(sha256) }
  }
}
