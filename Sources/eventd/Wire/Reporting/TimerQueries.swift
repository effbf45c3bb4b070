import Events
import Processes
import Projections
import Schemas
import SwiftProtobuf

/// What will happen by itself, of all processes in one order.
struct TimerQueries: Sendable {
  let queries: ViewQueries

  /// Firings that a forecast makes in thought at most.
  private static let firingsMax = 20_000

  var methods: [RPCMethod] {
    [
      .unary(ViewQueries.service, "Timers", isLong: true) { (request: TimersRequest) in
        try await timers(request)
      }
    ]
  }

  private func timers(_ request: TimersRequest) async throws -> TimersResponse {
    let moment = try queries.moment(request.at)
    let processes = queries.processes.all
    if !request.process.isEmpty, !processes.contains(where: { $0.view.name == request.process }) {
      throw RPCStatus(
        .notFound,
        "there is no process \(request.process); there are "
          + processes.map(\.view.name).joined(separator: ", "))
    }
    if case .hypothetical(let end) = request.horizon {
      // All of them: what one appends can set a timer of another.
      return try await withTaskExecutorPreference(Lane.building) {
        try await read(processes, at: moment) { stores, events in
          try forecast(request, until: Timestamp(end), processes, stores, events, moment)
        }
      }
    }
    let chosen = processes.filter { request.process.isEmpty || $0.view.name == request.process }
    return try await read(chosen, at: moment) { stores, events in
      try waiting(request, chosen, stores, events, moment)
    }
  }

  /// Those that wait, of all processes in one order.
  private func waiting(
    _ request: TimersRequest, _ processes: [any ProcessRunner], _ stores: [FollowerStore],
    _ events: UInt64, _ moment: ViewMoment
  ) throws -> TimersResponse {
    let limit = PageSize.rows(request.limit)
    let cursor = try TimerCursor(request.after)
    let now = queries.time(of: moment)
    var entries: [TimerEntry] = []
    for (process, store) in zip(processes, stores) {
      entries += try process.timers(
        in: store, after: cursor.after(process.view.name), streamPrefix: request.streamPrefix,
        until: request.end(from: now), limit: limit + 1)
    }
    entries.sort()
    return response(
      entries.prefix(limit), processes, events, moment,
      next: entries.count > limit ? TimerCursor(entries[limit - 1]).text : "")
  }

  /// What would happen, those asked for; `after` counts those that were answered.
  private func forecast(
    _ request: TimersRequest, until end: Timestamp, _ processes: [any ProcessRunner],
    _ stores: [FollowerStore], _ events: UInt64, _ moment: ViewMoment
  ) throws -> TimersResponse {
    let limit = PageSize.rows(request.limit)
    guard let skipped = request.after.isEmpty ? 0 : Int(request.after), skipped >= 0 else {
      throw TimerCursor.unknown
    }
    let tracks = try zip(processes, stores).map { try $0.track(in: $1) }
    var forecast = Forecast(tracks, now: queries.time(of: moment), next: Position(events))
    var entries: [TimerEntry] = []
    var fired = 0
    while entries.count <= skipped.saturatingAdd(limit), let entry = try forecast.fire(until: end) {
      fired += 1
      guard fired <= Self.firingsMax else {
        throw RPCStatus(
          .failedPrecondition,
          "more than \(Self.firingsMax) things would happen until \(end); give an earlier time")
      }
      if entry.timer.due == DueTimer.atOnce { continue }
      if !request.process.isEmpty, entry.process != request.process { continue }
      if entry.stream.hasPrefix(request.streamPrefix) { entries.append(entry) }
    }
    let page = entries.dropFirst(skipped)
    return response(
      page.prefix(limit), processes, events, moment,
      next: page.count > limit ? "\(skipped + limit)" : "")
  }

  private func response(
    _ entries: ArraySlice<TimerEntry>, _ processes: [any ProcessRunner], _ events: UInt64,
    _ moment: ViewMoment, next: String
  ) -> TimersResponse {
    TimersResponse.with {
      $0.goodFor = queries.goodFor(events, moment)
      $0.timers = entries.map { entry in
        let process = processes.first { $0.view.name == entry.process }
        return WaitingTimer(entry, incident: process?.incident(of: entry) ?? "")
      }
      $0.next = next
    }
  }

  /// Lends `body` one snapshot of each process, in their order, and how many events all of them take
  /// into account.
  private func read<R: Sendable>(
    _ processes: [any ProcessRunner], at moment: ViewMoment,
    _ body: ([FollowerStore], UInt64) throws -> R
  ) async throws -> R {
    var reads: [ViewRead] = []
    for process in processes { reads.append(try await process.read(at: moment, queries)) }
    func open(
      _ rest: ArraySlice<ViewRead>, _ stores: [FollowerStore], _ events: UInt64
    ) throws -> R {
      guard let first = rest.first else { return try body(stores, events) }
      return try first.exactly { store, own in
        try open(rest.dropFirst(), stores + [store], min(events, own))
      }
    }
    return try open(reads[...], [], queries.log.head.count)
  }
}

extension TimersRequest {
  /// Until when a timer has to be due; `nil`: no matter.
  fileprivate func end(from now: Timestamp) -> Timestamp? {
    switch horizon {
    case .until(let time): Timestamp(time)
    case .withinSeconds(let seconds):
      // A hundred thousand years are enough, and no more can be added.
      now.adding(seconds: Int64(clamping: min(seconds, 3_000_000_000_000)))
    case .hypothetical, nil: nil
    }
  }
}

extension WaitingTimer {
  fileprivate init(_ entry: TimerEntry, incident: String) {
    self = .with {
      $0.process = entry.process
      $0.stream = entry.stream
      $0.rule = entry.timer.rule
      $0.due = Google_Protobuf_Timestamp(entry.timer.due)
      $0.subject = entry.outlook.subject
      $0.action = entry.outlook.action
      $0.source = entry.outlook.source
      $0.incident = incident
    }
  }
}

extension Int {
  fileprivate func saturatingAdd(_ other: Int) -> Int {
    let (sum, overflow) = addingReportingOverflow(other)
    return overflow ? .max : sum
  }
}
