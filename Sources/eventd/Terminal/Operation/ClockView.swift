import Schemas

/// Where a simulated clock stands, what ran on the way, and which processes did not.
struct ClockView {
  let response: AdvanceClockResponse
  let times: LocalTimes

  var text: String {
    let count = response.fired
    let met = count == 1 ? "1 plazo cumplido" : "\(count) plazos cumplidos"
    let lines = ["\(times.second(response.now)), \(met)"] + Self.warnings(response.standingStill)
    return lines.map { $0 + "\n" }.joined()
  }

  /// What a person has to know of the processes that stand still; nothing where there are none.
  static func warnings(_ standingStill: [FollowerReport]) -> [String] {
    standingStill.flatMap { process in
      ["Detenido: \(process.name); ninguno de sus plazos se cumplió"]
        + process.incidents.map { "    \($0.sentence)" }
    } + (standingStill.isEmpty ? [] : ["Para que siga: eventd rebuild NOMBRE; véase eventd status"])
  }
}
