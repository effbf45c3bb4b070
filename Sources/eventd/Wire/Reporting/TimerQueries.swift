import Events
import Projections
import Schemas
import SwiftProtobuf

/// What will happen by itself, of all processes in one order.
struct TimerQueries: Sendable {
  let queries: ViewQueries

  var methods: [RPCMethod] {
    [
      .unary(ViewQueries.service, "Timers", isLong: true) { (request: TimersRequest) in
        try await timers(request)
      }
    ]
  }

  private func timers(_ request: TimersRequest) async throws -> TimersResponse {
    let moment = try queries.moment(request.at)
    let limit = PageSize.rows(request.limit)
    var timers: [WaitingTimer] = []
    var events = UInt64.max
    for process in queries.processes.all {
      let found = try await process.timers(at: moment, limit: limit, queries)
      timers += found.timers
      events = min(events, found.events)
    }
    timers.sort { Timestamp($0.due) < Timestamp($1.due) }
    return TimersResponse.with {
      $0.goodFor = queries.goodFor(events, moment)
      $0.timers = Array(timers.prefix(limit))
    }
  }
}

extension WaitingTimer {
  init(_ timer: StoredTimer, of process: String) {
    self = .with {
      $0.process = process
      $0.stream = timer.stream
      $0.rule = timer.rule
      $0.due = Google_Protobuf_Timestamp(Timestamp(microseconds: timer.due))
    }
  }
}
