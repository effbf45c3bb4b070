import Events
import Processes
import SwiftProtobuf

/// A process to test the engine with: an egg is put on, and has to be taken off after the number
/// of seconds that its event says, or that the policy says.
struct EggTimer: ProcessManager {
  var name = "egg-timer"
  var version: UInt32 = 1
  var category = "egg"
  /// Other categories whose streams it watches in the same way.
  var others: Set<String> = []
  var categories: Set<String> { others.union([category]) }
  /// Waits so many seconds longer than it should.
  var extra: Int64 = 0
  /// Until this second it puts an egg on again for 7000 seconds, where it would take it off.
  var turnsUntil: Int64 = .min
  /// Says it in another stream, from which nothing comes back.
  var elsewhere: StreamName?
  /// Has nothing to append when the time has come.
  var isLazy = false
  static let seconds = PolicyFigure(
    area: "egg", name: "seconds", title: "Segundos", kind: .count(0...3600), builtIn: .count(0),
    source: "this test")
  let policyStreams: Set<StreamName> = [Self.seconds.stream]

  func apply(
    _ event: RecordedEvent, to instance: Google_Protobuf_Int64Value?,
    policies: PolicyBook
  ) throws(ProcessError) -> Google_Protobuf_Int64Value? {
    switch event.type.text {
    case "PutOn":
      guard let seconds = number(event) else { throw .undecodable("no number") }
      if seconds < 0 { return .init(seconds) }
      var wait = seconds
      if seconds == 0, case .count(let count) = policies.value(Self.seconds, on: .init(event)) {
        wait = Int64(count)
      }
      return .init(event.recorded.seconds + wait)
    case "TakenOff": return nil
    default: return instance
    }
  }

  func timers(of instance: Google_Protobuf_Int64Value) throws(ProcessError) -> [DueTimer] {
    if instance.value < 0 { throw .noDueTime("the egg was put on for less than nothing") }
    return [DueTimer(rule: "done", due: Timestamp(seconds: instance.value + extra))]
  }

  func fire(
    _ timer: DueTimer, of instance: Google_Protobuf_Int64Value, now: Timestamp
  ) -> [ProcessEvent] {
    if isLazy { return [] }
    let isTurned = now.seconds < turnsUntil
    return [
      ProcessEvent(
        type: try! EventType(isTurned ? "PutOn" : "TakenOff"), contentType: .json,
        data: Array((isTurned ? "7000" : "\(timer.due.seconds) \(now.seconds)").utf8),
        in: elsewhere)
    ]
  }

  func describe(
    _ timer: DueTimer, of instance: Google_Protobuf_Int64Value, in stream: StreamName
  ) -> TimerOutlook {
    TimerOutlook(
      subject: String(stream.text.dropFirst(4)), action: "→ listo", source: "this test")
  }

  private func number(_ event: RecordedEvent) -> Int64? {
    Int64(String(decoding: event.data, as: UTF8.self))
  }
}

/// Lets an egg be taken off only once; refuses it altogether in `egg-stuck`.
struct EggRules: Procedure {
  let category = "egg"

  func initialState(of stream: StreamName) throws(Refusal) -> Bool { false }

  func decode(
    type: EventType, contentType: ContentType, data: [UInt8]
  ) throws(Refusal) -> Bool { type.text == "TakenOff" }

  func check(
    _ isTakenOff: Bool, _ facts: EventFacts, in wasTakenOff: Bool, of stream: StreamName,
    elsewhere: Elsewhere
  ) throws(Refusal) {
    if isTakenOff, wasTakenOff || stream.text == "egg-stuck" {
      throw Refusal(code: "egg.not-on", message: "no", source: "this test")
    }
  }

  func apply(_ isTakenOff: Bool, _ facts: EventFacts, to wasTakenOff: inout Bool) {
    wasTakenOff = wasTakenOff || isTakenOff
  }
}

extension LocalDate {
  /// The date in UTC on which the event was recorded.
  fileprivate init(_ event: RecordedEvent) {
    self.init(daysSinceEpoch: Int(event.recorded.seconds / 86_400))
  }
}
