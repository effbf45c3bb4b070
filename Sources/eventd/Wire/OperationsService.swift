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
      .unary(service, "Status", right: .read) { (request: StatusRequest) in
        try status(request)
      },
      .unary(service, "Rebuild") { (request: RebuildRequest) in try rebuild(request) },
      .unary(service, "AdvanceClock", isLong: true) { (request: AdvanceClockRequest) in
        try await advanceClock(request)
      },
    ]
  }

  private func status(_ request: StatusRequest) throws -> StatusResponse {
    let readiness = daemon.readiness
    let streams = try daemon.log.streamCount()
    let recorded = try daemon.log.lastRecorded()
    let storage = try StorageReport(daemon)
    var followers: [FollowerReport] = []
    for view in daemon.views.all {
      followers.append(
        FollowerReport(view, digest: request.digests ? try view.digest() : nil))
    }
    for process in daemon.processes.all {
      var report = FollowerReport(
        process.view, digest: request.digests ? try process.view.digest() : nil)
      report.timers = try TimersReport(process.timerSummary())
      report.incidents = try process.incidents().map(Self.onTheWire) + report.incidents
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
      $0.notReady = readiness.reasons
      $0.started = Google_Protobuf_Timestamp(daemon.state.started)
      $0.uptimeSeconds = daemon.state.uptimeSeconds
      $0.lastRecorded = Google_Protobuf_Timestamp(recorded)
      $0.storage = storage
      $0.queue = QueueReport(daemon.log.waiting, daemon.state.meter.reading)
      $0.connections = UInt64(daemon.connections.count)
      $0.connectionsMax = UInt64(daemon.connections.limits.connectionsMax)
      $0.sockets = daemon.state.sockets.map { socket in
        .with {
          $0.address = socket.address
          $0.listening = socket.isListening
        }
      }
    }
  }

  /// A stored incident counts positions as the log does; 0 is the log's own first event, and none.
  private static func onTheWire(_ incident: IncidentReport) -> IncidentReport {
    var incident = incident
    if incident.position != 0 {
      incident.position = WirePosition.encode(Position(incident.position))
    }
    return incident
  }

  private func rebuild(_ request: RebuildRequest) throws -> RebuildResponse {
    guard request.all != !request.names.isEmpty else {
      throw RPCStatus(.invalidArgument, "give either names, or all")
    }
    let every = daemon.views.all + daemon.processes.all.map(\.view)
    var chosen = every
    if !request.all {
      chosen = try request.names.map { name in
        guard let view = every.first(where: { $0.name == name }) else {
          throw RPCStatus(
            .notFound,
            "there is no view or process \(name); there are "
              + every.map(\.name).joined(separator: ", "))
        }
        return view
      }
    }
    let before = chosen.map { FollowerReport($0) }
    for view in chosen { try view.rebuild() }
    return RebuildResponse.with { $0.followers = before }
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
    let before = daemon.processes.deadlinesMet
    if request.stepByStep { try await advanceThroughTimers(to: target) }
    // Somebody else may have moved it further in the meantime; then it stays there.
    _ = daemon.clock.advance(to: target)
    if request.record { try await record(target) }
    try await daemon.processes.settle()
    return AdvanceClockResponse.with {
      $0.now = Google_Protobuf_Timestamp(daemon.clock.now)
      $0.fired = UInt32(daemon.processes.deadlinesMet - before)
      $0.standingStill = daemon.processes.all.map { FollowerReport($0.view) }.filter {
        !$0.incidents.isEmpty || !$0.building.incident.isEmpty
      }
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

extension FollowerReport {
  init(_ view: any HostedView, digest: String? = nil) {
    let report = view.report()
    self = .with {
      $0.name = view.name
      $0.version = report.version
      $0.position = WirePosition.last(ofCount: report.applied)
      $0.lag = report.lag
      $0.digest = digest ?? ""
      $0.incidents = report.incident.map { [IncidentReport($0)] } ?? []
      $0.build = report.build
      if let building = report.building {
        $0.building = .with {
          $0.version = building.version
          $0.events = building.applied
          $0.total = building.total
          $0.incident = building.incident?.description ?? ""
        }
      }
    }
  }
}

extension IncidentReport {
  /// Why a follower stands still.
  init(_ error: FollowerError) {
    self = .with {
      $0.error = error.description
      if case .poison(let position, let stream, let reason) = error {
        $0.position = WirePosition.encode(position)
        $0.stream = stream.text
        $0.error = reason
      }
    }
  }
}
