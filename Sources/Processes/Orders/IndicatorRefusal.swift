public import Events
public import Projections
public import Schemas

/// Why an event may not follow in the stream of the monthly round. Nothing was written.
public enum IndicatorRefusal: Error, Equatable, Sendable {
  case notTheStream(StreamName)
  case unreadable(PayloadError)
  case notTheResponsable(OrderRole)
  case actorUnnamed
  case notAMonth(String)
  case startedAlready
  case notStarted
  case daemonOnly
  case otherMonth(String, next: YearMonth)
  case early(YearMonth)
}

extension IndicatorRefusal: DomainRefusal {
  public var code: String {
    switch self {
    case .notTheStream: "indicators.not-the-stream"
    case .unreadable: "indicators.unreadable"
    case .notTheResponsable: "indicators.not-the-responsable"
    case .actorUnnamed: "indicators.actor-unnamed"
    case .notAMonth: "indicators.not-a-month"
    case .startedAlready: "indicators.started-already"
    case .notStarted: "indicators.not-started"
    case .daemonOnly: "indicators.daemon-only"
    case .otherMonth: "indicators.other-month"
    case .early: "indicators.early"
    }
  }

  public var message: String {
    switch self {
    case .notTheStream(let stream): "\(stream) is not it; the round is in \(IndicatorEvent.stream)"
    case .unreadable(let error): "\(error)"
    case .notTheResponsable(let role):
      "\(OrderRole.responsableEmpresas.label) starts the round, not \(role.label); ask there"
    case .actorUnnamed: "actor has neither key nor name; say who acts"
    case .notAMonth(let text): "first_month is “\(text)”; give a month as YYYY-MM"
    case .startedAlready: "the round was started before; nothing is left to do"
    case .notStarted: "the round was not started; append order.v1.IndicatorsStarted"
    case .daemonOnly: "only the daemon appends this event; nothing is left to do"
    case .otherMonth(let month, let next): "\(next) comes next, not “\(month)”"
    case .early(let month): "\(month) is not due yet"
    }
  }

  public var source: String {
    switch self {
    case .notTheResponsable, .daemonOnly, .otherMonth, .early:
      "postsale: Indicators; Escalations"
    case .notTheStream, .unreadable, .actorUnnamed, .notAMonth, .startedAlready, .notStarted:
      "schemas/order/v1/indicators.proto"
    }
  }

  public var allowed: [String] {
    switch self {
    case .notTheStream: [IndicatorEvent.stream.text]
    case .unreadable(.unknownType(_, let known)): known
    case .otherMonth(_, let next): [next.description]
    case .unreadable, .notTheResponsable, .actorUnnamed, .notAMonth, .startedAlready, .notStarted,
      .daemonOnly, .early:
      []
    }
  }
}
