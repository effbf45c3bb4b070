import Events
import Processes
import Projections
import Schemas
import SwiftProtobuf
import TestSupport

/// One random event that somebody might want to record, often one that the rules refuse.
enum CreditDice {
  /// The events that a history must have had for its checks to mean something.
  static let expected = [
    "credit.v1.CreditGranted", "credit.v1.PaymentReceived", "credit.v1.ChargeAdded",
    "credit.v1.Condoned", "credit.v1.Reversed", "claim.v1.PoolOpened",
    "claim.v1.PoolMonthApplied", "claim.v1.ApplicationReversed",
  ]

  static func step(
    _ history: inout CreditHistory, _ random: inout SeededRandom
  ) async throws -> Bool {
    if Int.random(in: 0..<3, using: &random) == 0 {
      history.pass(days: Int.random(in: 0...12, using: &random))
    }
    guard let obligation = history.accounts.obligations.randomElement(using: &random) else {
      return try await grant(&history, &random)
    }
    switch Int.random(in: 0..<24, using: &random) {
    case 0: return try await grant(&history, &random)
    case 1...4: return try await pay(&history, obligation, isExplicit: false, &random)
    case 5, 6: return try await pay(&history, obligation, isExplicit: true, &random)
    case 7, 8: return try await charge(&history, obligation, &random)
    case 9: return try await condone(&history, obligation, &random)
    case 10, 11: return try await reverse(&history, &random)
    case 12: return try await close(&history, obligation, &random)
    case 13:
      return try await history.attempt(
        CreditWrittenOff.writeOff(
          history.newID("k"), on: "\(history.today)", of: obligation.invoice))
    case 14, 15: return try await openPool(&history, obligation, &random)
    case 16...20: return try await applyMonth(&history)
    case 21: return try await reverseClaim(&history)
    default: return try await settleByClaim(&history, obligation, &random)
    }
  }

  private static func pesos(upTo most: Int64, _ random: inout SeededRandom) -> Money {
    ProcessesTests.pesos(Int64.random(in: 1...max(most, 1), using: &random))
  }

  private static func past(
    _ history: CreditHistory, _ random: inout SeededRandom
  ) -> LocalDate {
    history.today.adding(days: -Int.random(in: 0...50, using: &random))
  }

  private static func grant(
    _ history: inout CreditHistory, _ random: inout SeededRandom
  ) async throws -> Bool {
    let invoice = "F-\(Int.random(in: 1...6, using: &random))"
    let disbursed = past(history, &random)
    let first = disbursed.adding(days: Int.random(in: 1...40, using: &random))
    let credit = CreditCreditGranted.credit(
      invoice, on: "\(disbursed)", first: "\(first)",
      count: Int.random(in: 1...8, using: &random)
    ).changed { $0.id = history.newID("g") }
    let total = credit.instalments.count * 125_000
    return try await history.attempt(
      credit, moving: [invoice: ProcessesTests.pesos(Int64(total))], as: credit.id)
  }

  private static func pay(
    _ history: inout CreditHistory, _ obligation: Obligation, isExplicit: Bool,
    _ random: inout SeededRandom
  ) async throws -> Bool {
    let id = history.newID("p")
    let date = past(history, &random)
    var concepts: [CreditConcept: Int64] = [:]
    var amount = pesos(upTo: 260_000, &random).minorUnits / 100
    if isExplicit {
      for concept in CreditConcept.all where Bool.random(using: &random) {
        concepts[concept] = Int64.random(in: 1...60_000, using: &random)
      }
      amount = concepts.values.reduce(0, +)
    }
    let payment: CreditPaymentReceived = .payment(
      id, amount, on: "\(date)", of: obligation.invoice, concepts)
    return try await history.attempt(
      payment, moving: [obligation.invoice: -ProcessesTests.pesos(amount)], as: id)
  }

  private static func charge(
    _ history: inout CreditHistory, _ obligation: Obligation, _ random: inout SeededRandom
  ) async throws -> Bool {
    let id = history.newID("m")
    let amount = Int64.random(in: 1...9_000, using: &random)
    let concept: CreditConcept = Bool.random(using: &random) ? .interesesDeMora : .cargos
    let charge: CreditChargeAdded = .charge(
      id, concept, amount, on: "\(past(history, &random))", of: obligation.invoice)
    return try await history.attempt(
      charge, moving: [obligation.invoice: ProcessesTests.pesos(amount)], as: id)
  }

  private static func condone(
    _ history: inout CreditHistory, _ obligation: Obligation, _ random: inout SeededRandom
  ) async throws -> Bool {
    let id = history.newID("c")
    let amount = Int64.random(in: 1...30_000, using: &random)
    let concept = CreditConcept.all.randomElement(using: &random) ?? .capital
    let condonation: CreditCondoned = .condonation(
      id, [concept: amount], on: "\(past(history, &random))", of: obligation.invoice)
    return try await history.attempt(
      condonation, moving: [obligation.invoice: -ProcessesTests.pesos(amount)], as: id)
  }

  private static func reverse(
    _ history: inout CreditHistory, _ random: inout SeededRandom
  ) async throws -> Bool {
    guard let entry = history.accounts.entries.randomElement(using: &random) else { return false }
    return try await history.attempt(
      CreditReversed.reversal(history.newID("r"), of: entry.id), takingBack: entry.id)
  }

  /// Pays and condones everything that is owed today, and closes it; the steps may be refused.
  private static func close(
    _ history: inout CreditHistory, _ obligation: Obligation, _ random: inout SeededRandom
  ) async throws -> Bool {
    let left = obligation.left(whenClosedOn: history.today).positive
    let id = history.newID("p")
    if left.total.isPositive {
      let concepts = Dictionary(
        uniqueKeysWithValues: CreditConcept.all.filter { left[$0].isPositive }
          .map { ($0, left[$0].minorUnits / 100) })
      let amount = left.total.minorUnits / 100
      _ = try await history.attempt(
        CreditPaymentReceived.payment(
          id, amount, on: "\(history.today)", of: obligation.invoice, concepts),
        moving: [obligation.invoice: -left.total], as: id)
    }
    let invoice = obligation.invoice
    if Bool.random(using: &random) {
      return try await history.attempt(
        CreditWrittenDown.writeDown(history.newID("b"), payment: id, of: invoice))
    }
    return try await history.attempt(
      CreditClearanceIssued.clearance(
        history.newID("z"), on: "\(history.today)", of: invoice))
  }

  // The claim.

  private static func openPool(
    _ history: inout CreditHistory, _ obligation: Obligation, _ random: inout SeededRandom
  ) async throws -> Bool {
    guard let next = obligation.plan.instalments.randomElement(using: &random) else {
      return false
    }
    let months = Int.random(in: 1...3, using: &random)
    let pool = ClaimPoolOpened.with { pool in
      pool.clientID = CreditScenario.cedula
      pool.firstDueOn = "\(next.due)"
      pool.dueDay = UInt32(next.due.components.day)
      pool.months = (0..<months).map { _ in
        ClaimPoolMonth.with {
          $0.applications = [
            .of(
              obligation.invoice, .line(.capital, paid: 100_000), .line(.interest, paid: 20_000),
              .line(.charges, condoned: 5_000))
          ]
        }
      }
    }
    return try await history.attempt(pool, in: CreditHistory.claim)
  }

  private static func applyMonth(_ history: inout CreditHistory) async throws -> Bool {
    guard
      let state = try history.scenario.state(of: CreditHistory.claim, as: StubClaims.State.self),
      let pool = state.pool, state.month <= pool.months.count, let applied = state.applied,
      let application = pool.months[state.month - 1].applications.first
    else { return false }
    // Only once its day has come.
    if let due = pool.dueDate(ofMonth: state.month), due > history.today {
      history.pass(days: due.days(since: history.today))
    }
    return try await history.attempt(
      .month(state.month, of: pool) as ClaimPoolMonthApplied, in: CreditHistory.claim,
      moving: [application.invoice: -ProcessesTests.pesos(125_000)], as: "claim@\(applied)")
  }

  private static func settleByClaim(
    _ history: inout CreditHistory, _ obligation: Obligation, _ random: inout SeededRandom
  ) async throws -> Bool {
    let date = past(history, &random)
    let capital = Int64.random(in: 1...200_000, using: &random)
    let applied = ClaimPaymentApplied.with {
      $0.clientID = CreditScenario.cedula
      $0.effectiveOn = "\(date)"
      $0.applications = [
        .of(
          obligation.invoice, .line(.capital, paid: capital),
          .line(.defaultInterest, condoned: Int64.random(in: 0...1, using: &random)))
      ]
    }
    let condoned = applied.applications[0].concepts[1].condoned.units
    return try await history.attempt(
      applied, in: CreditHistory.claim,
      moving: [obligation.invoice: -ProcessesTests.pesos(capital + condoned)],
      as: "claim@\(history.nextClaimRevision)")
  }

  private static func reverseClaim(_ history: inout CreditHistory) async throws -> Bool {
    guard
      let applied = try history.scenario.state(of: CreditHistory.claim, as: StubClaims.State.self)?
        .applied
    else { return false }
    return try await history.attempt(
      ClaimApplicationReversed.with { $0.reverses = applied }, in: CreditHistory.claim,
      takingBack: "claim@\(applied)")
  }
}
