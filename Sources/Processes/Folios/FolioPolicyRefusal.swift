public import Events
public import Projections
import Schemas

/// Why a time limit may not be adopted. Nothing was written.
public enum FolioPolicyRefusal: Error, Equatable, Sendable {
  case notAPolicyStream(StreamName)
  case unreadable(PayloadError)
  /// Whoever acts may not, for a reason that folios share.
  case actor(FolioRefusal)
  case ruleUnknown(String)
  case limitMissing
  case limitOutOfRange(UInt32)
  case notADate(String)
  case sourceMissing

  /// As the log reports it to whoever wanted to append.
  public var refusal: Refusal {
    switch self {
    case .actor(let refusal): refusal.refusal
    case .notAPolicyStream, .unreadable, .ruleUnknown, .limitMissing, .limitOutOfRange,
      .notADate, .sourceMissing:
      Refusal(code: code, message: message, source: source, allowed: allowed)
    }
  }

  /// Stable, for programs; never used again for another rule.
  public var code: String {
    switch self {
    case .notAPolicyStream: "policy.not-a-policy-stream"
    case .unreadable: "policy.unreadable"
    case .actor(let refusal): refusal.code
    case .ruleUnknown: "policy.rule-unknown"
    case .limitMissing: "policy.limit-missing"
    case .limitOutOfRange: "policy.limit-out-of-range"
    case .notADate: "policy.not-a-date"
    case .sourceMissing: "policy.source-missing"
    }
  }

  /// What is wrong and what to do, for people.
  public var message: String {
    switch self {
    case .notAPolicyStream(let stream):
      "\(stream) is no stream of policies; limits of folios are adopted in policy-folio"
    case .unreadable(let error): "\(error)"
    case .actor(let refusal): refusal.message
    case .ruleUnknown(let rule): "there is no escalation rule “\(rule)”; name one that there is"
    case .limitMissing: "no limit is given; give business_days or calendar_days"
    case .limitOutOfRange(let days):
      "a limit has 1 to \(FolioPolicyRules.daysMax) days, not \(days); correct it"
    case .notADate(let text): "valid_from is “\(text)”; give a calendar date as YYYY-MM-DD"
    case .sourceMissing: "source is empty; write who ordered it, e.g. “circular 39-2022”"
    }
  }

  /// Where the rule is written.
  public var source: String {
    switch self {
    case .unreadable: "schemas/folio/v1/policy.proto"
    case .actor(let refusal): refusal.source
    case .notAPolicyStream, .ruleUnknown, .limitMissing, .limitOutOfRange, .notADate,
      .sourceMissing:
      FolioPage.escalations.rawValue
    }
  }

  /// What would be allowed instead, where that is a list.
  public var allowed: [String] {
    switch self {
    case .notAPolicyStream: [FolioPolicyRules.stream.text]
    case .unreadable(.unknownType(_, let known)): known
    case .actor(let refusal): refusal.allowed
    case .ruleUnknown: EscalationRules.all.map(\.name)
    case .unreadable, .limitMissing, .limitOutOfRange, .notADate, .sourceMissing: []
    }
  }
}
