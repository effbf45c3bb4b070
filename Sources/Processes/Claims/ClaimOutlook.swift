public import Events
import Projections
public import Schemas

/// What follows from the stored view of a claim and the figures in force: what is missing, and when it
/// prescribes.
public struct ClaimOutlook: Sendable {
  private let book: PolicyBook

  public init(_ book: PolicyBook) { self.book = book }

  /// The documents that are missing; nothing of a claim that is closed, or whose coverage was not
  /// determined.
  public func missing(_ page: ClaimPage) -> [ClaimNeed] {
    guard page.milestone != .closed, page.hasCoverage,
      let facts = try? ClaimCase(page.coverage.facts)
    else { return [] }
    var certified: Money?
    if page.hasCertificate {
      certified = page.certificate.obligations
        .compactMap { try? Money($0.balance) }.reduce(.zero(.cop), +)
    }
    return ClaimDocuments(
      facts, page.coverage.findings, ClaimTerms(book, on: facts.occurredOn)
    ).missing(held: page.held, asked: page.asked, certified: certified)
  }

  /// Last day on which it can be claimed; `nil` once it was, or when it is closed, and before the date
  /// of occurrence is known.
  public func prescribesAfter(
    occurredOn: String, claimedOn: String, _ milestone: ClaimMilestone
  ) -> LocalDate? {
    guard claimedOn.isEmpty, milestone != .closed, let occurred = LocalDate(occurredOn) else {
      return nil
    }
    return ClaimTerms(book, on: occurred).prescribesAfter(occurred)
  }

  /// What the decision on the coverage says of the facts, and which documents it asks for.
  ///
  /// - Parameter today: no date of the facts may be after it.
  /// - Throws: what the facts lack, or `inTheFuture`.
  public func coverage(
    of facts: ClaimFacts, today: LocalDate
  ) throws(ClaimRefusal) -> (findings: [ClaimFinding], documents: [ClaimNeed]) {
    let facts = try ClaimCase(facts)
    try facts.check(notAfter: today)
    let terms = ClaimTerms(book, on: facts.occurredOn)
    let findings = Coverage.findings(facts, terms)
    return (findings, ClaimDocuments(facts, findings, terms).toRequest)
  }
}
