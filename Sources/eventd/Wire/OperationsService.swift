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
    let streams = try daemon.log.streamCount()
    var followers: [FollowerReport] = []
    for view in daemon.views.all { followers.append(try report(view, request)) }
    for process in daemon.processes.all {
      var report = try report(process.view, request)
      report.incidents = try process.incidents() + report.incidents
      followers.append(report)
    }
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
    _ view: any HostedView, _ request: StatusRequest
  ) throws -> FollowerReport {
    let digest = request.digests ? try view.digest() : nil
    let report = view.report()
    return FollowerReport.with {
      $0.name = view.name
      $0.version = report.version
      $0.position = WirePosition.last(ofCount: report.applied)
      $0.lag = report.lag
      $0.digest = digest ?? ""
      $0.incidents = report.incidents.map { incident in
        IncidentReport.with { $0.error = incident.description }
      }
      $0.build = report.build
      if let building = report.building {
        $0.building = .with {
          $0.version = building.version
          $0.events = building.applied
          $0.total = building.total
        }
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
    let before = daemon.processes.fired
    if request.stepByStep { try await advanceThroughTimers(to: target) }
    // Somebody else may have moved it further in the meantime; then it stays there.
    _ = daemon.clock.advance(to: target)
    if request.record { try await record(target) }
    try await daemon.processes.settle()
    return AdvanceClockResponse.with {
      $0.now = Google_Protobuf_Timestamp(daemon.clock.now)
      $0.fired = UInt32(daemon.processes.fired - before)
    }
  }

  /// Stops at every due time on the way, of all processes in one order, so that each deadline fires
  /// when it is due.
  private func advanceThroughTimers(to target: Timestamp) async throws {
    try await daemon.processes.settle()
    while let due = try daemon.processes.nextDue(), due <= target {
      _ = daemon.clock.advance(to: due)
      try await daemon.processes.settle()
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
