import EventdClient
import Events
import Projections
import Schemas
import SwiftProtobuf

/// Sends traffic to a daemon, step after step.
///
/// On a simulated clock the daemon's time is moved to each step's before it is sent, unless it is
/// there already. A stream whose step is refused is left alone from then on.
struct TrafficSender: Sendable {
  let eventd: EventdConnection
  /// Where a simulated clock stands when everything is sent.
  let end: Timestamp

  /// What became of the traffic.
  struct Sent: Sendable {
    var appended = 0
    var repeated = 0
    var refusals: [String] = []
    var streams: Set<String> = []
    /// The processes that stood still when the clock was moved last.
    var standingStill: [FollowerReport] = []

    /// For people, one line and one for each refusal.
    var summary: String {
      let counts =
        "\(streams.count) casos: \(appended) eventos nuevos, \(repeated) ya guardados, "
        + "\(refusals.count) pasos rechazados"
      return ([counts] + refusals + ClockView.warnings(standingStill)).joined(separator: "\n")
    }
  }

  func send(_ traffic: MixedTraffic) async throws -> Sent {
    let status = try await eventd.status()
    var now = Timestamp(status.now)
    var sent = Sent()
    var abandoned: Set<String> = []
    for step in traffic where !abandoned.contains(step.stream) {
      if status.simulatedClock, step.at > now {
        now = try await advance(to: step.at, record: false, &sent)
      }
      do {
        let appended = try await append(step)
        if appended.position > status.head {
          sent.appended += step.events.count
        } else {
          sent.repeated += step.events.count
        }
      } catch EventdError.refused(let code, let message, _, _) {
        abandoned.insert(step.stream)
        sent.refusals.append("\(step.stream): [\(code)] \(message)")
      } catch EventdError.wrongRevision {
        abandoned.insert(step.stream)
        sent.refusals.append("\(step.stream): otro lo movió antes")
      }
      if step.expected == .noStream, sent.streams.insert(step.stream).inserted {
        Output.progress("\(sent.streams.count) casos, hasta el \(OfficeHours.local(step.at).date)")
      }
    }
    if status.simulatedClock, end > now {
      _ = try await advance(to: end, record: true, &sent)
    }
    return sent
  }

  /// On the system's clock nobody waits for what the daemon does by itself; so a step that needs it is
  /// tried again for a moment.
  private func append(_ step: TrafficStep) async throws -> Appended {
    for _ in 0..<Self.attemptsMax {
      do {
        return try await eventd.append(step.events, to: step.stream, expecting: step.expected)
      } catch let error {
        guard case .refused(let code, _, _, _) = error, code == step.waitsFor else { throw error }
      }
      try await Task.sleep(for: .milliseconds(20))
    }
    return try await eventd.append(step.events, to: step.stream, expecting: step.expected)
  }

  private static let attemptsMax = 100

  private func advance(
    to time: Timestamp, record: Bool, _ sent: inout Sent
  ) async throws -> Timestamp {
    let answer = try await eventd.advanceClock(
      AdvanceClockRequest.with {
        $0.to = Google_Protobuf_Timestamp(time)
        $0.stepByStep = true
        $0.record = record
      })
    sent.standingStill = answer.standingStill
    return Timestamp(answer.now)
  }
}
