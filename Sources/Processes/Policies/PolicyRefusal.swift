public import Events
public import Projections
import Schemas

/// Why a figure may not be adopted. Nothing was written.
public enum PolicyRefusal: Error, Equatable, Sendable {
  case notAPolicyStream(StreamName, streams: [String])
  case unreadable(PayloadError)
  case actorUnnamed
  case figureUnknown(String, known: [String])
  case valueMissing
  case valueNotTaken(PolicyFigure)
  case notMoney(MoneyError)
  case notADate(String, field: String)
  case sourceMissing
}

extension PolicyRefusal: DomainRefusal {
  public var code: String {
    switch self {
    case .notAPolicyStream: "policy.not-a-policy-stream"
    case .unreadable: "policy.unreadable"
    case .actorUnnamed: "policy.actor-unnamed"
    case .figureUnknown: "policy.figure-unknown"
    case .valueMissing: "policy.value-missing"
    case .valueNotTaken: "policy.value-not-taken"
    case .notMoney: "policy.not-money"
    case .notADate: "policy.not-a-date"
    case .sourceMissing: "policy.source-missing"
    }
  }

  public var message: String {
    switch self {
    case .notAPolicyStream(let stream, _): "\(stream) is no stream of policies"
    case .unreadable(let error): "\(error)"
    case .actorUnnamed: "actor has neither key nor name; say who adopts the figure"
    case .figureUnknown(let name, _): "there is no figure “\(name)” here; name one that there is"
    case .valueMissing: "no value is given; give one, or no_limit: true"
    case .valueNotTaken(let figure):
      "\(figure.name) does not take this value; it takes \(figure.kind.description)"
    case .notMoney(let error): "amount: \(error)"
    case .notADate(let text, let field):
      "\(field) is “\(text)”; give a calendar date as YYYY-MM-DD"
    case .sourceMissing: "source is empty; write who ordered it, e.g. “circular 39-2022”"
    }
  }

  public var source: String {
    switch self {
    case .valueNotTaken(let figure): figure.source
    case .notAPolicyStream, .unreadable, .actorUnnamed, .figureUnknown, .valueMissing, .notMoney,
      .notADate, .sourceMissing:
      "schemas/policy/v1/policy.proto"
    }
  }

  public var allowed: [String] {
    switch self {
    case .notAPolicyStream(_, let streams): streams
    case .unreadable(.unknownType(_, let known)): known
    case .figureUnknown(_, let known): known
    case .unreadable, .actorUnnamed, .valueMissing, .valueNotTaken, .notMoney, .notADate,
      .sourceMissing:
      []
    }
  }
}
