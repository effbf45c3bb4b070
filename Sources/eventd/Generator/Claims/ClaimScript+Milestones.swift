import Events
import Processes
import Projections
import Schemas
import SwiftProtobuf

/// Milestones 3 to 7, 9 and 9a: typified, assigned, documents, submission, refusal.
extension ClaimScript {
  mutating func typify() {
    var event = ClaimTypified()
    event.actor = ClaimCast.adviser(&dice)
    switch claim.cause {
    case .death:
      let resolution = min(occurred.adding(days: dice.number(in: 1...20)), today)
      cancelID(resolution)
      event.typification = .fallecido
      event.resolutionOn = "\(resolution)"
    case .permanentIncapacity: event.typification = .incapacidadTotal
    case .unemployment, .temporaryIncapacity, .unspecified, .UNRECOGNIZED:
      event.typification = .tramiteDesempleo
    }
    append(.typified(event))
    linkClaim()
  }

  mutating func assign() {
    var event = ClaimAssigned()
    event.actor = ClaimCast.director(claim.paysThroughPool ? .directorEarly : .directorAdvanced)
    if claim.paysThroughPool {
      event.band = "1-30"
    } else {
      event.adviser = ClaimCast.assigned
    }
    append(.assigned(event))
    guard destiny.reassigned else { return }
    if claim.paysThroughPool {
      event.band = "31-60"
    } else {
      event.adviser = ClaimCast.other
    }
    append(.assigned(event))
  }

  /// Milestones 4 and 5, again until nothing is missing.
  mutating func collectDocuments() -> Bool {
    var handed = needed
    if handed.count > 1 && dice.chance(percent: 30) { handed.removeLast() }
    for _ in 0..<8 {
      if !handed.isEmpty { receive(handed) }
      charge()
      guard goOn(0...3) else { return false }
      if claim.certificate == nil { certify() }
      handed = needed
      if handed.isEmpty { return true }
      returnDocuments(handed)
      if dice.chance(percent: 40) { note() }
      guard goOn(2...20) else { return false }
    }
    return false
  }

  /// What the client has to hand in now.
  private var needed: [ClaimDocument] {
    mutating get {
      documents(claim.missing(PolicyBook()).filter { $0.anyOf != [.balanceCertificate] })
    }
  }

  private mutating func receive(_ documents: [ClaimDocument]) {
    var event = ClaimDocumentsReceived()
    let atStore = dice.chance(percent: 80)
    event.actor = atStore ? ClaimCast.store(store) : follower
    event.receivedOn = "\(today)"
    event.documents = documents
    if atStore { event.receipt = "RD-\(number.title)-\(steps.count)" }
    if !claim.hasTicket { event.ticket = "GLPI-\(200_000 + number.rawValue)" }
    if claim.cause == .death { event.markedInSiif = true }
    append(.documentsReceived(event))
  }

  /// Who follows the claim up: the adviser for insurance, or one of early collections.
  private var follower: ClaimActor {
    mutating get { claim.paysThroughPool ? ClaimCast.adviser(&dice) : ClaimCast.assigned }
  }

  private mutating func certify() {
    var event = ClaimBalancesCertified()
    event.actor = ClaimCast.central
    event.issuedOn = "\(today)"
    certified = [:]
    for obligation in accounts.current(on: today) {
      let balance = obligation.balance(on: today).positive
      guard balance.total.isPositive else { continue }
      certified[obligation.invoice] = balance
      event.obligations.append(
        .with {
          $0.invoice = obligation.invoice
          $0.balance = balance.total.wire
        })
    }
    append(.balancesCertified(event))
  }

  private mutating func returnDocuments(_ missing: [ClaimDocument]) {
    var event = ClaimDocumentsReturned()
    event.actor = ClaimCast.central
    event.missing = missing
    event.note = dice.pick(ClaimTexts.returned)
    append(.documentsReturned(event))
  }

  private mutating func note() {
    var event = ClaimNoteAdded()
    event.actor = ClaimCast.adviser(&dice)
    event.system = dice.pick([.wsac, .sac, .glpi])
    event.text = dice.pick(ClaimTexts.notes)
    append(.noteAdded(event))
  }

  /// Milestones 5 and 6: to the broker, and on to the insurer.
  mutating func submit() -> Bool {
    send()
    guard goOn(1...6) else { return false }
    if destiny.brokerReturns && !claim.wasSubmitted {
      var event = ClaimReturnedByBroker()
      event.actor = ClaimCast.broker
      event.missing = [.with { $0.kind = .idCopy }]
      event.note = dice.pick(ClaimTexts.returned)
      append(.returnedByBroker(event))
      guard goOn(0...2) else { return false }
      returnDocuments(needed)
      guard goOn(2...12), collectDocuments() else { return false }
      send()
      guard goOn(1...6) else { return false }
    }
    var event = ClaimSubmittedToInsurer()
    event.actor = ClaimCast.broker
    event.insurer = claim.insurer
    event.claimed = claimed.wire
    event.reference = "AK-\(number.title)"
    append(.submittedToInsurer(event))
    return true
  }

  private mutating func send() {
    var event = ClaimSentToBroker()
    event.actor = ClaimCast.central
    event.memorandum = "MEM-\(number.title)-\(steps.count)"
    append(.sentToBroker(event))
  }

  /// All of the saldo insoluto, or the instalments that the cover pays.
  private var claimed: Money {
    let whole = claim.claimable ?? .zero(.cop)
    return claim.paysThroughPool ? min(pool().reduce(.zero(.cop)) { $0 + $1.total }, whole) : whole
  }

  /// Milestones 7 and 7a: each passes it on, and the documents come back the same way.
  mutating func askForMore() -> Bool {
    guard goOn(5...25) else { return false }
    var answer = ClaimInsurerAnswered()
    answer.actor = ClaimCast.insurer(claim.insurer)
    answer.answer = .moreDocuments
    answer.reference = "RQ-\(number.title)"
    answer.documents = [
      .with {
        $0.kind = .otherDocument
        $0.name = dice.pick(ClaimTexts.asked)
      }
    ]
    append(.insurerAnswered(answer))
    for actor in [ClaimCast.broker, ClaimCast.central, follower] {
      guard goOn(0...3) else { return false }
      var request = ClaimRequestPassedOn()
      request.actor = actor
      append(.requestPassedOn(request))
    }
    return goOn(3...20) && collectDocuments()
  }

  mutating func refuse() {
    var answer = ClaimInsurerAnswered()
    answer.actor = ClaimCast.insurer(claim.insurer)
    answer.answer = .refuses
    answer.reference = "OBJ-\(number.title)"
    answer.objection = dice.pick(ClaimTexts.objections)
    append(.insurerAnswered(answer))
    for actor in [ClaimCast.broker, ClaimCast.central] {
      guard goOn(0...3) else { return }
      var event = ClaimRefusalPassedOn()
      event.actor = actor
      if actor.role == .central {
        event.ticket = "GLPI-\(200_000 + number.rawValue)"
        event.informed = ClaimCast.assigned
      }
      append(.refusalPassedOn(event))
    }
    guard goOn(1...5) else { return }
    let inPerson = dice.chance(percent: 55)
    // A letter that comes back is sent again.
    for _ in 0..<(inPerson || dice.chance(percent: 75) ? 1 : 2) {
      var event = ClaimRefusalDelivered()
      event.actor = ClaimCast.store(store)
      event.delivery = inPerson ? .inPerson : .certifiedMail
      event.recipient = name
      append(.refusalDelivered(event))
      guard goOn(inPerson ? 0...1 : 4...12) else { return }
    }
    var event = ClaimRefusalClosed()
    event.actor = ClaimCast.store(store)
    event.proof.kind = inPerson ? .receipt : .courierGuide
    event.proof.reference = inPerson ? "REC-\(number.title)" : "GUIA-\(number.title)"
    event.proof.receivedOn = "\(today)"
    append(.refusalClosed(event))
  }
}
