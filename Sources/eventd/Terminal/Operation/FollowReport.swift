import EventdClient
import Events

/// Says where a second copy is: to a person when it has caught up and when the leader is away, to a
/// program at each step.
final class FollowReport: Sendable {
  private let json: Bool
  /// Whether it was said that the copy has caught up since the leader was away.
  private let isCurrent = Locked(false)

  init(json: Bool) { self.json = json }

  func reached(_ progress: LogFollower.Progress) {
    if json {
      Output.line(Self.json(progress))
      return Output.flush()
    }
    guard progress.lag == 0 else {
      return Output.progress(
        ProgressBar(done: progress.size, total: progress.leader, unit: "eventos").text)
    }
    let wasCurrent = isCurrent.withLock { isCurrent in
      defer { isCurrent = true }
      return isCurrent
    }
    if wasCurrent { return Output.progress(Self.text(progress)) }
    Output.endProgress()
    Output.line(Self.text(progress))
    Output.flush()
  }

  /// The leader is away.
  func interrupted(_ error: EventdError) {
    Output.endProgress()
    let wasCurrent = isCurrent.withLock { isCurrent in
      defer { isCurrent = false }
      return isCurrent
    }
    if json {
      Output.line("{\"interrupted\":\(JSONText.quoted(error.description))}")
      Output.flush()
    } else if wasCurrent {
      Output.error("eventd: \(error.description); trying again\n")
    }
  }

  /// The leader has ended the call.
  func ended() { Output.endProgress() }

  static func text(_ progress: LogFollower.Progress) -> String {
    "Al día: \(progress.size) eventos, hasta la posición "
      + "\(WirePosition.last(ofCount: progress.size))."
  }

  static func json(_ progress: LogFollower.Progress) -> String {
    "{\"events\":\(progress.size),\"position\":\(WirePosition.last(ofCount: progress.size)),"
      + "\"leaderEvents\":\(progress.leader),\"lag\":\(progress.lag)}"
  }
}
