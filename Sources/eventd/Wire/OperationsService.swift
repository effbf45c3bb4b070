import Events
import Processes
import Projections
import Schemas
import SwiftProtobuf

/// `eventd.v1.Operations`: the daemon's state, and its simulated clock.
struct OperationsService: Sendable {
  let daemon: Daemon

  var methods: [RPCMethod] {
    let service = "eventd.v1.Operations"
    return [
      .unary(service, "Status") { (request: StatusRequest) in try status(request) },
      .unary(service, "AdvanceClock", isLong: true) { (request: AdvanceClockRequest) in
        try await advanceClock(request)
      },
    ]
  }

  private func status(_ request: StatusRequest) throws -> StatusResponse {
    let process = daemon.escalations.engine
    let streams = try daemon.log.streamCount()
    let followers = [
      try report(daemon.board, request, incidents: []),
      try report(process.follower, request, incidents: try process.incidents()),
    ]
    return StatusResponse.with {
      $0.version = eventdVersion
      $0.logID = daemon.log.identity.description
      $0.head = WirePosition.last(ofCount: daemon.log.head.count)
      $0.events = daemon.log.head.count
      $0.streams = streams
      $0.now = Google_Protobuf_Timestamp(daemon.clock.now)
      $0.simulatedClock = daemon.clock.isSimulated
      $0.followers = followers
    }
  }

  private func report(
    _ follower: Follower, _ request: StatusRequest, incidents: [IncidentReport]
  ) throws -> FollowerReport {
    let digest = request.digests ? try follower.store.digest() : ""
    return FollowerReport.with {
      $0.name = follower.name
      $0.version = follower.version
      $0.position = WirePosition.last(ofCount: follower.progress.count)
      $0.lag = follower.lag
      $0.digest = digest
      $0.incidents = incidents
      if let incident = follower.incident {
        $0.incidents.append(IncidentReport.with { $0.error = incident.description })
      }
    }
  }

  private func advanceClock(
    _ request: AdvanceClockRequest
  ) async throws -> AdvanceClockResponse {
    guard daemon.clock.isSimulated else {
      throw RPCStatus(
        .failedPrecondition,
        "the daemon runs on the system's clock, which cannot be moved; start it with --clock TIME")
    }
    let target = Timestamp(request.to)
    guard target >= daemon.clock.now else {
      throw RPCStatus(
        .invalidArgument,
        "the daemon's time is \(daemon.clock.now) already, and \(target) lies before it")
    }
    let before = daemon.escalations.fired.count
    if request.stepByStep { try await advanceThroughTimers(to: target) }
    // Somebody else may have moved it further in the meantime; then it stays there.
    _ = daemon.clock.advance(to: target)
    if request.record { try await record(target) }
    try await daemon.escalations.settle()
    return AdvanceClockResponse.with {
      $0.now = Google_Protobuf_Timestamp(daemon.clock.now)
      $0.fired = UInt32(daemon.escalations.fired.count - before)
    }
  }

  /// Stops at every due time on the way, so that each deadline fires when it is due.
  private func advanceThroughTimers(to target: Timestamp) async throws {
    try await daemon.escalations.settle()
    while let due = try daemon.escalations.engine.nextDue(), due <= target {
      _ = daemon.clock.advance(to: due)
      try await daemon.escalations.settle()
    }
  }

  private func record(_ time: Timestamp) async throws {
    let event = NewEvent(
      id: RandomID.make(), type: try EventType("$clock-advanced"), contentType: .json,
      data: Array("{\"to\":\"\(time)\"}".utf8))
    let append = Append(
      stream: try StreamName("$clock"), expected: .any, events: [event], origin: .system)
    do throws(AppendError) {
      _ = try await daemon.log.append(append)
    } catch {
      throw error.status
    }
  }
}
