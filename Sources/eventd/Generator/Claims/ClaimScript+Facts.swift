import Events
import Processes
import Projections
import Schemas
import SwiftProtobuf

/// Milestones 1 and 2: the cause, the facts, and what they mean.
extension ClaimScript {
  mutating func detect() {
    contact()
    var event = ClaimCauseDetected()
    event.actor = ClaimCast.adviser(&dice)
    event.number = number.rawValue
    event.client.id = "\(cedula)"
    event.client.name = name
    event.client.phone = "31\(dice.number(in: 10_000_000...89_999_999))"
    event.cause = destiny.cause
    event.contact = dice.chance(percent: 80) ? .call : .visit
    event.note = dice.pick(ClaimTexts.detected)
    append(.causeDetected(event))
  }

  /// The first time with a slip in the days past due where the facts are corrected later.
  mutating func determine() {
    let isFirst = claim.facts == nil
    if isFirst {
      known = newFacts()
      if destiny.factsCorrected { known.credits[0].daysPastDue += 3 }
    } else {
      known.credits[0].daysPastDue -= 3
    }
    var event = ClaimCoverageDetermined()
    event.actor = isFirst ? ClaimCast.adviser(&dice) : ClaimCast.assigned
    event.facts = known
    do {
      let read = try ClaimCase(known)
      let terms = ClaimTerms(PolicyBook(), on: read.occurredOn)
      event.findings = Coverage.findings(read, terms)
      if !event.isOfNoCredit {
        event.clientInformed = true
        event.requested = documents(ClaimDocuments(read, event.findings, terms).toRequest)
      }
    } catch {
      preconditionFailure("the traffic makes facts that are refused: \(error)")
    }
    if !isFirst { event.note = "Se corrigen los días de mora a la fecha de los hechos." }
    append(.coverageDetermined(event))
  }

  /// One document for each need, whichever of its kinds.
  mutating func documents(_ needs: [ClaimNeed]) -> [ClaimDocument] {
    needs.map { need in
      .with {
        $0.kind = dice.pick(need.anyOf)
        $0.name = need.name
        $0.medium = dice.chance(percent: 70) ? .paper : .digital
      }
    }
  }

  private mutating func newFacts() -> ClaimFacts {
    var facts = ClaimFacts()
    facts.cause = destiny.cause
    facts.befellHolder = !dice.chance(percent: 3)
    facts.occurredOn = "\(occurred)"
    facts.claimedOn = "\(today)"
    for obligation in accounts.obligations {
      facts.credits.append(
        .with {
          $0.invoice = obligation.invoice
          $0.store = obligation.store
          $0.disbursedOn = "\(obligation.disbursed)"
          $0.daysPastDue = UInt32(obligation.daysPastDue(on: occurred))
          $0.state = obligation.state == .current ? .vigente : .castigado
          $0.policySubscribed = !obligation.insurancePolicy.isEmpty
          $0.motorcycle = !obligation.promissoryNote.isEmpty
        })
    }
    switch destiny.cause {
    case .death:
      facts.bornOn = "\(born)"
      facts.death.manner = dice.pick(weighted: [
        (.natural, 62), (.accidental, 25), (.suicide, 9), (.terrorism, 4),
      ])
    case .permanentIncapacity:
      facts.bornOn = "\(born)"
      facts.permanentIncapacity = permanentIncapacity()
    case .unemployment: facts.unemployment = unemployment()
    case .temporaryIncapacity: facts.temporaryIncapacity = temporaryIncapacity()
    case .unspecified, .UNRECOGNIZED: break
    }
    return facts
  }

  private mutating func permanentIncapacity() -> ClaimPermanentIncapacity {
    .with {
      $0.decreed = dice.chance(percent: 80)
      let isEnough = dice.chance(percent: 90)
      let loss = isEnough ? dice.number(in: 5_000...9_400) : dice.number(in: 2_500...4_999)
      if $0.decreed { $0.lossHundredths = UInt32(loss) }
      $0.selfInflicted = dice.chance(percent: 4)
      $0.foundByPhysician = dice.chance(percent: 92)
    }
  }

  private mutating func unemployment() -> ClaimUnemployment {
    .with {
      $0.employment = employment([
        (.indefiniteTerm, 60), (.fixedTerm, 26), (.services, 4), (.independentWorker, 4),
        (.freeAppointmentPost, 3), (.publicServant, 3),
      ])
      $0.contractEnd = dice.pick(weighted: [
        (.employerWithoutJustCause, 86), (.employerWithJustCause, 5), (.resignation, 6),
        (.termExpired, 3),
      ])
      $0.withinTrialPeriod = dice.chance(percent: 3)
      $0.ownCompany = dice.chance(percent: 2)
      $0.duringUnpaidLeave = dice.chance(percent: 2)
    }
  }

  private mutating func temporaryIncapacity() -> ClaimTemporaryIncapacity {
    .with {
      $0.employment = employment([
        (.independentWorker, 45), (.services, 22), (.fixedTerm, 20), (.freeAppointmentPost, 8),
        (.indefiniteTerm, 5),
      ])
      $0.certifier = dice.pick(weighted: [
        (.eps, 60), (.arl, 20), (.ars, 6), (.occupationalPhysician, 11), (.otherCertifier, 3),
      ])
      $0.days = UInt32(dice.number(in: 15...200))
      $0.causedByInsured = dice.chance(percent: 3)
    }
  }

  private mutating func employment(
    _ kinds: [(ClaimEmploymentKind, weight: Int)]
  ) -> ClaimEmployment {
    .with {
      $0.kind = dice.pick(weighted: kinds)
      guard $0.kind == .indefiniteTerm || $0.kind == .fixedTerm else { return }
      let began = occurred.adding(days: -dice.number(in: 90...2_500))
      $0.beganOn = "\(began)"
      if $0.kind == .fixedTerm {
        let months = destiny.cause == .temporaryIncapacity ? 9 : 12 * dice.number(in: 1...3)
        $0.endsOn = "\(began.adding(months: months).adding(days: -1))"
      }
    }
  }
}
