import Events
import Processes
import Projections
import Schemas
import SwiftProtobuf
import TestSupport
import Testing

// One after the other: each test has two environments, and a process has room for some hundred.
@Suite("The register of claims", .temporaryDirectory, .serialized)
struct ClaimRegisterTests {
  @Test func `keeps the page of a claim from its detection to its end`() async throws {
    var scenario = try ClaimScenario(.death)
    var fixture = try ClaimRegisterFixture()
    try scenario.reach(.coverageDetermined)
    try await fixture.follow(scenario.log)
    var page = try fixture.page()
    #expect(page.client.name == "Íngrid Peña Ordóñez")
    #expect(page.milestone == .coverageDetermined)
    #expect(page.contact == .call)
    #expect(!page.hasCoverage)
    #expect(page.history.map(\.type) == ["CauseDetected"])

    try scenario.reach(.paymentApplied)
    try await fixture.follow(scenario.log)
    page = try fixture.page()
    #expect(page.coverage.findings[0].decision == .covered)
    #expect(page.typified.resolutionOn == "2019-03-25")
    #expect(page.assigned.adviser.role == .assignedAdviser)
    #expect(page.claimedOn == "2019-04-01")
    #expect(page.held.map(\.kind) == [.idCopy, .deathCertificate])
    #expect(page.certificate.obligations[0].balance == .cop(3_000_000))
    #expect(page.submitted.claimed == .cop(3_000_000))
    #expect(page.announced.amount == .cop(2_700_000))
    #expect(page.transfer.bankReference == "BCO-9001")
    #expect(page.milestone == .paymentApplied)

    try scenario.reach(.closed)
    try await fixture.follow(scenario.log)
    page = try fixture.page()
    #expect(page.ending == .endedPaidOff)
    #expect(page.applied.applications == [.whole])
    #expect(page.history.last?.type == "PaymentApplied")
    #expect(page.history.last?.milestone == .closed)
    #expect(page.revision == UInt64(page.history.count - 1))
    let other = try #require(ClaimNumber(1))
    #expect(try fixture.reader.page(other) == nil)
  }

  @Test(arguments: ClaimCause.all, [ClaimAnswer.moreDocuments, .pays, .refuses])
  func `shows at each step the milestone that the rules have, and what is missing`(
    cause: ClaimCause, answer: ClaimAnswer
  ) async throws {
    var scenario = try ClaimScenario(cause)
    scenario.answer = answer
    var fixture = try ClaimRegisterFixture()
    for _ in 0..<20 {
      let events = try scenario.next()
      if events.isEmpty { break }
      for event in events {
        try scenario.given(event)
        try await fixture.follow(scenario.log)
        let page = try fixture.page()
        #expect(page.milestone == (try scenario.milestone))
        #expect(page.ending == (try scenario.claim?.progress.ending))
        let outlook = ClaimOutlook(PolicyBook())
        let missing = try scenario.claim?.missing(PolicyBook())
        #expect(outlook.missing(page) == (page.milestone == .closed ? [] : missing))
      }
    }
  }

  @Test func `counts claims by what they wait for, with the one that has waited longest`()
    async throws
  {
    var log = try ClaimScenario().log
    try log.claims(1...3, .death, at: .documentsReceived)
    let later = log.now
    try log.claims(4...5, .unemployment, at: .documentsReceived)
    try log.claims(6...6, .death, at: .closed)
    var fixture = try ClaimRegisterFixture()
    try await fixture.follow(log)
    #expect(
      try fixture.cells()
        == ["4 fallecimiento 3", "4 desempleo 2", "closed fallecimiento 1"])
    let board = try fixture.reader.board()
    #expect(Timestamp(board[0].oldest) == .at("2019-04-01T15:03:00Z"))
    #expect(Timestamp(board[1].oldest) >= later)
    #expect(!board[2].hasOldest)
  }

  @Test func `lists claims by milestone, cause and insurer, a page at a time`() async throws {
    var log = try ClaimScenario().log
    try log.claims(1...4, .death, at: .documentsReceived)
    try log.claims(5...7, .unemployment, at: .typified)
    try log.claims(8...9, .death, at: .closed)
    var fixture = try ClaimRegisterFixture()
    try await fixture.follow(log)
    func numbers(
      _ filter: ClaimRegisterReader.Filter, after: UInt64 = 0, limit: Int = 100
    ) throws -> ([UInt64], UInt64) {
      let (rows, next) = try fixture.reader.rows(filter, after: after, limit: limit)
      return (rows.map(\.number), next)
    }
    #expect(try numbers(.init()) == ([1, 2, 3, 4, 5, 6, 7], 0))
    #expect(try numbers(.init(milestone: .closed)) == ([8, 9], 0))
    #expect(try numbers(.init(cause: .unemployment)) == ([5, 6, 7], 0))
    #expect(try numbers(.init(insurer: .mapfre)) == ([], 0))
    #expect(try numbers(.init(), limit: 3) == ([1, 2, 3], 3))
    #expect(try numbers(.init(), after: 3, limit: 3) == ([4, 5, 6], 6))
    #expect(try numbers(.init(), after: 6, limit: 3) == ([7], 0))
    #expect(try numbers(.init(), limit: 7) == ([1, 2, 3, 4, 5, 6, 7], 0))
    #expect(try fixture.reader.highestNumber()?.rawValue == 9)
    let odd = try fixture.reader.rows(limit: 2) { row throws(LMDBError) in row.number % 2 == 1 }
    #expect(odd.rows.map(\.number) == [1, 3])
    #expect(odd.after == 3)
  }

  @Test func `sums what is claimed, paid, applied, condoned and refused`() async throws {
    var fixture = try ClaimRegisterFixture()
    var scenario = try ClaimScenario(.death, at: .answered)
    try await fixture.follow(scenario.log)
    #expect(try fixture.sums() == ["la-equidad fallecimiento 1: 3000000 0 0 0 0"])
    try scenario.reach(.paymentApplied)
    try await fixture.follow(scenario.log)
    #expect(try fixture.sums() == ["la-equidad fallecimiento 1: 3000000 2700000 0 0 0"])
    try scenario.reach(.closed)
    try await fixture.follow(scenario.log)
    #expect(
      try fixture.sums() == ["la-equidad fallecimiento 1: 3000000 2700000 2700000 300000 0"])
    let revision = try #require(try scenario.claim?.application?.revision.rawValue)
    try scenario.given(ClaimApplicationReversed.reversed(revision))
    try scenario.given(ClaimTransferReversed.reversed())
    try await fixture.follow(scenario.log)
    #expect(try fixture.sums() == ["la-equidad fallecimiento 1: 3000000 0 0 0 0"])
    try scenario.log.claims(1...2, .permanentIncapacity, at: .refusalAtCentral)
    try scenario.log.claims(3...3, .temporaryIncapacity, at: .typified)
    try await fixture.follow(scenario.log)
    #expect(
      try fixture.sums() == [
        "la-equidad fallecimiento 1: 3000000 0 0 0 0",
        "la-equidad incapacidad-permanente 2: 6000000 0 0 0 6000000 (2)",
        "la-equidad incapacidad-temporal 1: 0 0 0 0 0",
      ])
  }

  @Test func `a pool counts as applied month by month`() async throws {
    var fixture = try ClaimRegisterFixture()
    var scenario = try ClaimScenario(.unemployment, at: .paymentApplied)
    let pool = ClaimPoolOpened.pooled(months: 3)
    try scenario.given(pool)
    try await fixture.follow(scenario.log)
    #expect(try fixture.sums() == ["la-equidad desempleo 1: 3000000 2700000 0 0 0"])
    scenario.log.now = .at("2019-05-05T05:00:00Z")
    for month in [1, 2] {
      try scenario.given(ClaimPoolMonthApplied.month(month, of: pool), origin: .process)
    }
    try await fixture.follow(scenario.log)
    #expect(try fixture.sums() == ["la-equidad desempleo 1: 3000000 2700000 1800000 0 0"])
    #expect(try fixture.page().monthsApplied == 2)
  }

  @Test func `a claim that is not covered has no insurer`() async throws {
    var fixture = try ClaimRegisterFixture()
    let scenario = try ClaimScenario(
      .death, at: .closed, facts: .died().credit { $0.state = .castigado })
    try await fixture.follow(scenario.log)
    #expect(try fixture.sums() == [" fallecimiento 1: 0 0 0 0 0"])
    #expect(try fixture.page().ending == .endedNotCovered)
  }

  @Test func `shows claims as old as they are, however late they were recorded`() async throws {
    var scenario = try ClaimScenario(.death)
    let early = scenario.log.now.adding(seconds: -40 * 86_400)
    #expect(
      try scenario.when(ClaimCauseDetected.detected(.death), effective: early) == nil)
    var fixture = try ClaimRegisterFixture()
    try await fixture.follow(scenario.log)
    let page = try fixture.page()
    #expect(Timestamp(page.opened) == early)
    #expect(Timestamp(page.history[0].effective) == early)
    #expect(Timestamp(page.history[0].recorded) == early.adding(seconds: 40 * 86_400))
  }

  @Test func `the last day on which to claim follows from the figures`() async throws {
    var fixture = try ClaimRegisterFixture()
    var scenario = try ClaimScenario(.death, at: .documentsReceived)
    try await fixture.follow(scenario.log)
    var book = PolicyBook()
    func lastDay() throws -> String? {
      let page = try fixture.page()
      return ClaimOutlook(book).prescribesAfter(
        occurredOn: page.coverage.facts.occurredOn, claimedOn: page.claimedOn, page.milestone
      ).map { "\($0)" }
    }
    #expect(try lastDay() == "2021-03-10")
    try scenario.log.given(
      PolicyFigureAdopted.with {
        $0.actor.name = "Gerencia"
        $0.figure = "prescription-years"
        $0.count = 3
        $0.validFrom = "2019-01-01"
        $0.source = "ley 1-2019"
      }, in: "policy-claim")
    book.adopt(try #require(scenario.log.recorded.last))
    #expect(try lastDay() == "2022-03-10")
    try scenario.reach(.documentsReviewed)
    try await fixture.follow(scenario.log)
    #expect(try lastDay() == nil)
  }

  @Test func `built anew it is the same to the last byte`() async throws {
    var random = SeededRandom.printed()
    var log = try ClaimScenario().log
    for start in stride(from: UInt64(1), to: 30, by: 3) {
      let cause = ClaimCause.all.randomElement(using: &random) ?? .death
      let open = ClaimMilestone.open.dropFirst().filter { $0 != .pool && $0 != .paymentApplied }
      let milestone = open.randomElement(using: &random) ?? .typified
      try log.claims(start...start + 2, cause, at: milestone)
    }
    var fixture = try ClaimRegisterFixture()
    try await fixture.follow(log)
    let again = try Follower(
      ClaimRegister(), path: TemporaryDirectory.path + "/again.mdb", log: fixture.log.log)
    while try again.step(limit: 7) {}
    #expect(try again.store.digest() == (try fixture.follower.store.digest()))
    let counts = try fixture.reader.board().reduce(UInt64(0)) { $0 + $1.count }
    #expect(counts == 30)
  }
}
