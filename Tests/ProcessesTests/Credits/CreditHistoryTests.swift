import Events
import Processes
import Projections
import Schemas
import SwiftProtobuf
import TestSupport
import Testing

@Suite("Random histories of credits", .temporaryDirectory) struct CreditHistoryTests {
  @Test func `give the same balances by the rules and by the ledger, at any two times`()
    async throws
  {
    var random = SeededRandom.printed()
    _ = try await follow(&random)
  }

  /// Histories that are always the same, in which money moves in every way.
  @Test func `move money in every way`() async throws {
    var admitted: [String: Int] = [:]
    for seed: UInt64 in 1...3 {
      var random = SeededRandom(seed: seed)
      admitted.merge(try await follow(&random, "/\(seed)")) { $0 + $1 }
    }
    for name in CreditDice.expected {
      let count = admitted[name] ?? 0
      #expect(count > 0, "\(name)")
    }
  }

  /// - Returns: how many events of each type were admitted.
  private func follow(
    _ random: inout SeededRandom, _ name: String = "/history"
  ) async throws -> [String: Int] {
    var history = try CreditHistory(path: TemporaryDirectory.path + name)
    #expect(try await history.attempt(CreditClientRegistered.registration()))
    #expect(try await history.attempt(CreditClaimMessages.detected, in: CreditHistory.claim))
    let link = CreditClaimLinked.with {
      $0.actor = .person(.asesorCallCenter)
      $0.claim = CreditHistory.claim
    }
    #expect(try await history.attempt(link))
    var times = [history.scenario.now]
    for step in 0..<250 {
      if try await CreditDice.step(&history, &random) {
        times.append(history.scenario.now.adding(seconds: -60))
        try check(history, times, &random, "step \(step)")
      }
    }
    let anew = try Follower(
      LedgerProjection(CreditBookkeeper()), path: TemporaryDirectory.path + name + ".anew.mdb",
      log: history.log.log)
    try anew.catchUp()
    #expect(try anew.store.digest() == history.follower.store.digest())
    return history.admitted
  }

  private func check(
    _ history: CreditHistory, _ times: [Timestamp], _ random: inout SeededRandom,
    _ step: Comment
  ) throws {
    let rows = try history.ledger.trialBalance().rows
    let debits = rows.reduce(Money.zero(.cop)) { $0 + $1.balance.debits }
    let credits = rows.reduce(Money.zero(.cop)) { $0 + $1.balance.credits }
    try #require(debits == credits, step)

    // The first of an invoice may have been annulled; the ledger keeps both under one number.
    let invoices = Set(history.accounts.obligations.map(\.invoice)).sorted()
    for invoice in invoices {
      let obligations = history.accounts.obligations.filter { $0.invoice == invoice }
      for _ in 0..<2 {
        let date = day(CreditHistory.start).adding(days: Int.random(in: 0...900, using: &random))
        let known = Bool.random(using: &random) ? times.randomElement(using: &random) : nil
        let balance = obligations.reduce(ConceptAmounts.zero) {
          $0 + $1.balance(on: date, knownBy: known)
        }
        for concept in CreditConcept.all {
          let ledger = try history.ledgerBalance(
            concept, of: invoice, on: date, knownBy: known)
          try #require(
            ledger == balance[concept], "\(step): \(invoice) \(concept) on \(date), \(known as Any)"
          )
        }
        try #require(balance.capital.minorUnits >= 0, "\(step): \(invoice) on \(date)")
      }
      try checkTotal(history, invoice, step)
    }
  }

  /// In the end an obligation that is not closed owes its plan and what was charged, less what was paid
  /// and condoned, whatever the order of application did with it.
  private func checkTotal(_ history: CreditHistory, _ invoice: String, _ step: Comment) throws {
    guard let obligation = history.accounts.obligation(invoice), !obligation.state.isClosed else {
      return
    }
    let expected = history.moved.values.reduce(Money.zero(.cop)) {
      $0 + ($1[invoice] ?? .zero(.cop))
    }
    try #require(
      obligation.outstanding(on: day("2100-01-01")) == expected, "\(step): \(invoice) in the end")
  }
}

/// What a claim of the stub begins with.
enum CreditClaimMessages {
  static let detected = ClaimCauseDetected.with {
    $0.number = 417
    $0.client.id = CreditScenario.cedula
  }
}
