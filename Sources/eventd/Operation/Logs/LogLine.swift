import Events
import Logging

/// One line of the daemon's log, for people or for programs.
struct LogLine {
  enum Style: String, CaseIterable, Sendable {
    /// `2026-01-05T16:00:00.000000Z info eventd: listening on var/eventd.sock events=310`
    case text
    /// One JSON object: `time`, `level`, `label`, `message`, `error` where there is one, and every
    /// item of the metadata under its own name (`metadata.NAME` where that is one of these).
    case json
  }

  let time: Timestamp
  let level: Logger.Level
  let label: String
  let message: String
  let metadata: Logger.Metadata
  let error: String?

  /// - Parameter hasTime: not where whoever takes the line writes the time himself.
  func text(hasTime: Bool = true) -> String {
    var items = metadata.sorted { $0.key < $1.key }.map { "\($0.key)=\(Self.text($0.value))" }
    if let error { items.append("error=\(Self.text(.string(error)))") }
    let head = (hasTime ? "\(time) " : "") + "\(level) \(label): "
    return head + ([message.printable] + items).joined(separator: " ")
  }

  /// On one line, whatever the texts hold.
  var json: String {
    var members: [(String, String)] = [
      ("time", "\"\(time)\""), ("level", "\"\(level)\""), ("label", JSONText.quoted(label)),
      ("message", JSONText.quoted(message)),
    ]
    if let error { members.append(("error", JSONText.quoted(error))) }
    for (key, value) in metadata.sorted(by: { $0.key < $1.key }) {
      members.append((Self.ownNames.contains(key) ? "metadata.\(key)" : key, Self.json(value)))
    }
    return "{" + members.map { "\(JSONText.quoted($0.0)):\($0.1)" }.joined(separator: ",") + "}"
  }

  private static let ownNames: Set = ["time", "level", "label", "message", "error"]

  /// Quoted where it could be taken for more than one item.
  private static func text(_ value: Logger.MetadataValue) -> String {
    let text = "\(value)".printable
    let isPlain = !text.isEmpty && !text.contains { " \"=".contains($0) }
    return isPlain ? text : JSONText.quoted(text)
  }

  private static func json(_ value: Logger.MetadataValue) -> String {
    switch value {
    case .string(let text): JSONText.quoted(text)
    case .stringConvertible(let value):
      value is any BinaryInteger || value is Bool ? "\(value)" : JSONText.quoted("\(value)")
    case .array(let values): "[" + values.map(json).joined(separator: ",") + "]"
    case .dictionary(let members):
      "{"
        + members.sorted { $0.key < $1.key }
        .map { "\(JSONText.quoted($0.key)):\(json($0.value))" }.joined(separator: ",") + "}"
    }
  }
}

extension Logger.Level {
  /// Its number in syslog. Source: sd-daemon(3), `SD_ERR` and the others.
  var syslogPriority: Int {
    switch self {
    case .trace, .debug: 7
    case .info: 6
    case .notice: 5
    case .warning: 4
    case .error: 3
    case .critical: 2
    }
  }
}
