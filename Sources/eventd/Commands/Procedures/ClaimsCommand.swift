import ArgumentParser
import EventdClient
import Events
import Projections
import Schemas
import SwiftProtobuf

struct ClaimsCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "claims",
    abstract: "Shows the claims to the insurers: the board, its lists, the sums, or one claim.",
    discussion: """
      Without anything else the board: how many claims wait for which milestone, by cause, and for \
      how long.

      Milestones: \(ClaimMilestone.open.map(\.code).joined(separator: ", ")), closed.
      Causes: \(ClaimCause.all.map(\.code).joined(separator: ", ")).
      Insurers: \(ClaimInsurer.all.map(\.code).joined(separator: ", ")).

      Examples:
        eventd claims
        eventd claims --milestone 5
        eventd claims --missing --cause fallecimiento
        eventd claims --money --csv
        eventd claims --prescriptions 90d
        eventd claims 417
        eventd claims 417 --as-of 2026-01-31T18:00:00-05:00
        eventd claims --coverage hechos.json
        eventd claims next
      """)

  @OptionGroup var options: ViewOptions

  @Argument(help: "One claim, as 417 or claim-00000417; 'next' for the first free number.")
  var claim: String?

  @Option(help: "List: the claims that wait for this milestone.")
  var milestone: String?

  @Option(help: "List: only of this cause.")
  var cause: String?

  @Option(help: "List: only of this insurer.")
  var insurer: String?

  @Flag(help: "List: claims of whose documents something is missing, and what.")
  var missing = false

  @Option(help: "List: start after this claim number.")
  var after: UInt64 = 0

  @Option(help: "Lists: at most this many rows, up to 1000.")
  var limit: UInt32 = 100

  @Flag(help: "Claimed, paid, condoned and refused, by insurer and cause.")
  var money = false

  @Option(help: "Claims not made yet that prescribe within so many days, e.g. 90d.")
  var prescriptions: String?

  @Option(
    help: "What the coverage of these facts would be: a file with claim.v1.Facts as JSON, or -.")
  var coverage: String?

  /// Source: claims page (America/Bogota).
  private static let zone = "America/Bogota"

  func run() async throws {
    let list = milestone != nil || cause != nil || insurer != nil || missing || after != 0
    let asked = [claim != nil, list, money, prescriptions != nil, coverage != nil]
    guard asked.filter(\.self).count <= 1 else {
      throw UsageError(
        "ask for one thing: a claim, a list (--milestone, --cause, --insurer, --missing), --money, "
          + "--prescriptions or --coverage")
    }
    if let claim {
      try await show(claim)
    } else if let prescriptions {
      try await show(prescriptions: prescriptions)
    } else if let coverage {
      try await show(coverage: coverage)
    } else if money {
      try await showSums()
    } else if list {
      try await showList()
    } else {
      try await board()
    }
  }

  private func board() async throws {
    let request = try ClaimBoardRequest.with { $0.at = try options.at() }
    let response = try await options.connect { eventd in try await eventd.claimBoard(request) }
    try options.show(response, in: Self.zone) { times in
      ClaimBoardView(response: response, times: times, screen: Output.screen)
    }
  }

  private func showList() async throws {
    let request = try ClaimListRequest.with {
      $0.at = try options.at()
      $0.milestone = try chosen(milestone, ClaimMilestone.open + [.closed], \.code) ?? .unspecified
      $0.cause = try chosen(cause, ClaimCause.all, \.code) ?? .unspecified
      $0.insurer = try chosen(insurer, ClaimInsurer.all, \.code) ?? .unspecified
      $0.missing = missing
      $0.after = after
      $0.limit = limit
    }
    let response = try await options.connect { eventd in try await eventd.claimList(request) }
    try options.show(response, in: Self.zone) { times in
      ClaimListView(request: request, response: response, times: times, screen: Output.screen)
    }
  }

  private func showSums() async throws {
    let request = try ClaimSumsRequest.with { $0.at = try options.at() }
    let response = try await options.connect { eventd in try await eventd.claimSums(request) }
    try options.show(response, in: Self.zone) { times in
      ClaimSumsView(response: response, times: times, screen: Output.screen)
    }
  }

  private func show(prescriptions days: String) async throws {
    guard let number = UInt32(days.hasSuffix("d") ? days.dropLast() : days[...]), number <= 36_500
    else { throw UsageError("--prescriptions '\(days)' is no number of days; write 90d") }
    let request = try ClaimPrescriptionsRequest.with {
      $0.at = try options.at()
      $0.days = number
      $0.limit = limit
    }
    let response = try await options.connect { eventd in
      try await eventd.claimPrescriptions(request)
    }
    try options.show(response, in: Self.zone) { times in
      ClaimPrescriptionsView(
        request: request, response: response, times: times, screen: Output.screen)
    }
  }

  private func show(_ claim: String) async throws {
    if claim == "next" {
      let next = try await options.connect { eventd in try await eventd.nextClaimNumber() }
      return Output.line(
        options.json ? try JSONAnswer.text(next) : "\(next.number) (\(next.stream))")
    }
    guard let number = ClaimNumber(search: claim) else {
      throw UsageError("'\(claim)' is no claim number; write 417 or claim-00000417")
    }
    let request = try ClaimRequest.with {
      $0.at = try options.at()
      $0.number = number.rawValue
    }
    let response = try await options.connect { eventd in try await eventd.claim(request) }
    try options.show(response, in: Self.zone) { times in
      ClaimPageView(response: response, times: times, screen: Output.screen)
    }
  }

  private func show(coverage path: String) async throws {
    let bytes = path == "-" ? Input.standardInput() : try Input.file(path)
    let facts: ClaimFacts
    do { facts = try ClaimFacts(jsonUTF8Bytes: bytes) } catch {
      throw UsageError("\(path) is no claim.v1.Facts in proto3 JSON: \(error)")
    }
    let request = try ClaimCoverageRequest.with {
      $0.at = try options.at()
      $0.facts = facts
    }
    let response = try await options.connect { eventd in try await eventd.claimCoverage(request) }
    try options.show(response, in: Self.zone) { times in
      ClaimCoverageView(response: response, times: times, screen: Output.screen)
    }
  }

  private func chosen<Value>(
    _ code: String?, _ values: [Value], _ key: KeyPath<Value, String>
  ) throws(UsageError) -> Value? {
    guard let code else { return nil }
    guard let value = values.first(where: { $0[keyPath: key] == code.lowercased() }) else {
      let known = values.map { $0[keyPath: key] }.joined(separator: ", ")
      throw UsageError("there is no '\(code)'; choose one of \(known)")
    }
    return value
  }
}
