import Events
import Processes
import Projections
import Schemas
import SwiftProtobuf
import TestSupport
import Testing

/// The register of the claims of a scenario, by way of a log as the daemon has one.
struct ClaimRegisterFixture {
  let log: TestLog
  let follower: Follower
  private var seen = 0

  init() throws {
    log = try TestLog(clock: ManualClock("2019-01-01T00:00:00Z"))
    follower = try Follower(
      ClaimRegister(), path: TemporaryDirectory.path + "/register.mdb", log: log.log)
  }

  /// Lets the log and the register take over what the scenario admitted since the last time.
  mutating func follow(_ scenario: ProcedureScenario) async throws {
    for event in scenario.recorded[seen...] {
      log.clock.set(event.recorded)
      _ = try await log.log.append(
        Append(
          stream: event.stream, expected: .any,
          events: [
            NewEvent(
              id: event.id, type: event.type, contentType: event.contentType, data: event.data,
              effective: event.effective)
          ], origin: event.origin))
    }
    seen = scenario.recorded.count
    try follower.catchUp()
  }

  var reader: ClaimRegisterReader { ClaimRegisterReader(follower.store) }

  func page(_ number: UInt64 = ClaimScenario.number) throws -> ClaimPage {
    let number = try #require(ClaimNumber(number))
    return try #require(try reader.page(number))
  }

  /// One line a cell: milestone, cause, count.
  func cells() throws -> [String] {
    try reader.board().map { "\($0.milestone.code) \($0.cause.code) \($0.count)" }
  }

  /// One line a sum: insurer, cause, claims; claimed, paid, applied, condoned, refused in pesos.
  func sums() throws -> [String] {
    try reader.sums().map { sums in
      let amounts = [sums.claimed, sums.paid, sums.applied, sums.condoned, sums.refused]
      return "\(sums.insurer.code) \(sums.cause.code) \(sums.claims): "
        + amounts.map { "\($0.units)" }.joined(separator: " ")
        + (sums.claimsRefused == 0 ? "" : " (\(sums.claimsRefused))")
    }
  }
}

extension ProcedureScenario {
  /// Claims under these numbers, all taken to the same milestone.
  mutating func claims(
    _ numbers: ClosedRange<UInt64>, _ cause: ClaimCause, at milestone: ClaimMilestone
  ) throws {
    for number in numbers {
      var single = try ClaimScenario(cause)
      single.log.now = now
      try single.reach(milestone)
      let title = try #require(ClaimNumber(number)).stream.text
      for event in single.log.recorded {
        var data = event.data
        if event.type.text == "claim.v1.CauseDetected" {
          let detected = try ClaimCauseDetected(jsonUTF8Bytes: data)
          data = try detected.changed { $0.number = number }.jsonUTF8Bytes()
        }
        if event.type.text == "claim.v1.TransferConfirmed" {
          let transfer = try ClaimTransferConfirmed(jsonUTF8Bytes: data)
          data = try transfer.changed { $0.bankReference = "BCO-\(number)" }.jsonUTF8Bytes()
        }
        if event.type.text == "claim.v1.PaymentApplied" {
          let applied = try ClaimPaymentApplied(jsonUTF8Bytes: data)
          data = try applied.changed { $0.bankReference = "BCO-\(number)" }.jsonUTF8Bytes()
        }
        if let refusal = try when(type: event.type, .json, data, in: title) { throw refusal }
      }
    }
  }
}
