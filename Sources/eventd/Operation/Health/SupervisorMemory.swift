import Events
import Logging

/// What the supervisor has said already, so that it says each thing once.
struct SupervisorMemory {
  struct Remark: Equatable {
    let level: Logger.Level
    let message: String
    var metadata: Logger.Metadata = [:]
  }

  /// READY=1 was sent.
  var isServing = false
  /// STOPPING=1 was sent.
  var isStopping = false
  /// The last STATUS=.
  var status = ""
  /// Whether the last look found another readiness than the one before.
  private(set) var hasChanged = false
  private var isReady: Bool?
  private var incidents: [Readiness.Incident] = []
  /// Answers to appends at the last look, by name.
  private var answers: [String: UInt64] = [:]
  /// How many answers there were of a failure that goes on, since it began.
  private var goingOn: [String: UInt64] = [:]

  /// What there is to say after a look at the daemon.
  mutating func remarks(
    on readiness: Readiness, _ answers: [String: UInt64], slowest: WriterMeter.SlowCommit?
  ) -> [Remark] {
    var remarks: [Remark] = []
    hasChanged = isReady != readiness.isReady
    if hasChanged {
      remarks.append(
        readiness.isReady
          ? Remark(level: .info, message: "ready")
          : Remark(
            level: readiness.isStopping ? .info : isReady == nil ? .debug : .warning,
            message: "not ready: \(readiness.summary)"))
      isReady = readiness.isReady
    }
    for incident in readiness.incidents where !incidents.contains(incident) {
      remarks.append(
        Remark(
          level: .error, message: "\(incident.follower) stands still: \(incident.reason)",
          metadata: ["follower": "\(incident.follower)"]))
    }
    for incident in incidents
    where !readiness.incidents.contains(where: { $0.follower == incident.follower }) {
      remarks.append(
        Remark(
          level: .notice, message: "\(incident.follower) goes on",
          metadata: ["follower": "\(incident.follower)"]))
    }
    incidents = readiness.incidents
    remarks += failures(answers)
    if let slowest { remarks.append(Self.remark(on: slowest)) }
    return remarks
  }

  /// A line when appends begin to fail for a reason that is the log's, and one when they no longer do.
  private mutating func failures(_ answers: [String: UInt64]) -> [Remark] {
    var remarks: [Remark] = []
    for name in WriterMeter.Reading.failures {
      let more = answers[name, default: 0] - self.answers[name, default: 0]
      if more > 0 {
        if goingOn[name] == nil {
          remarks.append(
            Remark(
              level: name == "busy" ? .warning : .error, message: "appends are refused: \(name)",
              metadata: ["result": "\(name)"]))
        }
        goingOn[name, default: 0] += more
      } else if let count = goingOn.removeValue(forKey: name) {
        remarks.append(
          Remark(
            level: .notice, message: "appends are no longer refused: \(name)",
            metadata: ["result": "\(name)", "refused": .stringConvertible(count)]))
      }
    }
    self.answers = answers
    return remarks
  }

  private static func remark(on commit: WriterMeter.SlowCommit) -> Remark {
    func milliseconds(_ nanoseconds: UInt64) -> Logger.MetadataValue {
      .stringConvertible(nanoseconds / 1_000_000)
    }
    return Remark(
      level: .warning, message: "a slow commit",
      metadata: [
        "prepareMilliseconds": milliseconds(commit.prepareNanoseconds),
        "commitMilliseconds": milliseconds(commit.commitNanoseconds),
        "events": .stringConvertible(commit.events),
      ])
  }
}
