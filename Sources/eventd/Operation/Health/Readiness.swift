import Events
import Projections

/// Whether the daemon serves as it should: it listens on all its sockets, the log takes appends, and
/// everything that follows the log can be read and has come as far as the log was at the start.
///
/// A follower that stands still does not make the daemon unready: the others go on, restarting would not
/// help, and its incident is named. Nor does one that is a little behind, as all are while the log grows:
/// how far is a metric.
struct Readiness: Equatable, Sendable {
  /// Why it is not ready; empty when it is.
  let reasons: [String]
  let incidents: [Incident]
  let isStopping: Bool

  var isReady: Bool { reasons.isEmpty }

  struct Incident: Equatable, Sendable {
    let follower: String
    let reason: String
  }

  /// - Parameters:
  ///   - eventsAtStart: how many the log had when it was opened.
  ///   - followers: by name.
  init(
    isStopping: Bool, sockets: [DaemonState.Socket], takesAppends: Bool, eventsAtStart: UInt64,
    followers: [(name: String, report: ViewReport)]
  ) {
    var reasons: [String] = []
    if isStopping { reasons.append("the daemon is stopping") }
    reasons += sockets.filter { !$0.isListening }.map { "\($0.address) takes no connections yet" }
    if !takesAppends, !isStopping {
      reasons.append("the log takes no appends since a commit failed; start the daemon again")
    }
    var incidents: [Incident] = []
    for (name, report) in followers {
      if let error = report.incident ?? report.building?.incident {
        incidents.append(Incident(follower: name, reason: "\(error)"))
      } else if report.build == 0 || report.applied < eventsAtStart {
        let applied = report.building?.applied ?? report.applied
        let total = max(report.building?.total ?? 0, eventsAtStart)
        reasons.append("\(name) is being built, \(applied) of \(total) events")
      }
    }
    self.isStopping = isStopping
    self.reasons = reasons
    self.incidents = incidents
  }
}

extension Readiness {
  /// For programs and for whoever asks with curl.
  var json: String {
    let reasons = reasons.map(JSONText.quoted).joined(separator: ",")
    let incidents = incidents.map {
      "{\"follower\":\(JSONText.quoted($0.follower)),\"reason\":\(JSONText.quoted($0.reason))}"
    }.joined(separator: ",")
    return "{\"ready\":\(isReady),\"reasons\":[\(reasons)],\"incidents\":[\(incidents)]}\n"
  }
}

extension Daemon {
  /// As of now. Any thread; takes microseconds.
  var readiness: Readiness {
    Readiness(
      isStopping: state.isStopping, sockets: state.sockets, takesAppends: log.takesAppends,
      eventsAtStart: state.eventsAtStart,
      followers: followers.map { ($0.view.name, $0.view.report()) })
  }

  enum FollowerKind: String {
    case view
    case process
  }

  /// Everything that follows the log, views first.
  var followers: [(kind: FollowerKind, view: any HostedView)] {
    views.all.map { (.view, $0) } + processes.all.map { (.process, $0.view) }
  }
}
