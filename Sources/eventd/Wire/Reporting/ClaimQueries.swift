import Events
import Processes
import Projections
import Schemas
import SwiftProtobuf

/// The reads of the register of claims. What is missing and what prescribes follows from the rules, so
/// it is worked out here, by the figures as the view has them.
struct ClaimQueries: Sendable {
  let queries: ViewQueries

  var methods: [RPCMethod] {
    let register = queries.views[ClaimRegister.self]
    let policies = queries.views[PolicyAdoptions.self]
    let zone = queries.processes[ClaimDeadlines.self].projection.manager.zone
    return [
      queries.view("ClaimBoard", register) { (_: ClaimBoardRequest, store, _) in
        let cells = try ClaimRegisterReader(store).board()
        return ClaimBoardResponse.with { $0.cells = cells }
      },
      queries.view("ClaimList", register, and: policies) {
        (request: ClaimListRequest, store, other, _) in
        try list(request, ClaimRegisterReader(store), Self.outlook(other))
      },
      queries.view("ClaimPrescriptions", register, and: policies) {
        (request: ClaimPrescriptionsRequest, store, other, now) in
        try prescriptions(
          request, ClaimRegisterReader(store), Self.outlook(other),
          today: zone.localDate(at: now))
      },
      queries.view("ClaimSums", register) { (_: ClaimSumsRequest, store, _) in
        let sums = try ClaimRegisterReader(store).sums()
        return ClaimSumsResponse.with { $0.sums = sums }
      },
      queries.view("Claim", register, and: policies) {
        (request: ClaimRequest, store, other, _) in
        try claim(request, ClaimRegisterReader(store), Self.outlook(other))
      },
      queries.view("ClaimCoverage", policies) { (request: ClaimCoverageRequest, store, now) in
        try coverage(request, Self.outlook(store), today: zone.localDate(at: now))
      },
      queries.view("NextClaimNumber", register) { (_: NextClaimNumberRequest, store, _) in
        try nextNumber(ClaimRegisterReader(store))
      },
    ]
  }

  private static func outlook(_ policies: FollowerStore) throws -> ClaimOutlook {
    ClaimOutlook(PolicyBook(try PolicyAdoptionsReader(policies).all()))
  }

  private func list(
    _ request: ClaimListRequest, _ reader: ClaimRegisterReader, _ outlook: ClaimOutlook
  ) throws -> ClaimListResponse {
    let filter = ClaimRegisterReader.Filter(
      milestone: request.milestone == .unspecified ? nil : request.milestone,
      cause: request.cause == .unspecified ? nil : request.cause,
      insurer: request.insurer == .unspecified ? nil : request.insurer)
    func missing(_ row: ClaimRow) throws(LMDBError) -> [ClaimNeed] {
      try ClaimNumber(row.number).flatMap { number throws(LMDBError) in
        try reader.page(number)
      }.map(outlook.missing) ?? []
    }
    var (rows, after) = try reader.rows(
      filter, after: request.after, limit: PageSize.rows(request.limit)
    ) { row throws(LMDBError) in
      if !request.missing { return true }
      return try !missing(row).isEmpty
    }
    for index in rows.indices {
      if request.missing { rows[index].missing = try missing(rows[index]) }
      rows[index].prescribesAfter = Self.lastDay(of: rows[index], outlook).map { "\($0)" } ?? ""
    }
    return ClaimListResponse.with {
      $0.rows = rows
      $0.next = after
    }
  }

  private func prescriptions(
    _ request: ClaimPrescriptionsRequest, _ reader: ClaimRegisterReader,
    _ outlook: ClaimOutlook, today: LocalDate
  ) throws -> ClaimPrescriptionsResponse {
    let until = today.adding(days: Int(request.days))
    var found: [(day: LocalDate, row: ClaimRow)] = []
    _ = try reader.rows(limit: .max - 1) { row throws(LMDBError) in
      if let day = Self.lastDay(of: row, outlook), day <= until { found.append((day, row)) }
      return false
    }
    found.sort { ($0.day, $0.row.number) < ($1.day, $1.row.number) }
    return ClaimPrescriptionsResponse.with {
      $0.total = UInt32(found.count)
      $0.rows = found.prefix(PageSize.rows(request.limit)).map { day, row in
        var row = row
        row.prescribesAfter = "\(day)"
        return row
      }
    }
  }

  private static func lastDay(of row: ClaimRow, _ outlook: ClaimOutlook) -> LocalDate? {
    outlook.prescribesAfter(
      occurredOn: row.occurredOn, claimedOn: row.claimedOn, row.milestone)
  }

  private func claim(
    _ request: ClaimRequest, _ reader: ClaimRegisterReader, _ outlook: ClaimOutlook
  ) throws -> ClaimResponse {
    guard let number = ClaimNumber(request.number) else {
      throw RPCStatus(
        .invalidArgument,
        "\(request.number) is no claim number; they go from 1 to \(ClaimNumber.range.upperBound)")
    }
    guard var page = try reader.page(number) else {
      throw RPCStatus(.notFound, "there is no claim \(number.title)")
    }
    page.missing = outlook.missing(page)
    let lastDay = outlook.prescribesAfter(
      occurredOn: page.coverage.facts.occurredOn, claimedOn: page.claimedOn, page.milestone)
    page.prescribesAfter = lastDay.map { "\($0)" } ?? ""
    return ClaimResponse.with { $0.page = page }
  }

  private func coverage(
    _ request: ClaimCoverageRequest, _ outlook: ClaimOutlook, today: LocalDate
  ) throws -> ClaimCoverageResponse {
    do throws(ClaimRefusal) {
      let (findings, documents) = try outlook.coverage(of: request.facts, today: today)
      return ClaimCoverageResponse.with {
        $0.findings = findings
        $0.documents = documents
      }
    } catch {
      throw RPCStatus(.invalidArgument, error.message)
    }
  }

  private func nextNumber(_ reader: ClaimRegisterReader) throws -> NextClaimNumberResponse {
    guard let number = ClaimNumber((try reader.highestNumber()?.rawValue ?? 0) + 1) else {
      throw RPCStatus(.resourceExhausted, "no number is left behind the highest in use")
    }
    return NextClaimNumberResponse.with {
      $0.number = number.rawValue
      $0.stream = number.stream.text
    }
  }
}

extension ClaimBoardRequest: ViewRequest {}
extension ClaimBoardResponse: ViewResponse {}
extension ClaimListRequest: ViewRequest {}
extension ClaimListResponse: ViewResponse {}
extension ClaimPrescriptionsRequest: ViewRequest {}
extension ClaimPrescriptionsResponse: ViewResponse {}
extension ClaimSumsRequest: ViewRequest {}
extension ClaimSumsResponse: ViewResponse {}
extension ClaimRequest: ViewRequest {}
extension ClaimResponse: ViewResponse {}
extension ClaimCoverageRequest: ViewRequest {}
extension ClaimCoverageResponse: ViewResponse {}
extension NextClaimNumberRequest: ViewRequest {
  /// Always as it is at the end of the log.
  var at: ReadAt { .with { $0.waitFor = .max } }
}
extension NextClaimNumberResponse: ViewResponse {}
