import Events
import Schemas

/// Which events of the whole log a caller wants: those whose type, or whose stream's name, begins
/// with one of some prefixes or matches a regular expression anywhere.
///
/// Source of the rules: behaviour that existing clients of the protocol rely on (filters).
final class ReadFilter {
  struct Specification: Equatable, Sendable {
    enum Subject: Equatable, Sendable {
      case type
      case stream
    }

    let subject: Subject
    /// Empty: the prefixes decide.
    let regex: String
    let prefixes: [String]
    /// A subscription tells how far it has come after so many events that it looked at.
    let checkpointInterval: UInt64
  }

  /// Longer expressions are refused.
  static let regexBytesMax = 4096
  private static let verdictsMax = 10_000

  private let specification: Specification
  private let pattern: Pattern?
  /// Types and streams come again and again.
  private var verdicts: [String: Bool] = [:]
  /// Steps of its expression since it was made; ends a batch that takes long.
  private(set) var stepsSpent = 0

  init(_ specification: Specification) throws(RPCStatus) {
    self.specification = specification
    if specification.regex.isEmpty {
      pattern = nil
    } else {
      guard specification.regex.utf8.count <= Self.regexBytesMax else {
        throw RPCStatus(
          .invalidArgument, "the filter's expression has more than \(Self.regexBytesMax) bytes")
      }
      do throws(PatternSyntaxError) {
        pattern = try Pattern(specification.regex)
      } catch {
        throw RPCStatus(
          .invalidArgument, "the filter's regular expression cannot be used: \(error)")
      }
    }
  }

  /// - Throws: `resourceExhausted` when the expression is too costly for the name.
  func matches(_ event: borrowing RecordView) throws(RPCStatus) -> Bool {
    switch specification.subject {
    case .type: try matches(event.type.copiedText)
    case .stream: try matches(event.stream.copiedText)
    }
  }

  func matches(_ name: String) throws(RPCStatus) -> Bool {
    if let verdict = verdicts[name] { return verdict }
    let verdict: Bool
    do throws(Pattern.TooCostly) {
      verdict =
        try pattern?.isFound(in: name, &stepsSpent)
        ?? specification.prefixes.contains { name.hasPrefix($0) }
    } catch {
      throw RPCStatus(
        .resourceExhausted,
        "the filter's regular expression takes too long for '\(name)'; give a simpler one")
    }
    if verdicts.count >= Self.verdictsMax { verdicts = [:] }
    verdicts[name] = verdict
    return verdict
  }
}

extension ReadFilter.Specification {
  typealias Options = EventStore_Client_Streams_ReadReq.Options.FilterOptions

  /// What a server takes where the caller leaves the window to it.
  private static let windowDefault: UInt32 = 32

  init(_ options: Options, _ extent: ReadRequest.Extent) throws(RPCStatus) {
    let expression: Options.Expression
    switch options.filter {
    case .eventType(let given): (subject, expression) = (.type, given)
    case .streamIdentifier(let given): (subject, expression) = (.stream, given)
    case nil:
      throw RPCStatus(.invalidArgument, "the filter names neither event types nor streams")
    }
    regex = expression.regex
    prefixes = expression.prefix
    var window = Self.windowDefault
    if case .max(let max) = options.window { window = max }
    checkpointInterval = UInt64(window) * UInt64(options.checkpointIntervalMultiplier)
    if extent == .subscription, checkpointInterval == 0 {
      throw RPCStatus(
        .invalidArgument, "a filtered subscription needs a window and a checkpoint interval above 0"
      )
    }
  }
}
